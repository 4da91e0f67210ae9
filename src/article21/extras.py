"""Packages that few letters need, the extras of pyproject.toml, and who brings one when a letter needs it."""

import importlib
import os
import subprocess
from collections.abc import Callable
from contextvars import ContextVar
from importlib.metadata import PackageNotFoundError, version

from article21.errors import NoPdfError
from article21.interface import Message

INSTALLER = "ARTICLE21_INSTALLER"
"""The variable with the program that ``extra NAME`` makes install an extra: ``./run`` names itself."""
announcer: ContextVar[Callable[[Message], None]] = ContextVar("announcer", default=lambda _: None)
"""What tells the person that something is being installed."""
_PACKAGES = {"cjk": "justmytype-intl-cjk", "sign": "pyhanko", "dask": "distributed", "web": "starlette"}
EXTRAS = tuple(_PACKAGES)


class ExtraMissingError(NoPdfError):
    """Something that needs an extra, where it is not installed."""


def need_extra(extra: str) -> None:
    """Have an extra installed by who started this process, or raise ExtraMissingError."""
    if has_extra(extra):
        return
    installer = os.environ.get(INSTALLER)
    if not installer:
        raise ExtraMissingError(f"{extra}-missing")
    announce(Message(f"extra-{extra}"))
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([installer, "extra", extra], check=False, **quiet)  # type: ignore[call-overload] # noqa: S603 - the program that started this one
    importlib.invalidate_caches()
    if not has_extra(extra):
        raise ExtraMissingError("extra-failed")


def announce(message: Message) -> None:
    """Tell the person why it takes a while; a surface sets ``announcer``."""
    announcer.get()(message)


def has_extra(extra: str) -> bool:
    """Say whether an extra is installed."""
    try:
        return bool(version(_PACKAGES[extra]))
    except PackageNotFoundError:
        return False
