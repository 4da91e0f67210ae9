"""The reference validator over letters of several scripts in every layout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from article21.render import conformance
from article21.render.pdf import to_pdf
from article21.render.themes import themes
from letter_samples import COUNTRIES, sample, shortened

SCRIPT = Path(__file__).parents[1] / ".ci" / "verapdf.sh"
COULD_NOT_RUN = 3

pytestmark = pytest.mark.verapdf


def validate(*pdfs: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [SCRIPT, *pdfs],
        env={**os.environ, "PYTHON": sys.executable},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode == COULD_NOT_RUN:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    return done


def test_every_layout_in_every_script_is_pdfa_3a_and_pdfua_1(tmp_path):
    paths = []
    for theme in themes():
        for language in COUNTRIES:
            path = tmp_path / f"{theme}-{language}.pdf"
            path.write_bytes(to_pdf(sample(language), theme))
            paths.append(path)
    assert len(paths) == len(themes()) * 4
    done = validate(*paths)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASS PDF/A-3a") == done.stdout.count("PASS PDF/UA-1") == len(paths)


def test_the_validator_sees_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(conformance, "PDFUA_METADATA", b"")
    path = tmp_path / "letter.pdf"
    path.write_bytes(to_pdf(shortened(sample("sv"))))
    done = validate(path)
    assert done.returncode == 1
    assert "FAIL PDF/UA-1" in done.stdout
    assert "PASS PDF/A-3a" in done.stdout
