"""Packages that few letters need, the extras of pyproject.toml, and who brings one when a letter needs it."""

import importlib
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

from article21.errors import NoPdfError

INSTALLER = "ARTICLE21_INSTALLER"
"""The variable with the program that ``extra NAME`` makes install an extra: ``./run`` names itself."""
_PACKAGES = {"cjk": "justmytype-intl-cjk", "sign": "pyhanko", "dask": "distributed", "web": "starlette"}
EXTRAS = tuple(_PACKAGES)


class ExtraMissingError(NoPdfError):
    """Something that needs an extra, where it is not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"{extra}-missing")


def need_extra(extra: str) -> None:
    """Have an extra installed by who started this process, or raise ExtraMissingError."""
    installer = os.environ.get(INSTALLER)
    if not has_extra(extra) and installer:
        sys.stderr.flush()
        subprocess.run([installer, "extra", extra], stdin=subprocess.DEVNULL, stdout=2, check=False)  # noqa: S603 - the program that started this one
        importlib.invalidate_caches()
    if not has_extra(extra):
        raise ExtraMissingError(extra)


def has_extra(extra: str) -> bool:
    """Say whether an extra is installed."""
    try:
        return bool(version(_PACKAGES[extra]))
    except PackageNotFoundError:
        return False
