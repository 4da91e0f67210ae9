"""Build the page as plain files: ``./run site DIR``; or look at them: ``./run site --check DIR``."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tools.website.building import build
from tools.website.checking import check
from tools.website.parts import SiteError


def main() -> int:
    """Build or check; a folder is there as a whole or not at all."""
    parser = argparse.ArgumentParser(prog="./run site", description=__doc__.splitlines()[0])
    parser.add_argument(
        "folder", type=Path, help="the site; it is built in a folder that is empty or not there yet"
    )
    parser.add_argument(
        "--check", action="store_true", help="only look at a site, and say what is wrong with it"
    )
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    try:
        if not asked.check:
            _build(folder)
        problems = check(folder)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _build(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SiteError(f"{folder} is not empty: nothing was written.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".site-", dir=folder.parent) as workplace:
        made = Path(workplace) / "site"
        build(made, Path(workplace))
        if folder.exists():
            folder.rmdir()
        shutil.move(made, folder)


if __name__ == "__main__":
    sys.exit(main())
