"""Ask a person for a letter's details, question by question, until they confirm what will be written."""
