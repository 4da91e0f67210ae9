"""What the page says in its own words: it knows buttons and steps, no option and no command."""

from collections.abc import Mapping

from article21.fields import FIELDS
from article21.interface import N_, NN_, Sentence, Surface
from article21.sentences import PLAIN

_OWN: Mapping[str, Sentence] = {
    # Steps.
    "option-missing": N_("Choose one of these."),
    "ask-country": N_("Where do you live?"),
    "ask-email": N_("The e-mail address of your LinkedIn account"),
    "hint-country": N_("Type a country, state or province. It decides on the law; nationality does not."),
    "hint-name": N_("As your account shows it."),
    "hint-several-addresses": N_("Several: with commas between them."),
    "hint-lines": N_("Line by line, without the country."),
    "hint-links": N_("One on each line, so that LinkedIn can find it."),
    # A letter that is opened again.
    "letter-not-opened": N_("This file holds no letter: choose letter.json, letter.pdf or details.toml."),
    # A staff.
    "rows-in-order": NN_("%(count)s row is in order.", "%(count)s rows are in order."),
    "rows-to-correct": NN_("%(count)s row needs a correction.", "%(count)s rows need a correction."),
    "rows-done": N_("%(done)s of %(total)s rows"),
    "table-missing": N_("Choose a table first."),
    "consent-wanted": N_("Write no letter unless the column %(consent_column)s says yes."),
    "columns-ignored": N_("These columns were not recognised and are ignored: %(headings)s."),
    "column-missing": N_(
        "No column holds the field %(field)s: the headings are %(headings)s. Name the column so, and open the table again."
    ),
    "encoding-offer": N_("“%(given)s”: %(encoding)s."),
    "outcome-written": N_(
        "Letters written: %(written)s; unchanged: %(unchanged)s; rows without a letter: %(rejected)s; empty rows: %(empty)s."
    ),
    "staff-gone": N_("This table is no longer here: open it again."),
    # What is refused.
    "page-missing": N_("There is no such page."),
    "page-locked": N_("This page opens with the address that the terminal shows."),
    "request-refused": N_("This did not come from the page itself: open the page again and repeat what you did."),
    "request-too-large": N_("This is too large: the limit is %(megabytes)s MB."),
    "request-too-slow": N_("This took too long and was stopped."),
    "internal-error": N_(
        "Something went wrong in the program (%(error)s). Please report it. Nothing was lost: go back and try again."
    ),
    "internal-error-at": N_(
        "Something went wrong in the program (%(error)s in %(file)s, line %(line)s). Please report it. Nothing was lost: go back and try again."
    ),
}  # fmt: skip


_LABELS: Mapping[str, str] = {
    "country": "label-country",
    "language": "label-language",
    "name": "label-name",
    "email": "label-email",
    "ground": "label-grounds",
    "because": "label-because",
    "address_line": "label-address",
}
"""What the page calls a field where its description is one for options and columns."""


def _name(field: str) -> str:
    if field in _LABELS:
        return str(PLAIN.sentences[_LABELS[field]])
    return FIELDS[field].help if field in FIELDS else field


PAGE = Surface({**PLAIN.sentences, **_OWN}, _name)
