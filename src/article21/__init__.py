"""Letters that object to LinkedIn training AI on personal data, under the law of a person's home."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from article21.errors import Article21Error
    from article21.library import Person, render, write
    from article21.model import Letter

__version__ = "0.1.0"

__all__ = ["Article21Error", "Letter", "Person", "__version__", "render", "write"]

_HOMES = {"Article21Error": "errors", "Letter": "model"}


def __getattr__(name: str) -> object:
    """Import what is public when it is first used: ``article21 --help`` needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'library')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
