"""The cases of people: what was sent and answered, what is to do next, until the matter is settled."""
