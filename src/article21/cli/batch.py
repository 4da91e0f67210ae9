"""``article21 batch``: its options; what it does stands in ``cli.batching``, imported when it is run."""

from typing import Annotated

import typer

from article21.cli.options import FORMAT_HELP, HELP_OF_BATCH
from article21.model import Format


def batch(  # noqa: PLR0913 - the command line is the contract: one parameter an option
    *,
    table: Annotated[
        str | None, typer.Argument(metavar="TABLE", help="CSV, XLSX, XLS, ODS or JSON lines; - for stdin.")
    ] = None,
    output: Annotated[str | None, typer.Option(metavar="DIR", help="Folder for the result.")] = None,
    format: Annotated[  # noqa: A002 - the option is called so
        list[Format] | None,
        typer.Option(metavar="FORMAT", help=FORMAT_HELP),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=HEADING",
            help="The column that holds a field. May be repeated.",
        ),
    ] = None,
    defaults: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Details for all rows, from TOML or JSON; rows override them.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encoding of a text file [default: recognised]",
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Check every row, and write nothing.")] = False,
    row: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Show the letter of this row, and write nothing.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Number of worker processes [default: one per CPU core]",
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Address of a Dask scheduler (tcp://...), or mpi.",
        ),
    ] = None,
    verify: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            help="How many stamped letters each process checks against a fully typeset copy.",
        ),
    ] = 2,
    flat: Annotated[bool, typer.Option("--flat", help="Write all files into one folder.")] = False,
    mail: Annotated[
        bool,
        typer.Option(
            "--mail", help="Also write an e-mail draft to each person, with their letter and instructions."
        ),
    ] = False,
    cover: Annotated[str | None, typer.Option("--cover", metavar="FILE", help=HELP_OF_BATCH["cover"])] = None,
    contact: Annotated[str, typer.Option("--contact", metavar="TEXT", help=HELP_OF_BATCH["contact"])] = "",
    require_consent: Annotated[
        bool, typer.Option("--require-consent", help=HELP_OF_BATCH["require_consent"])
    ] = False,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="HEADING", help=HELP_OF_BATCH["keep"])
    ] = None,
    group_by: Annotated[
        str | None, typer.Option("--group-by", metavar="HEADING", help=HELP_OF_BATCH["group_by"])
    ] = None,
    print_: Annotated[
        str | None,
        typer.Option(
            "--print",
            metavar="FILE",
            help="Also write one PDF of all letters, to print.",
        ),
    ] = None,
    zip_: Annotated[bool, typer.Option("--zip", help="Also pack the result into DIR.zip.")] = False,
    overwrite: Annotated[
        bool,
        typer.Option(
            "--overwrite",
            help="Rewrite every letter, even if unchanged.",
        ),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Report problems only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the report to stdout as JSON.")] = False,
    forget: Annotated[
        str | None, typer.Option("--forget", metavar="DIR", help=HELP_OF_BATCH["forget"])
    ] = None,
    columns: Annotated[bool, typer.Option("--columns", help="List the columns a table may have.")] = False,
) -> None:
    """Write the letters of many people from one table.

    Run the same command again to resume.

    Exit code 0: every row has its letter. 1: some rows have none, see problems.csv. 2: nothing could be done.
    """
    given = locals()  # the options under the names of the fields
    from article21.cli.batching import Asked, write_many

    raise typer.Exit(write_many(Asked(**given)))
