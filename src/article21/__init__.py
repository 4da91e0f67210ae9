"""Letters that object to LinkedIn training AI on personal data, under the law of a person's home."""

__version__ = "0.1.0"

__all__ = ["__version__"]
