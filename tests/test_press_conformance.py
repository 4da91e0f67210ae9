"""The reference validator over stamped letters of every script."""

import pytest

from article21.rendering.attachments import Attachment
from article21.rendering.press import Press
from batches import first, of
from test_pdf_conformance import validate

pytestmark = pytest.mark.verapdf


def test_stamped_letters_are_pdfa_3a_and_pdfua_1(tmp_path):
    press, paths = Press(verify=0), []
    for language in ("de", "el", "bg", "zh-Hant"):
        base = first(language)
        for number in range(2):
            letter = of(base, f"Person {number}", f"Street {number}")
            data = Attachment(b"{}", "data", letter.date) if number else None
            path = tmp_path / f"{language}-{number}.pdf"
            path.write_bytes(press.print_letter(letter, data))
            paths.append(path)
    assert press.tally.stamped == len(paths) == 8, press.tally
    done = validate(*paths)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASS PDF/A-3a") == done.stdout.count("PASS PDF/UA-1") == len(paths)
