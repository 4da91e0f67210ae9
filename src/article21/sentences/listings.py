"""What there is: the headings and cells of listings, and what a sample says of its fields."""

from collections.abc import Mapping

from article21.interface import N_, NN_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    # Headings.
    "listed-code": N_("code"),
    "listed-name": N_("name"),
    "listed-law": N_("law"),
    "listed-authority": N_("authority"),
    "listed-answer_due": N_("answer due"),
    "listed-languages": N_("languages"),
    "listed-company": N_("company"),
    "listed-tag": N_("tag"),
    "listed-own_name": N_("own name"),
    "listed-laws": N_("laws"),
    "listed-key": N_("key"),
    "listed-label": N_("label"),
    "listed-title": N_("title"),
    "listed-possible_under": N_("possible under"),
    "listed-covered_by_setting": N_("covered by setting"),
    "listed-countries": N_("countries"),
    "listed-paper": N_("paper"),
    # Cells.
    "every-other-country": N_("Every other country"),
    "authority-of-its-region": N_("that of the region"),
    "paper-of-its-country": N_("that of the country"),
    "working-days": NN_("%(count)s working day", "%(count)s working days"),
    "period-asked-for": N_("%(period)s (asked for)"),
    # The columns of a table.
    "column-several": N_("Several values: on lines of their own, or with ; between them."),
    "column-headings": N_("Headings: %(words)s"),
    "column-flag": N_("Yes or no."),
    # A sample to fill in.
    "sample-sheet": N_("Staff"),
    "sample-head": N_(
        "Your details: replace the values of name, email and country with your own. Remove the # in front of any other field that you want to give. The letter says what this file says, so give only what is true for you. Nothing here is sent anywhere. The file holds personal data: keep it where only you can read it."
    ),
    "sample-choices": N_("One of %(choices)s."),
    "sample-default": N_("Default: %(given)s."),
}
