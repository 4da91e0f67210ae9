"""What anybody may ask for, whatever the surface: nothing here prints, prompts or knows an option.

A surface, which is the terminal and later a page, turns messages and errors into its own sentences.
"""

__all__ = ["batches", "letters", "listings", "samples", "wishes"]
