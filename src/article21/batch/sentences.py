"""What a table says of its rows: it has columns to fill in, no options."""

from collections.abc import Mapping

from article21.interface import N_, Sentence, Surface
from article21.sentences import PLAIN

WORDS_OF_A_TABLE: Mapping[str, Sentence] = {
    "name-missing": N_("the name is missing."),
    "email-missing": N_("an e-mail address is missing, the one of the LinkedIn account if there is one."),
    "country-missing": N_("the country where the person lives is missing."),
    "grounds-missing": N_(
        "the law where this person lives (%(law)s) asks for grounds from their own situation: fill in ground or because; without_grounds = yes writes the letter without them."
    ),
    "grounds-advised": N_(
        "The letter gives no grounds from the person's own situation, although the law (%(law)s) asks for them: it is easier to refuse. Fill in ground or because."
    ),
    "content-url-advised": N_(
        "Add links to content about the person in content_url, so that LinkedIn can find it."
    ),
    "profile-url-advised": N_(
        "Add the profile's address in profile_url, so that LinkedIn can find the account."
    ),
    "region-advised": N_(
        "The authority depends on the part of the country the person lives in (%(country)s): give it in region, or as country %(example)s."
    ),
    "not-yes-or-no": N_("this must be yes or no."),
}

TABLE = Surface({**PLAIN.sentences, **WORDS_OF_A_TABLE})
