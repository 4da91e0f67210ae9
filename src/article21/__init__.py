"""Letters that object to LinkedIn training AI on personal data, under the law of the place a person lives in."""

__version__ = "0.1.0"
