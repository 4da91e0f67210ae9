"""WeasyPrint's import, which fails without Pango, a library that pip cannot install."""

import ctypes
import ctypes.util
import io
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from types import ModuleType

from article21.errors import NoPdfError

INSTRUCTIONS = "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"
# By the program that installs it.
COMMANDS = {
    "apt-get": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install pango",
    "pacman": "sudo pacman -S pango",
    "zypper": "sudo zypper install libpango-1_0-0",
    "apk": "sudo apk add pango",
    "brew": "brew install pango",
}
WINDOWS = "pacman -S mingw-w64-ucrt-x86_64-pango"


class PangoMissingError(NoPdfError):
    """The library that lays out text is not on this machine."""

    def __init__(self) -> None:
        code, command = _remedy()
        super().__init__(code, command=command, url=INSTRUCTIONS)


def import_weasyprint() -> ModuleType:
    """Return the module, or raise PangoMissingError."""
    # Without Pango it prints advice to stdout, where the letter goes; and it warns developers of a library
    # that a later version will need.
    with redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
        try:
            with _named_libraries():
                import weasyprint
        except OSError:
            try:
                import weasyprint
            except OSError as error:
                raise PangoMissingError from error
    module: ModuleType = weasyprint
    return module


@cache
def pango_version() -> str:
    """Return the version of the library, without importing WeasyPrint; raise OSError where it isn't found."""
    name = {"linux": "libpango-1.0.so.0", "darwin": "libpango-1.0.dylib"}.get(sys.platform, "libpango-1.0-0")
    function = ctypes.CDLL(name).pango_version_string
    function.restype = ctypes.c_char_p
    return str(function().decode("ascii"))


@contextmanager
def _named_libraries() -> Iterator[None]:
    """Have libraries loaded by their names alone, on Linux.

    WeasyPrint tries many names, and for each Python asks ldconfig, a compiler and a linker: 0.15 s in all.
    """
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - as find_library
    return None


def _remedy() -> tuple[str, str]:
    """Return the code of the sentence and the command that it names."""
    if sys.platform == "win32":
        return "pango-missing-windows", WINDOWS
    command = next((command for program, command in COMMANDS.items() if shutil.which(program)), "")
    return ("pango-missing" if command else "pango-missing-anywhere"), command
