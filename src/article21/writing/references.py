"""Make the reference under which a person and the company find a case again."""

import unicodedata
from hashlib import sha256

from article21.facts import Jurisdiction
from article21.person import Details

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def make_reference(details: Details, jurisdiction: Jurisdiction) -> str:
    """Return a reference that is the same for the same person and place, and tells nothing about the person.

    It has 40 bits: among 100,000 people, two share one with a probability of 0.5 %.
    """
    person = "\n".join((details.name, *details.known_by, jurisdiction.code))
    number = int.from_bytes(sha256(unicodedata.normalize("NFC", person).encode()).digest()[-5:])
    return "A21-" + "".join([_CROCKFORD[number >> 5 * place & 31] for place in range(8)])
