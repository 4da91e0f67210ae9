"""Letters signed with a certificate: PAdES, and nothing said of its password."""

from importlib.metadata import PackageNotFoundError
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from commands import Run, files_in, letter
from pages import page_texts
from signatories import PASSWORD, certificate
from terminals import Person

VARIABLE = "ARTICLE21_P12_PASSWORD"
PDF = ("--format", "pdf", "--output", "x.pdf")


def sign(folder: Path, content: bytes, *options: str) -> Run:
    (folder / "key.p12").write_bytes(content)
    return letter(folder, "--sign-with", "key.p12", *(options or PDF))


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    return PASSWORD


def assert_signed(pdf: bytes) -> None:
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert validate_pdf_signature(signature, trust).bottom_line


@pytest.mark.usefixtures("password")
def test_a_signed_letter_is_valid_as_a_whole_and_says_the_same(tmp_path: Path) -> None:
    run = sign(tmp_path, certificate())
    assert run.code == 0, run.err
    assert letter(tmp_path, "--format", "pdf", "--output", "plain.pdf").code == 0
    signed, plain = ((tmp_path / name).read_bytes() for name in ("x.pdf", "plain.pdf"))
    assert_signed(signed)
    assert signed.startswith(plain)  # the signature is appended, the letter untouched
    assert page_texts(signed) == page_texts(plain)


@pytest.mark.usefixtures("password")
def test_a_signed_letter_that_is_changed_is_no_longer_valid(tmp_path: Path) -> None:
    sign(tmp_path, certificate())
    broken = bytearray((tmp_path / "x.pdf").read_bytes())
    broken[broken.index(b"/Keywords") + 12] ^= 1
    with pytest.raises(AssertionError):
        assert_signed(bytes(broken))


@pytest.mark.usefixtures("password")
def test_an_e_mail_draft_carries_the_signed_letter(tmp_path: Path) -> None:
    from email import message_from_bytes, policy

    run = sign(tmp_path, certificate(), "--format", "eml", "--output", "-")
    (attached,) = message_from_bytes(run.out, policy=policy.default).iter_attachments()
    assert_signed(attached.get_content())


@pytest.mark.usefixtures("password")
def test_a_signed_letter_can_be_read_back(tmp_path: Path) -> None:
    sign(tmp_path, certificate())
    run = letter(tmp_path, "--details", "x.pdf", "--output", "-")
    assert run.text.startswith("Maja Lindqvist\n")


def test_a_certificate_without_a_password_needs_none(tmp_path: Path) -> None:
    assert sign(tmp_path, certificate("")).code == 0
    assert_signed((tmp_path / "x.pdf").read_bytes())


def test_on_a_terminal_the_password_is_asked_for_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "key.p12").write_bytes(certificate())
    options = ("--name", "M", "--email", "m@example.org", "--country", "IN", "--sign-with", "key.p12", *PDF)
    with Person(tmp_path, "letter", *options) as terminal:
        terminal.wait_for("The password of the certificate:")
        terminal.type("wrong\n")
        terminal.wait_for("This is not the password. Once more:")
        terminal.type(f"{PASSWORD}\n")
        code, out = terminal.end()
        assert PASSWORD not in terminal.seen
    assert (code, out) == (0, "")
    assert_signed((tmp_path / "x.pdf").read_bytes())


REFUSED = {
    "wrong password": (certificate("another"), "its password is wrong"),
    "no p12": (b"hello", "its password is wrong, or the file is not a .p12 or .pfx file"),
    "huge": (bytes(1_000_001), "larger than a megabyte"),
    "no key": (certificate(usable=False), "no certificate with its private key"),
    "old": (certificate(days=-10), "it is valid from "),
}


@pytest.mark.usefixtures("password")
@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_certificate_that_does_not_open_is_one_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes, said: str
) -> None:
    run = sign(tmp_path, content)
    assert (run.code, run.out, run.err.count("\n")) == (1, b"", 1)
    assert run.err.startswith("article21: The PDF can't be signed with this certificate: ")
    assert said in run.err
    assert PASSWORD not in run.err + caplog.text
    assert files_in(tmp_path) == ["key.p12"]


def test_with_nobody_to_ask_for_the_password_the_variable_is_named(tmp_path: Path) -> None:
    run = sign(tmp_path, certificate())
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert VARIABLE in run.err


def test_without_the_extra_the_command_that_helps_is_named(tmp_path: Path) -> None:
    with patch("article21.extras.version", side_effect=PackageNotFoundError):
        run = sign(tmp_path, certificate())
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert run.err.endswith('[sign]"\n')


def test_only_a_pdf_can_be_signed(tmp_path: Path) -> None:
    run = sign(tmp_path, certificate(), "--format", "txt")
    assert run.code == 2
    assert "--format pdf" in run.err


def test_no_option_takes_a_password(tmp_path: Path) -> None:
    assert "password" not in letter(tmp_path, "--help").text.lower()
