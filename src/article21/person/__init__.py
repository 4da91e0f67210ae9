"""What a person gives: the fields, their checks, and the files they can stand in."""

from article21.person.details import Details, known_purposes, official_languages
from article21.person.files import read_details, read_details_file
from article21.person.given import Given, check_details, mending_notes, missing_fields
from article21.person.grounds import grounds_in, known_grounds

__all__ = [
    "Details",
    "Given",
    "check_details",
    "grounds_in",
    "known_grounds",
    "known_purposes",
    "mending_notes",
    "missing_fields",
    "official_languages",
    "read_details",
    "read_details_file",
]
