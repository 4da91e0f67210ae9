"""Cases that are kept until they are settled: mistakes, what is to do, what a list shows."""

from collections.abc import Mapping

from article21.interface import N_, NN_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    # Which case is meant.
    "case-unknown": N_("No case has this reference (%(given)s)."),
    "case-unknown-near": N_("No case has this reference (%(given)s). Did you mean %(offer)s?"),
    "case-ambiguous": N_(
        "Several cases fit this reference (%(given)s): %(references)s. Give more of the reference."
    ),
    "no-cases": N_("No case is kept yet."),
    "nothing-due": N_("Nothing has to be done now."),
    # What is added.
    "case-twice": N_("This case is already kept (%(reference)s: %(name)s, %(day)s). Nothing was changed."),
    "case-other": N_(
        "Another letter is kept under this reference (%(reference)s: %(name)s, %(day)s). Nothing was changed: write this one with a reference of its own, or remove that case first."
    ),
    "not-a-letter": N_(
        "%(path)s holds no letter: name the folder of a letter, its PDF or its JSON, or the index.csv of many letters."
    ),
    "letter-redacted": N_("%(path)s is a redacted copy: name the letter that you send."),
    "letter-of-later-kind": N_("%(path)s is a later letter of a case: name the first letter."),
    "letter-without-data": N_(
        "Beside the table is neither the PDF nor the JSON of this letter: write the letters again as one of them."
    ),
    "answer-without-kind": N_(
        "The row says when LinkedIn answered, but not what: add a column for it (how), with one of %(choices)s."
    ),
    "cases-added": N_(
        "Cases added: %(added)s; with new days: %(updated)s; unchanged: %(unchanged)s; without consent: %(declined)s."
    ),
    "rows-not-added": NN_("%(count)s row was not added:", "%(count)s rows were not added:"),
    "row-problem": N_("Row %(row)s: %(sentence)s"),
    "case-withdrawn": N_("This person wants no more letters (%(reference)s)."),
    # What is recorded.
    "day-in-future": N_("This day is in the future (%(day)s). Record what has happened."),
    "clock-wrong": N_(
        "This day can't be right (%(day)s): check the clock of this computer. Nothing was changed."
    ),
    "sent-before-written": N_(
        "The letter is dated %(written)s, so it can't have been sent on %(day)s. Correct the day."
    ),
    "received-before-sent": N_(
        "The letter was sent on %(sent)s, so it can't have been received on %(day)s. Correct the day."
    ),
    "sent-before-answer": N_(
        "Before this letter you recorded something that happened later (%(later)s), so the letter can't have been sent on %(day)s. Correct the day."
    ),
    "nothing-to-send": N_(
        "Every letter of this case (%(reference)s) is already recorded as sent. Have the next letter written first."
    ),
    "case-not-sent": N_(
        "The letter of this case (%(reference)s) is not recorded as sent. Record first when and how you sent it."
    ),
    "answered-before-sent": N_(
        "Your letter was sent on %(sent)s, so its answer can't have come on %(day)s. Correct the day."
    ),
    "answered-before-answer": N_(
        "An answer of a later day (%(later)s) is already recorded, so this one can't have come on %(day)s. Correct the day."
    ),
    "answer-twice": N_("This answer is already recorded (%(day)s). Nothing was changed."),
    "answer-there": N_("This answer is already recorded (%(day)s). Nothing was changed."),
    "answer-until-early": N_(
        "LinkedIn can't have asked for more time until a day (%(day)s) that is before its answer. Correct the day."
    ),
    "until-not-extended": N_(
        "A day to which LinkedIn extends the period belongs to an answer that wants more time: record it as one, or leave out the day."
    ),
    "until-too-late": N_(
        "LinkedIn names %(given)s, but the law allows no later day than %(day)s (%(basis)s): this one is kept."
    ),
    "sent-way-of-company": N_(
        "A letter to an authority goes neither through LinkedIn's forms nor to its officer: it was sent through the authority's form, by post or by e-mail."
    ),
    "recorded-before": N_("This replaces what was recorded before: %(before)s"),
    # The next letter.
    "letter-superseded": N_(
        "An earlier letter (%(day)s) no longer counts. If you have not sent it, do not send it."
    ),
    "complaint-not-yet": N_("the authority takes no complaint before %(day)s."),
    "letter-needs-answer": N_("no answer is recorded that it could refer to."),
    "answer-to-reply-to": N_("An answer is recorded (%(day)s): the letter to write is a reply to it."),
    "grounds-to-state": N_(
        "LinkedIn says that grounds are missing, so the reply has to state them: choose some, or say it in your own words."
    ),
    "complaint-to-translate": N_(
        "%(authority)s accepts complaints in these languages: %(languages)s. Yours is in another one: have it translated before you send it."
    ),
    "complaint-in-other-language": N_(
        "The letter is in a language that the authority accepts (%(language)s). With a courtesy copy you also have it in your own."
    ),
    "cases-written": N_("Letters written: %(written)s; cases without a letter: %(failed)s."),
    "cases-unsent": NN_(
        "%(count)s letter that was written before is not recorded as sent.",
        "%(count)s letters that were written before are not recorded as sent.",
    ),
    "case-told": N_("%(reference)s: %(sentence)s"),
    # The case file.
    "cases-damaged": N_(
        "The case file %(path)s is damaged (%(reason)s). It was left as it is: restore a backup, or name another file."
    ),
    "case-damaged": N_(
        "Damaged cases in %(path)s: %(references)s. All others can be used. Restore a backup, or remove each damaged one (article21 case remove) and add its letter again."
    ),
    "cases-foreign": N_("%(path)s is not a case file. It was left as it is: name another file."),
    "cases-newer": N_(
        "The case file %(path)s comes from a newer version of article21. It was left as it is: use that version."
    ),
    "cases-locked": N_(
        "The case file %(path)s is in use by another program. Nothing was changed: try again in a moment."
    ),
    "cases-broken": N_("The case file %(path)s can't be used (%(reason)s)."),
    "cases-forbidden": N_("The case file %(path)s can't be opened: you may not read it."),
    "backup-written": N_("All cases were copied to %(paths)s. Keep the copy where only you can read it."),
    "ask-remove": N_("To remove this case (%(name)s) and everything kept for it, type its reference:"),
    "not-removed": N_("Nothing was removed."),
    # A calendar, and evidence.
    "no-days": N_("No case has a day ahead of it: there is nothing for a calendar."),
    "file-lost": N_("%(path)s is no longer there, or was changed: the evidence has a note in its place."),
    "copy-missing": N_("No copy of this letter is kept (%(day)s): the evidence has a note in its place."),
    "cases-to-keep-private": N_("The case file holds personal data: %(paths)s"),
    # What a list says.
    "heading-reference": N_("Reference"),
    "heading-name": N_("Name"),
    "heading-step": N_("What to do"),
    "heading-due": N_("Answer due"),
    "heading-limit": N_("At the latest"),
    "heading-basis": N_("Source of the deadline"),
    "case-described": N_("Case %(reference)s: %(name)s; %(law)s; %(company)s"),
    "step-send": N_("Send the letter, then record the day"),
    "step-wait": N_("Wait for the answer"),
    "step-remind": N_("Send a reminder"),
    "step-complain-company": N_("Complain to LinkedIn"),
    "step-reply": N_("Reply to the answer"),
    "step-reply-complaining": N_("Reply to the answer"),
    "step-wait-complaint": N_("Wait until the authority takes complaints"),
    "step-complain": N_("Turn to the authority"),
    "step-settle": N_("Check the answer, then confirm it"),
    "step-wait-authority": N_("Wait for the authority"),
    "step-ask-authority": N_("Ask the authority about the progress"),
    "step-nothing": N_("Nothing: the case is settled"),
    "step-withdrawn": N_("Nothing: no more letters are wanted"),
    # What can be recorded, as questions and choices name it.
    "via-form": N_("through LinkedIn's objection form"),
    "via-officer-form": N_("through the form of the data protection officer"),
    "via-post": N_("by post"),
    "via-email": N_("by e-mail"),
    "via-authority-form": N_("through the authority's form"),
    "how-accepted": N_("LinkedIn grants what I asked for"),
    "how-refused": N_("LinkedIn refuses"),
    "how-setting": N_("LinkedIn points to a setting"),
    "how-identity": N_("LinkedIn wants me to prove my identity"),
    "how-no-grounds": N_("LinkedIn says that my letter lacks grounds"),
    "how-cannot-unlearn": N_("LinkedIn says that a trained model cannot unlearn"),
    "how-public-data": N_("LinkedIn says that the data is public"),
    "how-partial": N_("LinkedIn grants only part of it"),
    "how-extended": N_("LinkedIn wants more time"),
    "how-not-found": N_("LinkedIn finds nothing about me"),
    "how-other": N_("Something else that does not settle the matter"),
}
"""The choices are for a page, which asks; on the command line people give the keys."""
