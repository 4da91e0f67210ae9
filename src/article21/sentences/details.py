"""What can be wrong with a person's details, and where."""

from collections.abc import Mapping

from article21.interface import N_, NN_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    # Where something stands, and what there is to say of it.
    "at-place": N_("%(place)s: %(sentence)s"),
    "quoted": N_("“%(given)s”"),
    "at-field": "%(field)s",
    "at-field-entry": N_("%(field)s, entry %(entry)s"),
    "at-file": "%(file)s",
    "at-file-line": N_("%(file)s, line %(line)s"),
    "at-file-field": N_("%(file)s, %(field)s"),
    "at-file-field-entry": N_("%(file)s, %(field)s, entry %(entry)s"),
    "at-file-line-field": N_("%(file)s, line %(line)s, %(field)s"),
    "at-file-line-field-entry": N_("%(file)s, line %(line)s, %(field)s, entry %(entry)s"),
    # What is missing.
    "name-missing": N_("please give your name."),
    "email-missing": N_("please give an e-mail address, the one of your LinkedIn account if you have one."),
    "country-missing": N_("please give the country you live in."),
    # Text.
    "text-empty": N_("this is empty."),
    "text-too-long": NN_(
        "this has %(count)s character; the limit is %(limit)s.",
        "this has %(count)s characters; the limit is %(limit)s.",
    ),
    "text-several-lines": N_("this must be one line, but it contains a line break."),
    "text-tab": N_("this contains a tab (%(character)s): write it again without it."),
    "text-line-break": N_("this contains an unusual line break (%(character)s): write it again without it."),
    "text-half-character": N_("this contains half a character: write it again without it."),
    "text-control": N_("this contains a control character (%(character)s): write it again without it."),
    "text-direction": N_(
        "this contains a mark that turns the direction of the text (%(character)s): write it again without it."
    ),
    "not-text": N_("this must be text in quotation marks."),
    "not-a-list": N_("this must be a list of texts."),
    "not-yes-or-no": N_("this must be true or false."),
    "too-many": N_("too many values are given: the limit is %(limit)s."),
    "not-a-choice": N_("“%(given)s” is not one of %(choices)s."),
    "no-choice": N_("this is not one of %(choices)s."),
    # Names and references.
    "not-a-name": N_("“%(given)s” is not a name: it has no letter."),
    "not-a-reference": N_(
        "“%(given)s” can't be a reference: it may have up to 40 letters a-z, digits, dots, hyphens and underscores, and begins with a letter or digit."
    ),
    # Days.
    "not-a-date": N_("“%(given)s” is not a date: write year-month-day, for example 2026-11-22."),
    "not-a-date-value": N_("this must be a date: write year-month-day, for example 2026-11-22."),
    "no-such-day": N_("“%(given)s” is not a day of the calendar."),
    "day-far": N_("%(day)s is more than a year from today (%(today)s)."),
    "day-future": N_("%(day)s is in the future (today is %(today)s)."),
    "day-long-ago": N_("%(day)s is more than five years ago: is the year right?"),
    # E-mail and web addresses.
    "email-without-at": N_("“%(given)s” is not an e-mail address: it has no @."),
    "email-mailbox": N_("“%(given)s” is not an e-mail address: what comes before the @ is wrong."),
    "email-domain": N_("“%(given)s” is not an e-mail address: what comes after the @ is wrong."),
    "not-on-linkedin": N_("“%(given)s” is not on linkedin.com; a profile's address looks like %(example)s."),
    "page-of-company": N_(
        "“%(given)s” is the page of a company, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-school": N_(
        "“%(given)s” is the page of a school, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-brand": N_(
        "“%(given)s” is the page of a brand, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-group": N_(
        "“%(given)s” is the page of a group, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-post": N_(
        "“%(given)s” is a post, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-article": N_(
        "“%(given)s” is an article, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-job": N_(
        "“%(given)s” is a job posting, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-course": N_(
        "“%(given)s” is a course, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-event": N_(
        "“%(given)s” is an event, not a person's profile; a profile's address looks like %(example)s."
    ),
    "page-of-old-profile": N_(
        "“%(given)s” is an old kind of profile address; a profile's address looks like %(example)s."
    ),
    "page-of-something": N_(
        "“%(given)s” is something else, not a person's profile; a profile's address looks like %(example)s."
    ),
    "profile-of-everyone": N_(
        "linkedin.com/in/me shows everyone their own profile: open yours and copy its address."
    ),
    "profile-without-name": N_("“%(given)s” lacks the name of a profile, as in %(example)s."),
    "not-a-web-address": N_("“%(given)s” is not a web address."),
    "not-http": N_("“%(given)s” is not a web address: it must begin with https:// or http://."),
    "web-address-with-password": N_(
        "“%(given)s” holds a user name or password: leave out the part before the @."
    ),
    # Keys and names of things.
    "ambiguous-country": N_(
        "“%(given)s” is the name of several places. Write the code of yours: %(places)s."
    ),
    "unknown-country": N_("Unknown country “%(given)s”."),
    "unknown-country-near": N_("Unknown country “%(given)s”. Did you mean “%(offer)s”?"),
    "unknown-language": N_("Unknown language “%(given)s”."),
    "unknown-language-near": N_("Unknown language “%(given)s”. Did you mean “%(offer)s”?"),
    "unknown-ground": N_("Unknown ground “%(given)s”."),
    "unknown-ground-near": N_("Unknown ground “%(given)s”. Did you mean “%(offer)s”?"),
    "unknown-purpose": N_("Unknown purpose “%(given)s”."),
    "unknown-purpose-near": N_("Unknown purpose “%(given)s”. Did you mean “%(offer)s”?"),
    "unknown-envelope": N_("Unknown envelope “%(given)s”."),
    "unknown-envelope-near": N_("Unknown envelope “%(given)s”. Did you mean “%(offer)s”?"),
    "unknown-field": N_("Unknown field “%(given)s”."),
    "unknown-field-near": N_("Unknown field “%(given)s”. Did you mean “%(offer)s”?"),
}
