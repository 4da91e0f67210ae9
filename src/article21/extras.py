"""Packages that few letters need, the extras of pyproject.toml, and who brings one when a letter needs it."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextvars import ContextVar
from importlib.metadata import PackageNotFoundError, distribution, version
from urllib.parse import unquote, urlsplit

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
        raise ExtraMissingError(f"{extra}-missing", command=install_command(extra))
    announce(Message(f"extra-{extra}"))
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([installer, "extra", extra], check=False, **quiet)  # type: ignore[call-overload] # noqa: S603 - the program that started this one
    importlib.invalidate_caches()
    if not has_extra(extra):
        raise ExtraMissingError("extra-failed")


def install_command(extra: str) -> str:
    """Return the command that adds an extra to this installation, from the folder or file it came from."""
    try:
        installed = distribution("article21")
        # https://packaging.python.org/en/latest/specifications/direct-url/
        origin = json.loads(installed.read_text("direct_url.json") or "{}")
        installer = (installed.read_text("INSTALLER") or "").strip()
    except (PackageNotFoundError, ValueError):
        origin, installer = {}, ""
    path = unquote(urlsplit(str(origin.get("url", ""))).path)
    path = path.removeprefix("/") if os.name == "nt" else path
    if not os.path.exists(path):  # noqa: PTH110 - whatever is written there
        path = "PATH/TO/article21"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    pip = f"uv pip install --python {python}" if installer == "uv" else f"{python} -m pip install"
    editable = "--editable " if origin.get("dir_info", {}).get("editable") else ""
    return f'{pip} {editable}"{path}[{extra}]"'


def announce(message: Message) -> None:
    """Tell the person why it takes a while; a surface sets ``announcer``."""
    announcer.get()(message)


def has_extra(extra: str) -> bool:
    """Say whether an extra is installed."""
    try:
        return bool(version(_PACKAGES[extra]))
    except PackageNotFoundError:
        return False
