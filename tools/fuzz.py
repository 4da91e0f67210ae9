"""Throw mutated input at whatever reads input: ``./run fuzz TARGET|all [--inputs N] [--seconds S]``.

Each target may only end as people's input may end: read, or refused with an ``Article21Error``. A traceback,
half a minute of the processor or a gigabyte for one input is a fault; the input is kept in ``fuzz-faults/``.
Atheris mutates real files towards code that no input has reached yet.
"""

import argparse
import asyncio
import ctypes
import faulthandler
import http
import io
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date as Date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from article21.writing.requests import Request

ROOT = Path(__file__).parents[1]
FAULTS = ROOT / "fuzz-faults"
DAY = Date(2026, 11, 26)
SECONDS_OF_ONE, MEGABYTES = 30, 1024
STANDSTILL = 1800
"""Seconds of the clock: whatever the load, an input that takes longer waits for what never comes."""
ROWS_READ = 16
LARGEST_SEED = 30_000

Read = TypeVar("Read")
Target = Callable[[bytes], None]


def details(content: bytes) -> None:
    """Read a details file, TOML or JSON, up to the letter, its kit and its draft as text."""
    from article21.desk.letters import read_request, write
    from article21.model import Format
    from article21.person import read_details_file
    from article21.rendering.editions import render_draft

    suffix = ".json" if content[:1] in b"{[" else ".toml"
    request = read_request(_with_file(content, suffix, read_details_file), DAY)
    write(request, formats=(Format.TXT, Format.FORM, Format.JSON))
    _page(request)
    render_draft(request)


def letter_pdf(content: bytes) -> None:
    """Read the details out of a letter's PDF."""
    from article21.person import read_details_file

    _with_file(content, ".pdf", read_details_file)


def table(content: bytes) -> None:
    """Read a table: encoding, delimiter, headings, rows, persons."""
    from article21.desk.batches import open_staff
    from article21.errors import Article21Error
    from article21.person import Given
    from article21.tables.rows import read_person

    with open_staff(io.BytesIO(content), {}, frozenset()) as staff:
        for record in islice(staff.table.records(), ROWS_READ):
            with suppress(Article21Error):
                read_person(
                    staff.columns.values(record.cells),
                    Given({}),
                    DAY,
                    staff.columns.heading_of,
                    staff.columns.names,
                )


def signature(content: bytes) -> None:
    """Read a picture of a signature."""
    from article21.rendering.signatures import prepare_signature

    prepare_signature(content)


def words(content: bytes) -> None:
    """Put a text into a person's name, words and address: what comes out must not become code."""
    from article21.desk.letters import read_request
    from article21.person import Given
    from article21.rendering.editions import render_draft

    text = content.decode("utf-8", "replace")
    line = " ".join(text.split())
    values = {"name": f"M {line[:70]}", "because": text, "place": line[:40], "address_line": [line[:60]]}
    given = Given({**values, "email": "maja@example.org", "country": "SE", "language": "en"})
    request = read_request(given, DAY)
    _check_html(_page(request))
    _check_mail(render_draft(request))


def _page(request: "Request") -> bytes:
    """Return the letter as HTML without its fonts, which take much longer than all the rest."""
    from article21.rendering.envelopes import PLAIN, find_envelope
    from article21.rendering.html import to_markup
    from article21.writing.letters import write_letter

    return to_markup(write_letter(request), find_envelope(PLAIN)).encode()


def case_file(content: bytes) -> None:
    """Open a case file and list what is in it; a damaged one must stay as it is."""
    from article21.desk.cases import Cases

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.db"
        path.write_bytes(content)
        cases = Cases(path, DAY, "en")
        for one in islice(cases.listed().cases, ROWS_READ):
            told = cases.show(one.reference)
            cases.timeline(told.case)
            cases.files_of_unsent(one.reference)


def page_form(content: bytes) -> None:
    """Post a body to the page that writes a letter: it answers, and no answer is a fault of the program."""
    path, kind = ("/en/letter-text", b"application/x-www-form-urlencoded")
    if content[:2] == b"--":
        kind = b"multipart/form-data; boundary=" + content[2:40].split(b"\r\n")[0]
        path = "/en/staff"
    status = asyncio.run(_post(path, kind, content))
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FaultError(f"{path} answered {status}")


async def _post(path: str, kind: bytes, content: bytes) -> int:
    from article21.web.application import create_app
    from article21.web.home import Home

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "query_string": b"",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "headers": [(b"content-type", kind), (b"content-length", b"%d" % len(content))],
        "server": ("127.0.0.1", 2),
    }
    bodies, statuses = [content], []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": bodies.pop() if bodies else b"", "more_body": False}

    async def send(message: Any) -> None:
        statuses.append(message.get("status"))

    with tempfile.TemporaryDirectory() as folder:
        home = Home(workplace=lambda: Path(tempfile.mkdtemp(dir=folder)))
        await create_app(home)(scope, receive, send)
    return int(statuses[0])


class FaultError(AssertionError):
    """A text that became code."""


def _check_html(page: bytes) -> None:
    """Raise FaultError when a text brought elements of its own into the page."""
    import tinyhtml5

    found = {element.tag for element in tinyhtml5.parse(page, namespace_html_elements=False).iter()}
    if foreign := {str(tag) for tag in found} & {"script", "img", "iframe", "object", "form", "a", "b"}:
        raise FaultError(f"elements that nobody wrote: {foreign}")


def _check_mail(draft: bytes) -> None:
    """Raise FaultError when a draft has headers that nobody wrote."""
    from email import message_from_bytes, policy

    known = {"subject", "to", "from", "reply-to", "date", "message-id", "mime-version", "x-unsent"}
    headers = {name.lower() for name in message_from_bytes(draft, policy=policy.default)}
    extra = {name for name in headers - known if not name.startswith("content-")}
    if extra:
        raise FaultError(f"headers that nobody wrote: {extra}")


