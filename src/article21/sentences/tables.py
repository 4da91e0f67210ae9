"""Tables of people and what became of their rows."""

from collections.abc import Mapping

from article21.interface import N_, NN_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    # A table that can't be read.
    "table-empty": N_("The table is empty."),
    "table-missing": N_("%(path)s can't be read: there is no such file."),
    "table-is-folder": N_("%(path)s can't be read: it is a folder."),
    "table-forbidden": N_("%(path)s can't be read: you may not read it."),
    "table-name-impossible": N_("%(path)s can't be read: no file can have this name."),
    "table-unreadable": N_("%(path)s can't be read: %(reason)s."),
    "encoding-unknown": N_("The table's encoding can't be told: save it as UTF-8 (or XLSX)."),
    "encoding-wrong": N_("The table is not in %(encoding)s: save it as UTF-8 (or XLSX)."),
    "encoding-ambiguous": N_(
        "The table's encoding can't be told: line %(line)s reads well in several. Save the table as UTF-8 or XLSX, or choose what is right:"
    ),
    "encoding-offer": N_("“%(given)s” would be %(encoding)s"),
    "encoding-mixed": NN_(
        "The table is UTF-8, except for a letter in line %(line)s, after “%(before)s”, that came from another encoding: write it again there and save the table as UTF-8.",
        "The table is UTF-8, except for letters in %(count)s lines, the first in line %(line)s, after “%(before)s”, that came from another encoding: write them again there and save the table as UTF-8.",
    ),
    "quotation-mark-open": N_(
        "Row %(row)s of the table can't be read: a quotation mark is not closed, or not doubled inside a cell."
    ),
    "line-not-json": N_("Line %(line)s of the table is not JSON in UTF-8."),
    "line-not-object": N_("Line %(line)s of the table is not an object in braces."),
    "line-nested": N_("Line %(line)s of the table holds an object inside an object."),
    "workbook-empty": N_("The workbook has no sheet with anything in it."),
    "workbook-locked": N_("The workbook is locked with a password: save it without one."),
    "workbook-broken": N_("The workbook can't be read: save it again as XLSX or CSV."),
    "workbook-far-cell": N_(
        "The sheet “%(sheet)s” has a cell far from all others, near %(cell)s: delete the rows and columns that are empty but for it, and save the workbook again."
    ),
    "workbook-far-cell-somewhere": N_(
        "A sheet of the workbook has a cell far from all others, near %(cell)s: delete the rows and columns that are empty but for it, and save the workbook again."
    ),
    "workbook-huge": N_("The workbook is too large to be read: save its sheet as CSV in UTF-8."),
    "table-is-html": N_(
        "The table is a web page, whatever its name says: open it in a spreadsheet and save it as XLSX or CSV."
    ),
    "table-is-pdf": N_("The table is a PDF: export it as XLSX or CSV where it was made."),
    "table-is-picture": N_("The table is a picture: export it as XLSX or CSV where it was made."),
    "table-changed": N_(
        "The table changed while it was read: give the command again; what is written stays."
    ),
    "cell-huge": N_(
        "Row %(row)s of the table has a cell with more than %(limit)s characters: is a quotation mark missing there?"
    ),
    "row-wide": N_("Row %(row)s of the table has more than %(limit)s cells: is a line break missing there?"),
    "json-broken": N_("The table is not whole JSON (line %(line)s)."),
    # What was found out about a table.
    "formulas-uncomputed": NN_(
        "The cell %(cell)s has a formula without a value: open the workbook in a spreadsheet and save it there, so that it is computed.",
        "%(count)s cells, %(cell)s the first, have formulas without values: open the workbook in a spreadsheet and save it there, so that they are computed.",
    ),
    "table-read-as": N_("The table was read as %(encoding)s. If characters look wrong, save it as UTF-8."),
    "sheet-chosen": N_(
        "Of the workbook's sheets, “%(sheet)s” was read, not %(headings)s: if you mean another one, save it as a file of its own."
    ),
    "rows-hidden": N_(
        "Rows that are hidden or struck out in the workbook are read like all others: %(rows)s."
    ),
    # Headings.
    "unknown-column": N_("Unknown field “%(given)s”."),
    "unknown-column-near": N_("Unknown field “%(given)s”. Did you mean “%(offer)s”?"),
    "unknown-heading": N_("“%(given)s” is not a heading of the table; they are %(headings)s."),
    "unknown-heading-near": N_(
        "“%(given)s” is not a heading of the table. Did you mean “%(offer)s”? The headings are %(headings)s."
    ),
    "column-twice": N_("Several columns are read as %(field)s (%(headings)s): rename all but one."),
    "column-twice-same": N_(
        "Several columns are read as %(field)s (%(headings)s, columns %(letters)s): rename all but one."
    ),
    "column-missing": N_("No column holds the field %(field)s: the headings are %(headings)s."),
    "consent-doubtful": N_(
        "The column %(doubtful_column)s may say who wants a letter. If yes there means a letter, name the column consent. If yes means no letter, name it so and turn its answers round. If it is about something else, take it out of the table."
    ),
    "belongs-to-one": N_("this belongs to one person: give it a column."),
    "no-such-row": N_(
        "The table has no row %(row)s with a person in it; rows have the numbers a spreadsheet shows."
    ),
    # Rows without a letter.
    "at-row": N_("row %(row)s: %(sentence)s"),
    "at-row-column": N_("row %(row)s, %(column)s: %(sentence)s"),
    "at-rows": N_("%(count)s rows (%(row)s): %(sentence)s"),
    "at-rows-column": N_("%(count)s rows (%(row)s), %(column)s: %(sentence)s"),
    "row-too-long": N_(
        "the row has more cells (%(count)s) than the table has columns (%(limit)s): a cell with the delimiter in it needs quotation marks."
    ),
    "row-twice": N_("the row is the same as row %(other)s: leave one of them out."),
    "reference-twice": N_(
        "this is the reference of row %(other)s already: each person needs their own, or none."
    ),
    "reference-same": N_(
        "its letter would have the same reference as that of row %(other)s: leave one of them out, or give one a reference of its own."
    ),
    "worker-died": N_(
        "the process writing this letter crashed twice: look for unusual characters in this row."
    ),
    "internal-error": N_(
        "internal error in article21 (%(error)s). Please report it; other rows are not affected."
    ),
    "internal-error-at": N_(
        "internal error in article21 (%(error)s in %(file)s, line %(line)s). Please report it; other rows are not affected."
    ),
    # What is worth knowing of rows with a letter.
    "cell-error": N_("%(error)s is an error of the spreadsheet, no value: put it right there."),
    "letter-lost": N_("a character was lost here when the table was saved (�): write it again."),
    "letter-asked": N_(
        "%(column)s: a question mark stands inside a word: was a letter lost when the table was saved?"
    ),
    "sign-inside": N_("%(column)s: an unusual sign stands inside a word: is a letter wrong there?"),
    "placeholder": N_("%(column)s: “%(given)s” was read as nothing."),
    "invisible-removed": N_("invisible characters were left out."),
    "entity-repaired": N_("characters that were written as in web pages (&uuml;) were put right."),
    "mojibake-repaired": N_(
        "letters that were saved in the wrong encoding (Ã¼) were put right: look at them."
    ),
    "name-used": N_("of several names, the one that the person uses was taken."),
    "name-turned": N_("the name was turned round: the first name stands before the last."),
    "salutation-left-out": N_("the salutation was left out of the name."),
    "title-in-name": N_("the name has a title in it: does the account show it so?"),
    "name-remark": N_("this may hold more than the name: write the name alone, and a hyphen without spaces."),
    "name-unclear": N_(
        "this may be the whole name or only a part of it: write the last name, a comma and the first name."
    ),
    "one-name": N_("the name is one word: is that all of it?"),
    "capitals-first": N_("the name begins in capitals: does the last name stand first?"),
    "column-of-parts": N_("The column “%(column)s” holds German Länder: %(read)s."),
    "column-of-signs": N_("The column “%(column)s” holds distinguishing signs of vehicles: %(read)s."),
    "day-ambiguous": N_("“%(given)s” may be %(one)s or %(other)s: write year-month-day."),
    "day-counted": N_(
        "%(column)s: the number %(given)s was read as %(day)s, the day that a spreadsheet means."
    ),
    "postcode-put-right": N_("the postcode was written as its country does."),
    "postcode-restored": N_("the zeros that a spreadsheet took from the postcode were put back."),
    "postcode-unlikely": N_("this is not a postcode of %(country)s: is it right?"),
    "same-email": N_("another row has the same e-mail address: is it the same person?"),
    "day-kept": N_("the letters are dated %(day)s, the day the batch began."),
    "older-letters": NN_(
        "%(folder)s holds an older letter that belongs to no row of this table (%(example)s): remove it.",
        "%(folder)s holds %(count)s older letters that belong to no row of this table (%(example)s, …): remove them.",
    ),
    "book-in-parts": N_("the letters to print are in several files, %(first)s to %(last)s."),
    "stamp-differs": N_(
        "a stamped letter differed from the typeset one (%(difference)s); the letters after it are typeset: look at those before it, and please report this."
    ),
    # What ends a batch.
    "journal-locked": N_("Another batch is writing to %(folder)s: wait until it has ended."),
    "journal-broken": N_("The journal %(path)s can't be used (%(reason)s): remove it and begin again."),
    "scheduler-ended": N_("The scheduler ended."),
    "workers-crash": N_("Worker processes keep crashing."),
    "letters-kept": N_("Letters already written are kept; the batch can be resumed."),
    "dask-missing": N_("The scheduler can't be used: Dask is not installed: %(command)s"),
    "mpi-missing": N_("The scheduler mpi can't be used: mpi4py is not installed (pip install mpi4py)."),
    "scheduler-away": N_("The scheduler %(address)s can't be used: %(reason)s; is it running there?"),
}
