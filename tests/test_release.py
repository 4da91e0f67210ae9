"""What a release is built from: pinned, with digests, under licences that fit."""

import re

from tools import licences, release, requirements


def test_everything_the_program_names_is_pinned_with_digests():
    pinned = requirements.pinned()
    assert len(pinned) > 60
    assert requirements.wanted() <= pinned.keys()
    assert all(pinned.values()), "every package has a digest at least"


def test_the_pinned_versions_name_no_address():
    text = requirements.PINNED.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def test_a_package_without_a_digest_is_noticed(tmp_path, monkeypatch):
    text = requirements.PINNED.read_text(encoding="utf-8")
    cut = re.sub(r"(typer==\S+ \\\n)(    --hash=\S+( \\)?\n)+", r"\1", text)
    file = tmp_path / "requirements.txt"
    file.write_text(cut)
    monkeypatch.setattr(requirements, "PINNED", file)
    assert requirements.pinned()["typer"] == 0


def test_what_the_checks_run_with_is_what_a_release_is_built_from():
    def versions(path):
        return set(re.findall(r"^[\w.-]+==\S+", path.read_text(encoding="utf-8"), re.MULTILINE))

    released, checked = versions(requirements.PINNED), versions(requirements.CONSTRAINTS)
    assert released <= checked
    assert {each.partition("==")[0] for each in checked} >= {"pytest", "ruff", "mypy", "typst"}


def test_the_licences_of_all_that_is_installed_fit():
    packages = licences.built_from()
    assert {"weasyprint", "typer", "jinja2", "babel", "pydyf"} <= packages
    assert list(licences.faults(packages)) == []


def test_a_licence_that_nobody_looked_at_is_a_fault(monkeypatch):
    monkeypatch.setattr(licences, "licences_of", lambda _package: ("AGPL-3.0-only",))
    assert list(licences.faults(frozenset({"weasyprint"}))) == ["weasyprint: AGPL-3.0-only"]


def test_checksums_cover_every_file_and_change_with_it(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("one")
    first = list(release.sums(tmp_path))
    (tmp_path / "site/index.html").write_text("two")
    assert len(first) == 1
    assert first != list(release.sums(tmp_path))
    assert first[0].endswith("  site/index.html\n")
