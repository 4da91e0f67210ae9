"""``article21 serve``: the page on one's own machine."""

from pathlib import Path
from typing import Annotated

import typer


def serve(
    *,
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="N", min=1, max=65535, help="Port of the page [default: 8421 or any]"),
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Don't open the browser.")] = False,
    idle: Annotated[
        int, typer.Option("--idle", metavar="MINUTES", min=0, help="End after so long unused; 0: never.")
    ] = 60,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="FILE", help="The case file [default: in your user data folder]"),
    ] = None,
) -> None:
    """Open the page in your browser; it is on this computer alone."""
    from article21.cli.streams import say
    from article21.desk.cases import default_path
    from article21.extras import need_extra

    need_extra("web")
    from article21.web.server import listen
    from article21.web.server import serve as serve_page

    def tell(address: str) -> None:
        say("serving", command=address)
        say("serving-ends")
        if not no_open:
            typer.launch(address)

    listening = listen(port)
    try:
        ended = serve_page(
            listening,
            idle_minutes=idle,
            opened=tell,
            case_file=Path(database) if database else default_path(),
        )
    except KeyboardInterrupt:
        ended = None
    if ended and ended.idle:
        say("serving-idle", count=idle)
    else:
        say("serving-ended")
