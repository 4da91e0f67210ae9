"""``article21 invite``: a sheet and a message for each person of a table."""

from pathlib import Path
from typing import Annotated

import typer

from article21.cli.command import command
from article21.cli.options import HELP_OF_BATCH


def invite(  # noqa: PLR0913 - one parameter an option
    *,
    table: Annotated[str, typer.Argument(metavar="TABLE", help="CSV, XLSX, XLS, ODS or JSON lines.")],
    output: Annotated[
        str | None, typer.Option("--output", metavar="DIR", help=HELP_OF_BATCH["invitations"])
    ] = None,
    contact: Annotated[str, typer.Option("--contact", metavar="TEXT", help=HELP_OF_BATCH["contact"])] = "",
    page: Annotated[str, typer.Option("--page", metavar="URL", help=HELP_OF_BATCH["page"])] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=HEADING", help="The column that holds a field. May be repeated."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of a text file [default: recognised]")
    ] = None,
) -> None:
    """Invite people to complete their details themselves.

    Each person gets a file to complete, with what the table knows of them, and a message in their language.
    """
    from article21.cli import reporting, writing
    from article21.cli.batching import UNUSABLE, chosen_columns
    from article21.cli.streams import complain, say
    from article21.desk.batches import open_staff
    from article21.desk.invitations import write_invitations
    from article21.errors import Article21Error
    from article21.tables.records import TableError

    needed = frozenset({"email", "country"})  # whoever lacks them is asked
    try:
        if not output:
            raise TableError("folder-without-invitations")
        with open_staff(table, chosen_columns(column or ()), needed, encoding) as staff:
            reporting.tell_of_table(staff, staff.columns.unknown)
            folder = Path(output)
            invited = write_invitations(staff, folder, " ".join(contact.split()), page, writing.today())
    except Article21Error as error:
        complain(error)
        raise typer.Exit(UNUSABLE) from None
    reporting.tell_of_invitations(invited)
    if invited.written:
        say("invitations-written", count=invited.written, folder=output)
    if invited.written or invited.kept:
        say("next-invite", command=command("batch"))
    else:
        say("nobody-to-invite")
