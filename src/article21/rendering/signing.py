"""Sign a PDF with a person's own certificate: PAdES, baseline B, with pyHanko (extra ``[sign]``)."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from article21.errors import Article21Error
from article21.extras import need_extra

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

LARGEST = 1_000_000
_FIELD = "Signature"


class CertificateError(Article21Error):
    """A certificate that a PDF can't be signed with."""


class WrongPasswordError(CertificateError):
    """A certificate that the password does not open."""

    def __init__(self) -> None:
        super().__init__("certificate-password")


def open_certificate(content: bytes, password: str, now: datetime) -> "SimpleSigner":
    """Return what a .p12 file holds; raise CertificateError."""
    need_extra("sign")
    from pyhanko.sign.signers import SimpleSigner

    if len(content) > LARGEST:
        raise CertificateError("certificate-too-large")
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(content, [], password.encode())
    except ValueError:
        raise WrongPasswordError from None
    except (AttributeError, TypeError):  # it takes for granted that both are there
        raise CertificateError("certificate-without-key") from None
    _check_day(signer.signing_cert, now)
    return signer


def sign_pdf(pdf: bytes, signer: "SimpleSigner", description: str) -> bytes:
    """Return the PDF with the signature appended; it says when, so no two are the same."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner, fields

    unseen = fields.InvisSigSettings(
        box_out_of_bounds=True
    )  # what is off the page needs no tag (PDF/UA-1, 7.18)
    place = fields.SigFieldSpec(_FIELD, readable_field_name=description, invis_sig_settings=unseen)
    metadata = PdfSignatureMetadata(field_name=_FIELD, subfilter=fields.SigSeedSubFilter.PADES)
    writer, signed = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    PdfSigner(metadata, signer, new_field_spec=place).sign_pdf(writer, output=signed)
    return signed.getvalue()


def _check_day(certificate: Any, now: datetime) -> None:  # asn1crypto has no types
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= now <= last:
        raise CertificateError("certificate-not-valid", first=f"{first:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")