def _with_file(content: bytes, suffix: str, read: Callable[[Path], Read]) -> Read:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        path.write_bytes(content)
        return read(path)


TARGETS: Mapping[str, Target] = {
    each.__name__.replace("_", "-"): each
    for each in (details, letter_pdf, table, signature, words, case_file, page_form)
}


def seeds(name: str) -> Iterable[bytes]:
    """Return real inputs of a target to begin with."""
    return _SEEDS[name]()


def _details() -> Iterable[bytes]:
    from article21.desk.samples import sample

    return [sample(".toml"), *(path.read_bytes() for path in (ROOT / "examples").glob("*.toml"))]


def _tables() -> Iterable[bytes]:
    from article21.desk.samples import sample

    tables, examples = ROOT / "tests/tables", ROOT / "examples"
    files = [path for path in tables.rglob("*") if path.is_file() and path.stat().st_size < LARGEST_SEED]
    return [sample(".csv"), *(path.read_bytes() for path in (*files, *examples.glob("*.csv")))]


def _letter(form: Literal["pdf", "json"] = "pdf") -> bytes:
    from article21 import Person, render

    maja = Person(name="Maja", email="maja@example.org", country="SE", because="Mine.")
    return render(maja, form, today=DAY)


def _forms() -> Iterable[bytes]:
    from article21.desk.samples import sample

    part = b'--x\r\nContent-Disposition: form-data; name="table"; filename="a.csv"\r\n\r\n'
    return [
        b"name=Maja&email=maja%40example.org&country=SE&because=Mine",
        part + sample(".csv") + b"\r\n--x--",
    ]


def a_case_file() -> bytes:
    """Return a case file with one letter in it."""
    from article21.desk.cases import Cases

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "letter.json").write_bytes(_letter("json"))
        Cases(Path(folder) / "cases.db", DAY, "en").add(Path(folder) / "letter.json")
        return (Path(folder) / "cases.db").read_bytes()


def _picture(form: str) -> bytes:
    from PIL import Image, ImageDraw

    image, file = Image.new("RGB", (90, 30), "white"), io.BytesIO()
    ImageDraw.Draw(image).line((5, 25, 40, 5, 80, 20), fill="blue", width=2)
    image.save(file, form)
    return file.getvalue()


_WORDS = '{{ 7*7 }} <b>"x"</b> \nBcc: a@b =1+1 {% raw %} \\ $(id) }</style><script>'
_SEEDS: Mapping[str, Callable[[], Iterable[bytes]]] = {
    "details": _details,
    "letter-pdf": lambda: [_letter()],
    "table": _tables,
    "signature": lambda: [_picture(form) for form in ("PNG", "JPEG", "GIF", "TIFF", "WEBP")],
    "words": lambda: [_WORDS.encode(), b"Maja"],
    "case-file": lambda: [a_case_file()],
    "page-form": _forms,
}


def fuzz(name: str, options: list[str]) -> None:
    """Run one target until libFuzzer ends the process: 0 when no fault was found."""
    import atheris

    # Imported under instrumentation, so that new code that an input reaches is noticed.
    with atheris.instrument_imports(include=["article21"]):
        from article21.errors import Article21Error

        for seed in seeds(name):
            with suppress(Article21Error):
                TARGETS[name](seed)

    def run(content: bytes) -> None:
        limit_processor_time(SECONDS_OF_ONE)
        with suppress(Article21Error):
            TARGETS[name](content)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        FAULTS.mkdir(exist_ok=True)
        limits = [
            f"-timeout={STANDSTILL}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-artifact_prefix={FAULTS}/{name}-",
        ]
        atheris.Setup([sys.argv[0], *limits, *options, corpus], run)
        atheris.Fuzz()


def limit_processor_time(seconds: float) -> None:
    """Abort after so many seconds of the processor, even within a library; libFuzzer keeps the input.

    Its own limit is by the clock, which a loaded machine or a slow disk uses up for any input.
    """
    _abort_on_time_up()
    signal.setitimer(signal.ITIMER_PROF, seconds)


@cache
def _abort_on_time_up() -> None:
    libc = ctypes.CDLL(None)
    libc.signal(signal.SIGPROF, libc.abort)
    faulthandler.register(signal.SIGPROF, chain=True)


def main() -> None:
    """Run the targets, each in a process of its own; fail when one found a fault."""
    parser = argparse.ArgumentParser(prog="./run fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=["all", *TARGETS])
    parser.add_argument("--inputs", type=int, default=1_000_000, help="so many inputs for each target")
    parser.add_argument(
        "--seconds", type=int, default=0, help="so long for each target; 0: as long as it takes"
    )
    parser.add_argument(
        "--seed", type=int, default=0, help="the same seed gives the same inputs; 0: another each time"
    )
    asked = parser.parse_args()
    options = [f"-runs={asked.inputs}", f"-max_total_time={asked.seconds}", f"-seed={asked.seed}"]
    if asked.target != "all":
        fuzz(asked.target, options)
        return
    given = [f"--inputs={asked.inputs}", f"--seconds={asked.seconds}", f"--seed={asked.seed}"]
    codes = {
        name: subprocess.call([sys.executable, "-m", "tools.fuzz", name, *given], cwd=ROOT)  # noqa: S603 - this program
        for name in TARGETS
    }
    if faulty := [name for name, code in codes.items() if code]:
        sys.exit(f"Faults in: {', '.join(faulty)}; the inputs are in {FAULTS.name}/.")


if __name__ == "__main__":
    main()
