"""The reference validator over letters of several scripts in every layout."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from article21.facts import find_jurisdiction, law
from article21.model import OBJECTION, Format
from article21.rendering import conformance
from article21.rendering.editions import Edition, render_format
from article21.rendering.envelopes import envelopes
from article21.rendering.pdf import to_pdf
from article21.rendering.signatures import prepare_signature
from article21.rendering.signing import open_certificate
from article21.writing.catalogs import languages_of
from article21.writing.letters import write_letter
from letter_samples import COUNTRIES, sample, shortened
from people import ONE_PLACE_PER_LAW, ask
from signatories import PASSWORD, certificate, image_file, scribble
from writers import WRITERS

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


@cache
def editions() -> dict[str, tuple[Edition, str]]:
    """Return what may be added to a letter, each with the length of the letters it is tried with."""
    signer = open_certificate(certificate(), PASSWORD, datetime.now(UTC))
    return {
        "plain": (Edition(), "full"),
        "signature": (Edition(signature=prepare_signature(image_file(scribble()))), "short"),
        "courtesy-copy": (Edition(courtesy_copy="en"), "medium"),
        "redacted": (Edition(redacted=True), "short"),
        "signer": (Edition(signer=signer), "medium"),
    }


def combinations() -> list[tuple[str, str, str]]:
    """Return law, language and edition: each two of them meet, languages only under laws they have."""
    pairs = [
        (key, language)
        for key in ONE_PLACE_PER_LAW
        for language in languages_of(law(key).letter(OBJECTION).template)
    ]
    first = {language: key for key, language in reversed(pairs)}
    return [
        (key, language, edition)
        for key, language in pairs
        for edition in editions()
        if edition == "plain" or language == "en" or first[language] == key
    ]


def print_letter(law: str, language: str, name: str, envelope: str) -> bytes:
    place, (edition, length) = ONE_PLACE_PER_LAW[law], editions()[name]
    copy = copy_of_english(place) if language == "en" and edition.courtesy_copy else edition.courtesy_copy
    request = ask(place, language=language, length=length, address_line=("Storgatan 1",))
    return render_format(Format.PDF, request, replace(edition, envelope=envelope, courtesy_copy=copy))


def copy_of_english(place: str) -> str | None:
    """Return another language that has the law of the place, if there is one."""
    return next(iter(languages_of(find_jurisdiction(place).law.letter(OBJECTION).template)[1:]), None)


def test_every_language_law_layout_and_edition_is_pdfa_3a_and_pdfua_1(tmp_path):
    paths, met = [], set()
    turns = {name: count(start=2 * step) for step, name in enumerate(editions())}
    for key, language, edition in combinations():
        envelope = list(envelopes())[next(turns[edition]) % len(envelopes())]
        path = tmp_path / f"{key}-{language}-{edition}-{envelope}.pdf"
        path.write_bytes(print_letter(key, language, edition, envelope))
        paths.append(path)
        met |= {(key, edition), (language, edition), (envelope, edition)}
    languages = {language for _, language, _ in combinations()}
    assert met == {
        (key, name) for key in (*ONE_PLACE_PER_LAW, *languages, *envelopes()) for name in editions()
    }
    done = validate(*paths)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASS PDF/A-3a") == done.stdout.count("PASS PDF/UA-1") == len(paths) > 100


def test_every_layout_in_every_script_is_pdfa_3a_and_pdfua_1(tmp_path):
    paths = []
    for envelope in envelopes():
        for language in COUNTRIES:
            path = tmp_path / f"{envelope}-{language}.pdf"
            path.write_bytes(to_pdf(sample(language), envelope))
            paths.append(path)
    assert len(paths) == len(envelopes()) * 4
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


def test_other_scripts_conform(tmp_path: Path) -> None:
    pdfs = [tmp_path / f"{script}.pdf" for script in WRITERS]
    for pdf, writer in zip(pdfs, WRITERS.values(), strict=True):
        pdf.write_bytes(to_pdf(write_letter(writer.ask())))
    done = validate(*pdfs)
    assert done.stdout.count("PASS") == 2 * len(WRITERS), done.stdout
