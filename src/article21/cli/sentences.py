"""What the terminal says in its own words: it knows options and commands."""

from collections.abc import Mapping
from dataclasses import replace

from article21.batch.sentences import WORDS_OF_A_TABLE, TableSurface
from article21.cli.command import command
from article21.cli.language import spoken
from article21.cli.options import option_name
from article21.interface import N_, NN_, Message, Sentence, Surface, shown
from article21.sentences import PLAIN

_OWN: Mapping[str, Sentence] = {
    # Where a plain sentence would leave out the option or the command that helps.
    "see": N_("%(sentence)s See `%(command)s`."),
    "grounds-missing": N_("The law where you live (%(law)s) asks for grounds from your own situation. Give --ground, or --because with your own words; --without-grounds writes the letter without them."),
    "nothing-to-sign": N_("only a PDF can be signed: add --format pdf."),
    "grounds-advised": N_("The letter gives no grounds from your own situation, although the law (%(law)s) asks for them: it is easier to refuse. Add some with --ground or --because."),
    "content-url-advised": N_("Add links to content about you with --content-url, so LinkedIn can find it."),
    "profile-url-advised": N_("Add your profile address with --profile-url, so LinkedIn can find your account."),
    "region-advised": N_("Your authority depends on the part of the country you live in (%(country)s): give --country %(example)s, for example."),
    "authority-of-region": N_("This letter goes to your authority, which depends on the part of the country you live in (%(country)s): give --country %(example)s, for example."),
    "files-exist": N_("Already there: %(paths)s. Nothing was written: choose another place, or --overwrite."),
    "glyph-missing": N_("The PDF can't print %(characters)s: no font of the letters has it. Leave it out, or choose another format, which takes it (--format txt)."),
    "sender-without-room": N_("The sender's address is too long for the envelope “%(envelope)s” (%(title)s): write it in fewer or shorter lines, or choose --envelope plain."),
    "recipient-without-room": N_("The recipient's address is too long for the envelope “%(envelope)s” (%(title)s): write it in fewer or shorter lines, or choose --envelope plain."),
    "pango-missing": N_("A PDF needs the library Pango, which is not on this machine: %(command)s (%(url)s); the other formats work without it (--format txt)."),
    "pango-missing-windows": N_("A PDF needs the library Pango, which is not on this machine: install MSYS2, then in its shell: %(command)s (%(url)s); the other formats work without it (--format txt)."),
    "pango-missing-anywhere": N_("A PDF needs the library Pango, which is not on this machine: install it with your package manager (%(url)s); the other formats work without it (--format txt)."),
    "encoding-unknown": N_("The table's encoding can't be told: save it as UTF-8 (or XLSX), or name its encoding with --encoding (%(known)s, …)."),
    "encoding-wrong": N_("The table is not in %(encoding)s: save it as UTF-8 (or XLSX), or name its encoding with --encoding (%(known)s, …)."),
    "encoding-ambiguous": N_("The table's encoding can't be told: line %(line)s reads well in several. Give the option that follows the right reading, or save the table as UTF-8 or XLSX."),
    "encoding-offer": N_("“%(given)s”: --encoding %(encoding)s."),
    "table-read-as": N_("The table was read as %(encoding)s. If characters look wrong, specify the encoding with --encoding."),
    "column-twice": N_("Several columns are read as %(field)s (%(headings)s): rename all but one, or name the right one with --column %(field)s=HEADING."),
    "column-twice-same": N_("Several columns are read as %(field)s (%(headings)s, columns %(letters)s): name the right one by its letter, as in --column %(field)s=LETTER."),
    "column-missing": N_("No column holds the field %(field)s: the headings are %(headings)s. Name one with --column %(field)s=HEADING, or give the field to everyone with --defaults."),
    "day-kept": N_("the letters are dated %(day)s, the day the batch began; --overwrite dates them today."),
    "older-letters": NN_("%(folder)s holds an older letter that belongs to no row of this table (%(example)s): remove it, or rewrite everything with --overwrite.", "%(folder)s holds %(count)s older letters that belong to no row of this table (%(example)s, …): remove them, or rewrite everything with --overwrite."),
    "journal-broken": N_("The journal %(path)s can't be used (%(reason)s): remove it, then start again with --overwrite."),
    "letters-kept": N_("Letters already written are kept. Run the same command again to resume."),
    # Wrong usage.
    "unknown-option": N_("There is no such option."),
    "unknown-option-near": N_("There is no such option. Did you mean %(offer)s?"),
    "unknown-command": N_("There is no such command."),
    "unknown-command-near": N_("There is no such command. Did you mean %(offer)s?"),
    "argument-missing": N_("this is needed."),
    "argument-surplus": N_("This is one word too many. A value with spaces needs quotation marks around it."),
    "value-missing": N_("this option needs a value."),
    "value-unwanted": N_("this option takes no value."),
    "value-wrong": N_("this value can't be used."),
    "not-a-number": N_("“%(given)s” is not a whole number."),
    "number-too-small": N_("the number must be at least %(limit)s."),
    "usage-wrong": N_("This command can't be understood."),
    "output-empty": N_("a path is needed."),
    "interface-unfinished": N_("There are no questions in this language (%(language)s) yet: they are in English."),
    "output-of-one-format": N_("only one --format can be written to standard output."),
    "output-of-a-pdf": N_("a PDF can't be shown on a terminal: name a file."),
    "pictures-need-a-folder": N_("pictures need a folder."),
    "table-not-named": N_("Name the table to read, or - for standard input."),
    "folder-not-named": N_("Name a folder for the result with --output, or --check the table alone."),
    "print-without-pdf": N_("--print binds the PDFs together: it needs --format pdf."),
    "column-without-heading": N_("--column has the form FIELD=HEADING, such as --column email=Kontakt."),
    "sample-name": N_("A sample is a TOML file for one person, CSV or XLSX for many: give it a name that ends in .toml, .csv or .xlsx, such as %(example)s."),
    "sample-exists": N_("Already there: %(path)s. Nothing was written: choose another name."),
    "stdout-full": N_("The disk is full: standard output was not written. Make room, or choose another place."),
    "stdout-failed": N_("Standard output can't be written: %(reason)s. Choose another place."),
    "no-display": N_("No display found. Use --output FOLDER to save the pages as images."),
    "password-missing": N_("--sign-with: the certificate has a password: put it into the variable %(variable)s, or run the command on a terminal, which asks for it."),
    # Questions.
    "ask-password": N_("The password of the certificate:"),
    "password-again": N_("This is not the password. Once more:"),
    "ask-to-close": N_("Press Enter to close the preview and delete the images."),
    # One person's letter.
    "note": N_("Note: %(sentence)s"),
    "next-letter": N_("Next: read your letter. --format form adds what goes where on LinkedIn's form."),
    "next-sample": N_("Next: fill it in, then run: %(command)s"),
    "files-changed": N_("%(paths)s was changed after article21 wrote it. Nothing was written: choose another place, or --overwrite."),
    "case-not-named": N_("Name a case by its reference, or write the letters of all with --all-due."),
    "all-due-alone": N_("--all-due writes the letters as they come: it goes with --output and --format alone."),
    "folder-needed": N_("name a folder for the letters."),
    "answer-there": N_(
        "An answer is already recorded (%(day)s: %(how)s). Nothing was changed: --correct puts this one in its place, --another keeps both."
    ),
    "to-record": N_("To record it: %(command)s"),
    "to-write": N_("To write the next letter: %(command)s"),
    "grounds-to-state": N_("LinkedIn says that grounds are missing, so the reply has to state them: give --ground, or --because with your own words."),
    # A batch.
    "letters-in-progress": N_("Letters"),
    "stopped": N_("Stopped. Letters already written are kept. Run the same command again to resume."),
    "columns-ignored": N_("these columns were not recognised and are ignored: %(headings)s."),
    "rows-rejected": NN_("%(count)s row was rejected. Correct it in %(file)s and run the same command on that file.", "%(count)s rows were rejected. Correct them in %(file)s and run the same command on that file."),
    "note-of-rows": NN_("Note: %(sentence)s (row %(rows)s)", "Note: %(sentence)s (rows %(rows)s)"),
    "rows-done": N_("Rows: %(done)s of %(total)s; per second: %(rate)s; time left: %(left)s"),
    "outcome-written": N_("Letters written: %(written)s; unchanged: %(unchanged)s; rows without a letter: %(rejected)s; empty rows: %(empty)s."),
    "outcome-checked": N_("Rows in order: %(valid)s; rows without a letter: %(rejected)s; empty rows: %(empty)s."),
    "by-country": N_("By country: %(counts)s"),
    "by-language": N_("By language: %(counts)s"),
    "by-problem": N_("By problem: %(counts)s"),
    "pdfs": N_("PDFs stamped: %(stamped)s; typeset one by one: %(typeset)s."),
    "index": N_("Who has which letter: %(file)s"),
    "consent-column-missing": N_("No column says who wants a letter (consent): the headings are %(headings)s. Name one with --column consent=HEADING, or leave out --require-consent."),
    "cover-without-mail": N_("--cover goes into the e-mail drafts: it needs --mail."),
    "folder-without-invitations": N_("Name a folder for the invitations with --output."),
    "problems-edited-kept": N_("%(file)s was changed by hand and not read since: it is kept as %(kept)s. Run the same command on that file."),
    "journal-damaged": N_("The journal %(path)s is damaged (%(reason)s): remove it, then start again with --overwrite."),
    "mail-merge": N_("For a mail merge: %(file)s"),
    "next-invite": N_("Next: send each person their message and their details.toml. Files that come back: run %(command)s --output letters FOLDER"),
    "nothing-sent": N_("Nothing was sent: each person checks, signs and sends their own letter."),
    # The page.
    "serving": N_("The page is open: %(command)s"),
    "serving-ends": N_("Ctrl-C ends it. Nothing leaves this computer."),
    "serving-ended": N_("The page is closed."),
    "serving-idle": NN_("The page is closed: nobody used it for %(count)s minute.", "The page is closed: nobody used it for %(count)s minutes."),
    "port-taken": N_("Port %(port)s is in use by another program: choose another one with --port."),
    "port-refused": N_("Port %(port)s can't be used (%(reason)s): choose another one with --port."),
}  # fmt: skip


