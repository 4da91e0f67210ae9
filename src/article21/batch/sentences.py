"""What a table says of its rows: it has columns to fill in, no options."""

import re
from collections.abc import Mapping

from article21.interface import N_, Message, Sentence, Surface
from article21.person import grounds_in
from article21.sentences import PLAIN
from article21.tables.columns import Columns, name_list
from article21.tables.vocabulary import fields, heading_in

UNQUOTED = "…"
"""What stands for a person's words where rows that have the same fault are counted."""
_COLUMN = re.compile(r"%\((\w+)_column\)s")

WORDS_OF_A_TABLE: Mapping[str, Sentence] = {
    "name-missing": N_("the name is missing."),
    "email-missing": N_("an e-mail address is missing, the one of the LinkedIn account if there is one."),
    "country-missing": N_("the country where the person lives is missing."),
    "grounds-missing": N_(
        "the law where this person lives (%(law)s) asks for grounds from their own situation: fill in %(ground_column)s or %(because_column)s; %(without_grounds_column)s = yes writes the letter without them."
    ),
    "grounds-advised": N_(
        "The letter gives no grounds from the person's own situation, although the law (%(law)s) asks for them: it is easier to refuse. Fill in %(ground_column)s or %(because_column)s."
    ),
    "content-url-advised": N_(
        "Add links to content about the person in %(content_url_column)s, so that LinkedIn can find it."
    ),
    "profile-url-advised": N_(
        "Add the profile's address in %(profile_url_column)s, so that LinkedIn can find the account."
    ),
    "region-advised": N_(
        "The authority depends on the part of the country the person lives in (%(country)s): give it in %(region_column)s, or as %(country_column)s %(example)s."
    ),
    "not-yes-or-no": N_("this must be yes or no."),
}


class TableSurface(Surface):
    """Has headings in the person's language for columns that the table lacks, and says what a ground may be."""

    def sentence(self, message: Message) -> str:
        """Return the sentence without its place."""
        lacking = {
            name: name_list([heading_in(self.language, str(value))])
            for name, value in message.values.items()
            if name.endswith("_column") and value in fields()
        }
        sentence = super().sentence(message.having(**lacking))
        if message.code != "unknown-ground" or message.values["given"] == UNQUOTED:
            return sentence
        grounds = "; ".join(grounds_in(self.language))
        return f"{sentence} {self.sentence(Message('sample-choices', choices=grounds))}"


TABLE = TableSurface({**PLAIN.sentences, **WORDS_OF_A_TABLE})


def name_columns(message: Message, columns: Columns) -> Message:
    """Return the message with the columns that its sentence names: the table's headings, or else the fields."""
    named = _COLUMN.findall(str(WORDS_OF_A_TABLE.get(message.code, "")))
    return message.having(**{f"{field}_column": name_column(field, columns) for field in named})


def name_column(field: str, columns: Columns) -> str:
    """Return the heading of a field, or else the field, for which a surface has a heading."""
    return name_list([columns.heading_of(field)]) if field in columns.places else field
