"""The letters of many people from one table: read, check, write, and go on where it stopped."""