_LISTS: Mapping[str, tuple[str, ...]] = {
    "unknown-country": ("countries",),
    "unknown-language": ("languages",),
    "unknown-ground": ("grounds",),
    "unknown-purpose": ("purposes",),
    "unknown-envelope": ("envelopes",),
    "unknown-field": ("new", "person.toml"),
    "unknown-column": ("batch", "--columns"),
    "grounds-missing": ("grounds",),
    "purpose-elsewhere": ("purposes",),
    "translation-missing": ("languages",),
    "translation-of-itself": ("languages",),
    "region-advised": ("countries",),
    "authority-of-region": ("countries",),
}
"""The commands that list what can be given instead."""


class _Terminal(Surface):
    """Says which command helps."""

    def sentence(self, message: Message) -> str:
        sentence = super().sentence(message)
        if message.code == "consent-doubtful":
            heading = shown(str(message.values["doubtful_column"]).strip("“”"), 60)
            return f'{sentence} (--column "consent={heading}"; {command("batch")} --keep "{heading}")'
        listing = _LISTS.get(message.code.removesuffix("-near"))
        if not listing:
            return sentence
        return super().sentence(Message("see", sentence=sentence, command=command(*listing)))


def _place(field: str) -> str:
    return option_name(field) if field else ""


TERMINAL = _Terminal({**PLAIN.sentences, **_OWN}, _place)


class _Rows(_Terminal, TableSurface):
    """Says it of the rows of a table."""


ROWS = _Rows({**TERMINAL.sentences, **WORDS_OF_A_TABLE}, name_of=str)
"""What the terminal says of the rows of a table."""


def terminal() -> Surface:
    """Return the terminal in the person's language."""
    return replace(TERMINAL, language=spoken())


def plain() -> Surface:
    """Return the plain sentences, which name no option, in the person's language."""
    return replace(PLAIN, language=spoken())


def rows() -> Surface:
    """Return what the terminal says of rows, in the person's language."""
    return replace(ROWS, language=spoken())
