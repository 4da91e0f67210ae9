"""Why a letter is not stamped."""


class UnsettableError(Exception):
    """A letter that is left to WeasyPrint; the message says why without quoting it."""
