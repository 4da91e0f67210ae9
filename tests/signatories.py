"""Signatures the tests sign with: one drawn, one made of a key."""

import math
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

INK = (20, 30, 120)
PASSWORD = "correct horse"  # noqa: S105 - of a certificate that lives as long as a test


def scribble(size: tuple[int, int] = (800, 400), paper: object = "white", ink: object = INK) -> Image.Image:
    """Return a page with a line of ink across its middle half."""
    image = Image.new("RGBA" if isinstance(paper, tuple) and len(paper) == 4 else "RGB", size, paper)
    width, height = size
    line = [(width * (0.25 + i / 600), height * (0.5 + 0.2 * math.sin(i / 14))) for i in range(300)]
    ImageDraw.Draw(image).line(line, fill=ink, width=max(3, width // 150), joint="curve")
    return image


def image_file(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@cache
def certificate(password: str = PASSWORD, *, days: int = 30, usable: bool = True) -> bytes:
    """Return a .p12 file with a key and its own certificate, valid from yesterday on."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Maja Lindqvist")])
    start = datetime.now(UTC) - timedelta(days=40 if days < 0 else 1)
    own = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(datetime.now(UTC) + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    lock = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"m", key if usable else None, own, None, lock)
