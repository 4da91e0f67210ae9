"""The command line: the only part that asks, prints and exits."""

from article21.cli.app import main

__all__ = ["main"]
