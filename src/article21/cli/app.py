"""The commands, and the one place where a mistake becomes a sentence."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from article21 import __version__
from article21.cli import batch, case, doctor, forget, invite, letter, listings, sample, serve
from article21.cli.command import command
from article21.cli.completion import VARIABLE, install_completion, prepare_to_complete, show_completion
from article21.cli.encoding import as_typed, replace_what_has_no_code
from article21.cli.language import speak
from article21.cli.values import offer_values
from article21.errors import Article21Error

app = typer.Typer(
    name="article21",
    help="Writes the letter with which you object to LinkedIn training AI on your data.",
    epilog=f"Begin with: {command('letter')}\n\n"
    "Nothing is sent anywhere: you check, sign and send your letter yourself. No legal advice.",
    no_args_is_help=True,
    add_completion=False,  # as Typer has it, it doesn't serve what is started as ./run
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("letter")(letter.letter)
app.command("preview")(letter.preview)
app.command("batch")(batch.batch)
app.add_typer(case.app, name="case")
app.command("invite")(invite.invite)
app.command("new")(sample.new)
app.command("countries")(listings.countries)
app.command("languages")(listings.languages)
app.command("grounds")(listings.grounds)
app.command("purposes")(listings.purposes)
app.command("envelopes")(listings.envelopes)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)
app.command("forget")(forget.forget)
app.command("layouts", hidden=True, help="The same as envelopes.")(listings.envelopes)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"article21 {__version__}")
        raise typer.Exit


def _answer_in(language: str | None) -> str | None:
    if language:
        from article21.cli.streams import answer_in

        answer_in(language)
    return language


@app.callback()
def _common(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    interface: Annotated[
        str | None,
        typer.Option(
            "--interface",
            callback=_answer_in,
            is_eager=True,
            metavar="LANGUAGE",
            help="Language of the messages [default: that of the system]",
            autocompletion=offer_values("interface"),
        ),
    ] = None,
    install: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=install_completion,
            is_eager=True,
            help="Have your shell complete commands, options and their values, from its next start on.",
        ),
    ] = False,
    show: Annotated[
        bool,
        typer.Option(
            "--show-completion", callback=show_completion, is_eager=True, help="Print what that installs."
        ),
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 when done, 1 for a mistake that is explained, 2 for wrong usage."""
    replace_what_has_no_code()
    speak(None)
    try:
        prepare_to_complete()
        given = [as_typed(each) for each in (sys.argv[1:] if arguments is None else arguments)]
        ended = app(given, prog_name=command(), complete_var=VARIABLE, standalone_mode=False)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 0
    except (Article21Error, TyperException, typer.Abort) as error:
        return _explain(error)
    return ended or 0


def _explain(error: Exception) -> int:
    from article21.cli.streams import complain, complain_of_usage
    from article21.cli.usage import UsageMistake

    match error:
        case Article21Error():
            complain(error)
            return 2 if isinstance(error, UsageMistake) else 1
        case TyperException():
            complain_of_usage(error)
            return 2
    return 1  # the input ended; what was asked for is on the screen
