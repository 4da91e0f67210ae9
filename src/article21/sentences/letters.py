"""What keeps a person from their letter, and what they should know of it."""

from collections.abc import Mapping

from article21.interface import N_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    "grounds-missing": N_(
        "The law where you live (%(law)s) asks for grounds from your own situation: choose some, say it in your own words, or have the letter written without them."
    ),
    "no-account-contradicted": N_(
        "The details say that there is no LinkedIn account, and give what only a member has: %(given)s. Take that out, or say that there is an account."
    ),
    "setting-after-letter": N_(
        "The letter is dated %(date)s and says that the setting was turned off later (%(day)s). Correct one of the two days."
    ),
    "purpose-elsewhere": N_(
        "Purpose %(purpose)s doesn't concern people who live there (%(country)s); those that do are %(purposes)s."
    ),
    "authority-of-region": N_(
        "This letter goes to your authority, which depends on the part of the country you live in (%(country)s): give it, as in %(example)s."
    ),
    "authority-unknown": N_(
        "This letter goes to your authority, but none is known for the place you live in (%(country)s)."
    ),
    "letter-missing": N_("There is no letter of this kind (%(kind)s) under the law of this place (%(law)s)."),
    "translation-missing": N_(
        "There is no courtesy copy in this language (%(language)s): no letter under this law (%(law)s) is in that language yet. Choose another language."
    ),
    "translation-of-itself": N_(
        "There is no courtesy copy in this language (%(language)s): the letter itself is in that language. Choose another language."
    ),
    # Wishes that can't be had together.
    "redacted-and-signed": N_("a signature tells who signed; leave it out."),
    "redacted-and-mailed": N_("an e-mail tells who sent it; choose other formats."),
    "nothing-to-sign": N_("only a PDF can be signed: add the format pdf."),
    # What a person should know of their letter.
    "language-missing": N_(
        "There is no letter in this language (%(language)s) under this law (%(law)s) yet: yours is in English."
    ),
    "language-guessed": N_(
        "The language of the letter (%(language)s) was guessed, since several are spoken in the country (%(country)s): if it is another one, give it."
    ),
    "ground-untranslated": N_(
        "Not every ground you give is translated into this language (%(language)s) yet: your letter is in English."
    ),
    "grounds-advised": N_(
        "The letter gives no grounds from your own situation, although the law (%(law)s) asks for them: it is easier to refuse."
    ),
    "content-url-advised": N_("Add links to content about you, so that LinkedIn can find it."),
    "profile-url-advised": N_("Add your profile address, so that LinkedIn can find your account."),
    "region-advised": N_(
        "Your authority depends on the part of the country you live in (%(country)s): give it, as in %(example)s."
    ),
    "authority-without-mail": N_(
        "%(authority)s takes no complaint by ordinary e-mail: the draft has no recipient."
    ),
    "own-words-untranslated": N_("Your own words are not translated in the courtesy copy."),
    "redacted-copy": N_("This is a redacted copy, to show to others. Don't send it to LinkedIn."),
    "mail-without-recipient": N_(
        "%(company)s publishes no e-mail address for people who live there (%(country)s): the draft has no recipient."
    ),
}

LAWS = (
    N_("Act respecting the protection of personal information in the private sector"),
    N_("Federal Act on Data Protection"),
    N_("General Data Protection Regulation"),
    N_("Law of the United States"),
    N_("Lei Geral de Proteção de Dados Pessoais"),
    N_("No statute claimed"),
    N_("Personal Data (Privacy) Ordinance"),
    N_("Personal Information Protection Act (Alberta)"),
    N_("Personal Information Protection Act (British Columbia)"),
    N_("Personal Information Protection and Electronic Documents Act"),
    N_("UK General Data Protection Regulation"),
)
"""The names in ``data/laws/``, marked for the catalogs."""
