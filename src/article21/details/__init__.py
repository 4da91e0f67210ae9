"""What a person gives: the fields, their checks, and the files they can stand in."""

from article21.details.files import read_details_file
from article21.details.given import Given, check_details, missing_fields
from article21.details.person import Details, known_grounds, known_purposes, official_languages

__all__ = [
    "Details",
    "Given",
    "check_details",
    "known_grounds",
    "known_purposes",
    "missing_fields",
    "official_languages",
    "read_details_file",
]
