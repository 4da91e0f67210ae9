"""Build the documents as a site, without a network: ``./run docs DIR``; ``--man FILE`` writes a man page.

The pages are the Markdown files of the checkout, and one with the help of every command.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from article21 import __version__
from article21.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "build/docs"
"""What ``mkdocs.yml`` reads."""
PROGRAM = "article21"


def commands(command: Any, words: tuple[str, ...] = (PROGRAM,)) -> Iterator[tuple[str, Any]]:
    """Yield every command that is not hidden with the words that run it, a group before its commands."""
    yield " ".join(words), command
    for name, each in getattr(command, "commands", {}).items():
        if not each.hidden:
            yield from commands(each, (*words, name))


def help_of(words: str, command: Any) -> str:
    """Return what ``--help`` says, as wide as a page."""
    context = command.context_class(command, info_name=words, max_content_width=100, terminal_width=100)
    return str(command.get_help(context))


def command_page() -> str:
    """Return the page with the help of every command, as Markdown."""
    sections = (
        f"## {words}\n\n```text\n{help_of(words, each)}\n```\n" for words, each in commands(get_command(app))
    )
    return "# Every command\n\n" + "\n".join(sections)


def man_page() -> str:
    """Return the man page, as ``man`` reads it (groff's man macros)."""
    parts = [f'.TH ARTICLE21 1 "" "article21 {__version__}" "User Commands"', ".SH NAME"]
    parts.append(f"{PROGRAM} \\- letters that object to LinkedIn training AI on personal data")
    for words, each in commands(get_command(app)):
        parts += [f'.SH "{words.upper()}"', ".nf", _literal(help_of(words, each)), ".fi"]
    return "\n".join(parts) + "\n"


def _literal(text: str) -> str:
    lines = (line.replace("\\", "\\e").replace("-", "\\-") for line in text.splitlines())
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


def gather() -> None:
    """Copy the documents to where the site is built from, beside the page of commands."""
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES / "docs", ignore=shutil.ignore_patterns("*.json.gz"))
    for document in (*ROOT.glob("*.md"), ROOT / "LICENSE"):
        shutil.copy(document, PAGES)
    (PAGES / "commands.md").write_text(command_page(), encoding="utf-8")


def main() -> None:
    """Build the site, or write the man page."""
    parser = argparse.ArgumentParser(prog="./run docs", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="a folder that is empty or not there yet")
    parser.add_argument("--man", type=Path, help="write the man page to this file instead")
    asked = parser.parse_args()
    if asked.man:
        asked.man.write_text(man_page(), encoding="utf-8")
        return
    if asked.folder is None or (asked.folder.exists() and any(asked.folder.iterdir())):
        sys.exit("Name a folder that is empty or not there yet.")
    gather()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(asked.folder.resolve())]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})  # noqa: S603 - ours


if __name__ == "__main__":
    main()
