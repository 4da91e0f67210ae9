"""Words: the letter, its variants and the kit for the form, from templates and catalogs."""
