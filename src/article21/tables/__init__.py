"""A table as people have it becomes persons: files, headings, rows, countries, addresses."""
