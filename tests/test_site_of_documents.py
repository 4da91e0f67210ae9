"""The documents as a site and as a man page: every command with its help, from the program itself."""

import shutil
import subprocess

import pytest
from tools import docs
from typer.main import get_command

from article21.cli.app import app


def test_the_page_of_commands_has_every_command_with_its_help():
    page = docs.command_page()
    for words, command in docs.commands(get_command(app)):
        assert f"## {words}\n" in page
        for line in (command.help or "").splitlines()[:1]:
            assert line.strip() in page


def test_commands_of_a_group_are_among_them():
    assert {"article21 case add", "article21 case next", "article21 letter"} <= {
        words for words, _ in docs.commands(get_command(app))
    }


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed")
def test_the_man_page_is_read_without_a_warning(tmp_path):
    page = tmp_path / "article21.1"
    page.write_text(docs.man_page(), encoding="utf-8")
    command = ["man", "--warnings=w", "-l", str(page)]
    shown = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"MANPAGER": "cat", "PATH": "/usr/bin:/bin"}
    )
    assert "article21 letter" in shown.stdout.lower()
    assert shown.stderr == ""


def test_the_documents_are_gathered_with_all_that_the_site_lists(monkeypatch, tmp_path):
    monkeypatch.setattr(docs, "PAGES", tmp_path / "docs")
    docs.gather()
    listed = [
        line.rpartition(": ")[2]
        for line in (docs.ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
        if line.startswith("      - ")
    ]
    assert len(listed) > 10
    assert [name for name in listed if not (tmp_path / "docs" / name).is_file()] == []
