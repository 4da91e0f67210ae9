"""Handing letters out: consent, invitations, drafts, what people changed, what is deleted."""

from collections.abc import Mapping

from article21.interface import N_, NN_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    # Consent and grounds.
    "consent-missing": N_("this person has not answered yet: they get a letter when they say yes."),
    "consent-column-missing": N_(
        "No column says who wants a letter (consent): the headings are %(headings)s."
    ),
    "consent-declined": NN_(
        "%(count)s person said no and gets no letter.", "%(count)s people said no and get no letter."
    ),
    "consent-withdrawn": N_("this person now says no: the letter written before was removed."),
    "grounds-shared": N_(
        "every row is given the same grounds. Grounds come from each person's own situation: leave them to the person."
    ),
    # Invitations, and the files that come back.
    "invitations-written": NN_(
        "%(count)s invitation written to %(folder)s.", "%(count)s invitations written to %(folder)s."
    ),
    "invitations-kept": NN_(
        "%(count)s invitation was there already and is unchanged.",
        "%(count)s invitations were there already and are unchanged.",
    ),
    "nobody-to-invite": N_("There is nobody to invite."),
    "invitation-incomplete": N_("this could not be filled in and is left to the person: %(sentence)s"),
    "invitation-unanswered": N_("this file is as it was sent out: nobody has filled it in yet."),
    "folder-without-details": N_(
        "The folder %(path)s holds no file with a person's details (.toml, .json or a letter's PDF)."
    ),
    "sheet-head": N_(
        "Your details for your own letter to LinkedIn. Correct what is wrong and fill in what is missing. This file is sent to nobody."
    ),
    "sheet-grounds": N_(
        "Your reasons. Remove the # in front of a line only if it is true for you; you need not choose any."
    ),
    "sheet-own-words": N_("Your situation in your own words, between the quotation marks, if you like."),
    "sheet-without-grounds": N_(
        "If you want a letter without reasons, remove the # in front of the next line."
    ),
    # Drafts and the organisation's own words.
    "draft-misaddressed": N_(
        "no e-mail draft can be addressed to this person: write the name or the address in another way."
    ),
    "cover-field-unknown": N_("unknown field “%(given)s”; the fields are %(known)s."),
    "cover-not-text": N_("%(path)s can't be used: it is not UTF-8 text."),
    # What people changed.
    "letter-edited-kept": N_("a file was changed by hand since it was written: it is left as it is."),
    "letter-edited-beside": N_(
        "a file was changed by hand since it was written: the changed file is kept beside the new one (%(example)s)."
    ),
    "problems-edited-kept": N_("%(file)s was changed by hand and not read since: it is kept as %(kept)s."),
    "former-letter-removed": N_(
        "the person's letter under an earlier name or reference was removed (%(example)s)."
    ),
    "correction-used": N_(
        "the table still has the row as it was before it was corrected: the correction is used."
    ),
    # Places that are not ours to write to, and tables that do not hold still.
    "write-over-foreign": N_(
        "%(path)s can't be written: a file is there already that this program did not write. Choose another place."
    ),
    "write-over-table": N_("%(path)s can't be written: this is the table itself. Choose another place."),
    "write-without-folder": N_("%(path)s can't be written: there is no folder %(folder)s."),
    "journal-damaged": N_("The journal %(path)s is damaged (%(reason)s)."),
    # Deleting.
    "batch-forgotten": NN_(
        "%(count)s file of the batch in %(folder)s was deleted.",
        "%(count)s files of the batch in %(folder)s were deleted.",
    ),
    "files-left": NN_(
        "%(count)s file in %(folder)s was not written by this program and is still there: %(example)s.",
        "%(count)s files in %(folder)s were not written by this program and are still there: %(example)s, …",
    ),
    "folder-without-batch": N_("%(folder)s holds no batch: there is no journal in it."),
}
