"""What the people who work on the project run: ``./run catalogs``, ``./run holidays``."""
