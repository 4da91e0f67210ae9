"""The letters of many people: written by several processes, checked, and resumed where they stopped."""
