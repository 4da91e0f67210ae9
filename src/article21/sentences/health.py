"""What is said of this machine and of the age of the facts."""

from collections.abc import Mapping

from article21.interface import N_, NN_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    "facts-due": N_(
        "The facts about the law (%(law)s) and LinkedIn were last checked on %(day)s. They may have changed since: look for a newer version of article21, or compare the letter with the law."
    ),
    "doctor-program": N_("article21 %(version)s runs with Python %(python)s."),
    "doctor-languages": NN_(
        "There are letters in %(count)s language.", "There are letters in %(count)s languages."
    ),
    "doctor-pdf": NN_(
        "A sample letter became a PDF of %(count)s page (WeasyPrint %(weasyprint)s).",
        "A sample letter became a PDF of %(count)s pages (WeasyPrint %(weasyprint)s).",
    ),
    "pdf-broken": N_("No PDF can be made: %(reason)s."),
    "doctor-extra": N_("The extra “%(extra)s” is installed."),
    "doctor-without-extra": N_("The extra “%(extra)s” is not installed: only a few letters need it."),
    "doctor-cache": N_("Fonts are kept in %(folder)s, which is closed to others."),
    "doctor-without-cache": N_("There is no safe folder for the fonts (%(reason)s): every PDF takes longer."),
    "doctor-temporary": N_("There is room for temporary files: %(megabytes)s MB in %(folder)s."),
    "temporary-full": N_("There is no room for temporary files in %(folder)s (%(megabytes)s MB left)."),
    "doctor-facts": NN_(
        "%(count)s file of facts about laws and LinkedIn: the oldest was checked on %(day)s.",
        "%(count)s files of facts about laws and LinkedIn: the oldest was checked on %(day)s.",
    ),
    "doctor-facts-due": N_("Facts to check again: %(file)s, last checked on %(day)s."),
    "doctor-terminal": N_(
        "The terminal has %(columns)s columns and the encoding %(encoding)s; messages are in this language: %(language)s."
    ),
    "forget-question": N_("Delete all of this? It can't be undone."),
    "forget-nothing": N_("article21 keeps nothing here."),
    "forget-found": N_("To be deleted: %(paths)s"),
    "forget-done": N_("Deleted: %(paths)s"),
    "not-deleted": N_("%(path)s can't be deleted: it may be somebody else's, or in use."),
    "forget-without-answer": N_("Nothing was deleted: nobody confirmed it."),
    "forget-not-reached": N_(
        "Not deleted, because only you can: letters and case files in other folders, what you sent or downloaded, backups, and what your shell or browser remembers."
    ),
}
