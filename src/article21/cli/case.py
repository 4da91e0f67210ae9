"""``article21 case ...``: its options; what is shown stands in ``cli.casing``, imported when it is run."""

from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from article21.cli.options import details_options, help_text, other_options
from article21.cli.values import offer_cases, offer_values

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep your case until it is settled, and write the next letter.",
)

Database = Annotated[
    str | None,
    typer.Option("--database", metavar="FILE", help=help_text("The case file", "in your user data folder")),
]
Interface = Annotated[
    str | None,
    typer.Option(
        "--interface",
        metavar="LANGUAGE",
        help=help_text("Language of messages", "that of the system"),
        autocompletion=offer_values("interface"),
    ),
]
_REFERENCE: Any = typer.Argument(
    metavar="REF",
    help="Reference of the case or a part of it, or the person's name.",
    autocompletion=offer_cases,
)
Reference = Annotated[str, _REFERENCE]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day, as in 2026-11-22.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]
Via = Literal["form", "officer-form", "post", "email"]
How = Literal[
    "accepted", "refused", "setting", "identity", "no-grounds", "cannot-unlearn",
    "public-data", "partial", "extended", "not-found", "other",
]  # fmt: skip


def _files(text: str) -> Any:
    return typer.Option("--file", metavar="FILE", help=f"{text}. May be repeated.")


def _next_options() -> list[Parameter]:
    kinds = Literal["reminder", "reply", "complaint", "settled"]
    kind = typer.Option("--kind", help=help_text("Write this letter", "the next one"))
    all_due = typer.Option("--all-due", help="Write the next letter of every case in which one is due.")
    own = [
        Parameter("kind", Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kinds | None, kind]),
        Parameter("all_due", Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, all_due]),
        Parameter("database", Parameter.KEYWORD_ONLY, default=None, annotation=Database),
    ]
    of_letters = (*details_options(), *other_options())
    first = Parameter(
        "reference",
        Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[str | None, _REFERENCE],
    )
    return [first, *own, *(one for one in of_letters if one.name not in {"details", "reference"})]


@app.command()
def add(
    letter: Annotated[
        str,
        typer.Argument(metavar="LETTER", help="Folder, PDF or JSON of the letter; index.csv of a batch."),
    ],
    *,
    database: Database = None,
    interface: Interface = None,
) -> None:
    """Keep the case of a letter, or those of a batch."""
    from article21.cli import casing

    casing.add(casing.open_cases(database, interface), Path(letter))


@app.command()
def sent(  # noqa: PLR0913 - the command line is the contract: one parameter an option
    reference: Reference,
    *,
    on: On,
    via: Annotated[
        Via, typer.Option("--via", help="How it was sent; form is LinkedIn's form, or that of the authority.")
    ],
    received: Annotated[
        str | None,
        typer.Option("--received", metavar="DATE", help="The day of receipt, if you have proof of it."),
    ] = None,
    file: Annotated[list[str] | None, _files("Keep a copy of a receipt")] = None,
    database: Database = None,
    interface: Interface = None,
) -> None:
    """Record when and how you sent the last letter."""
    from article21.cli import casing
    from article21.cli.days import read_day

    cases = casing.open_cases(database, interface)
    receipt = read_day(received, "received") if received else None
    paths = [Path(path) for path in file or ()]
    casing.tell(cases.sent(reference, read_day(on, "on"), via, received=receipt, receipts=paths), cases)


@app.command()
def answered(  # noqa: PLR0913 - as above
    reference: Reference,
    *,
    on: On,
    how: Annotated[How, typer.Option("--how", help="What LinkedIn answered.")],
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="Your own note of what LinkedIn wrote.")
    ] = None,
    file: Annotated[list[str] | None, _files("Keep a copy of the answer")] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="The day to which LinkedIn extends the period."),
    ] = None,
    correct: Annotated[
        bool | None,
        typer.Option("--correct/--another", help="It replaces the last answer, or is a second one."),
    ] = None,
    database: Database = None,
    interface: Interface = None,
) -> None:
    """Record what LinkedIn answered."""
    from article21.cli import casing
    from article21.cli.days import read_day
    from article21.desk.cases import Answer

    cases = casing.open_cases(database, interface)
    extended = read_day(until, "until") if until else None
    answer = Answer(read_day(on, "on"), how, until=extended, note=note)
    files = [Path(path) for path in file or ()]
    casing.tell(cases.answered(reference, answer, files, corrects=correct), cases)


@app.command("list")
def list_(
    *,
    due: Annotated[bool, typer.Option("--due", help="Only those in which there is something to do.")] = False,
    as_json: AsJson = False,
    database: Database = None,
    interface: Interface = None,
) -> None:
    """List your cases, and what to do in each."""
    from article21.cli import casing

    casing.list_cases(casing.open_cases(database, interface), due=due, as_json=as_json)


@app.command()
def show(
    reference: Reference, *, as_json: AsJson = False, database: Database = None, interface: Interface = None
) -> None:
    """Show what happened in a case, and what to do now."""
    from article21.cli import casing

    casing.show_case(casing.open_cases(database, interface), reference, as_json=as_json)


def next_(reference: str | None, **given: Any) -> None:
    """Say what to do now and by when, and write the letter for it."""
    from article21.cli import casing, nextletter

    cases = casing.open_cases(given.pop("database"), given.pop("interface"))
    if given.pop("all_due"):
        nextletter.write_all(cases, given)
        return
    if reference is None:
        raise casing.reference_missing()
    nextletter.write_next(cases, reference, given)


# Typer reads a command's options from its signature.
next_.__signature__ = Signature(_next_options())  # type: ignore[attr-defined]  # functions may have one
app.command("next")(next_)


@app.command()
def calendar(  # noqa: PLR0913 - as above
    reference: Annotated[
        list[str] | None,
        typer.Argument(metavar="REF", help="Cases; all if none is named.", autocompletion=offer_cases),
    ] = None,
    *,
    output: Annotated[str, typer.Option("--output", metavar="FILE", help="The file, such as due.ics.")],
    discreet: Annotated[
        bool,
        typer.Option("--discreet", help="Name neither LinkedIn nor what it is about, for a shared calendar."),
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an existing file.")] = False,
    database: Database = None,
    interface: Interface = None,
) -> None:
    """Write the days of your cases for a calendar."""
    from article21.cli import casing

    cases, named = casing.open_cases(database, interface), reference or ()
    casing.write_days(cases, named, Path(output), discreet=discreet, overwrite=overwrite)


@app.command()
def evidence(
    reference: Reference,
    *,
    output: Annotated[str, typer.Option("--output", metavar="FILE", help="The file, such as evidence.zip.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an existing file.")] = False,
    database: Database = None,
    interface: Interface = None,
) -> None:
    """Pack everything that is kept for a case into one file."""
    from article21.cli import casing

    cases = casing.open_cases(database, interface)
    packed = cases.evidence(reference)
    casing.write_product(Path(output), packed.content, cases.said("evidence"), overwrite=overwrite)
    casing.note(packed.notices)


@app.command()
def remove(reference: Reference, *, database: Database = None, interface: Interface = None) -> None:
    """Delete a case and everything that is kept for it."""
    from article21.cli import casing

    casing.remove(casing.open_cases(database, interface), reference)


@app.command()
def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file for the copy.")],
    *,
    database: Database = None,
    interface: Interface = None,
) -> None:
    """Copy all cases to another file."""
    from article21.cli import casing

    casing.back_up(casing.open_cases(database, interface), Path(file))
