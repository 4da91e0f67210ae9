// The start: answers that are still in this tab are gone on with.
