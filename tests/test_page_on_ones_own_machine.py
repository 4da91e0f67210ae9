"""``article21 serve``: who gets in, what leaves no trace, and how it begins and ends."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from html import unescape
from http.client import HTTPConnection
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.routing import Route

import people
from article21.rendering.editions import PLAIN_EDITION
from article21.web import server
from article21.web.answering import Refusal
from article21.web.application import create_app
from article21.web.drawing import ProcessRenderer
from article21.web.guard import Guard
from article21.web.home import Home
from article21.web.server import LOOPBACK
from article21.web.workplace import Workplace
from asgi import Answer, ask
from commands import invoke
from people import DAY

HOST, KEY, TOKEN = "127.0.0.1:8421", "the-key", "the-token"
GUARDED = Guard(create_app(Home(today=lambda: DAY, token=TOKEN, is_hosted=False)), HOST, KEY)
OURS = {
    "host": HOST,
    "cookie": f"article21-8421={KEY}",
    "origin": f"http://{HOST}",
    "sec-fetch-site": "same-origin",
}
MAJA = {"where": "Sweden", "country": "SE", "name": "Maja Lindqvist", "email": "maja@example.org"}


def post(path: str = "/en/letter", form: dict[str, object] | None = None, **other: str | None) -> Answer:
    headers = {**OURS, **{name.replace("_", "-"): value for name, value in other.items()}}
    given = {"token": TOKEN, **MAJA, **(form or {})}
    return ask(GUARDED, path, given, headers=[(name, value) for name, value in headers.items() if value])


def get(path: str, **other: str | None) -> Answer:
    headers = {"host": HOST, "cookie": OURS["cookie"], **other}
    return ask(GUARDED, path, headers=[(name, value) for name, value in headers.items() if value])


def test_the_page_itself_gets_in() -> None:
    assert post().status == 200
    assert get("/en/").status == 200
    # Without a referrer, browsers say of a form of ours only that it comes from the same origin.
    assert post(origin="null").status == 200


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"host": "evil.example:8421"}, 421),
        ({"host": "localhost:8421"}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": "127.0.0.1:8422"}, 421),
        ({"host": "127.0.0.1:8421.evil.example"}, 421),
        ({"host": None}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8422"}, 403),
        ({"origin": "http://localhost:8421"}, 403),
        ({"origin": "null", "sec_fetch_site": "cross-site"}, 403),
        ({"origin": "null", "sec_fetch_site": None}, 403),
        ({"origin": None}, 403),
        ({"origin": None, "sec_fetch_site": None}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"cookie": None}, 403),
        ({"cookie": "article21-8421=guessed"}, 403),
        ({"cookie": f"article21-8422={KEY}"}, 403),
    ],
)
def test_nobody_else_gets_in(other: dict[str, str | None], status: int) -> None:
    answer = post(**other)
    assert answer.status == status
    assert "Maja" not in answer.text


POSTS = (
    "letter", "letter-open", "letter-text", "letter-page", "letter-file", "staff",
)  # fmt: skip


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", ["", "guessed", TOKEN[:-1]])
def test_a_form_without_the_token_is_refused(path: str, token: str) -> None:
    answer = post(f"/en/{path}", {"token": token, "at": "name", "go": "next", "format": "txt"})
    assert answer.status == 403
    assert "Maja" not in answer.text


def test_every_address_that_takes_a_form_is_among_those_tested() -> None:
    routes = create_app(Home()).routes
    posts = {each.path for each in routes if isinstance(each, Route) and "POST" in (each.methods or ())}
    assert posts == {f"/{{language}}/{path}" for path in (*POSTS, "cases")}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_refused(method: str) -> None:
    headers = list(OURS.items())
    assert ask(GUARDED, "/en/letter", {"token": TOKEN}, headers=headers, method=method).status == 405


def test_pages_open_with_the_key_alone_which_then_leaves_the_address() -> None:
    assert get("/en/", cookie=None).status == 403
    assert get("/?key=guessed", cookie=None).status == 403
    answer = get(f"/?key={KEY}", cookie=None)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))


@pytest.mark.parametrize("path", ["/", "/en/", "/en/letter", "/static/page.css", "/nothing", "/en/staff"])
def test_every_answer_keeps_the_page_to_itself(path: str) -> None:
    headers = get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert not [name for name in headers if name.startswith("access-control")]
    assert headers["cache-control"] in ("no-store", "no-cache")
    if not path.startswith("/static"):
        assert headers["cache-control"] == "no-store"


def test_what_is_too_large_is_refused_with_its_limit() -> None:
    answer = post("/en/letter-text", {"because": "x" * 2_100_000})
    assert answer.status == 413
    assert "2 MB" in answer.text
    assert post("/en/letter", {f"f{number}": "x" for number in range(21_000)}).status in (400, 413)


def wait_too_long() -> None:
    time.sleep(30)


def test_a_typesetter_that_hangs_or_dies_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sitting() -> None:
        renderer = ProcessRenderer()
        try:
            wanted = people.ask("SE")
            assert (await renderer.page(wanted, PLAIN_EDITION, 1))[0].startswith(b"\x89PNG")
            with monkeypatch.context() as patched:
                patched.setattr("article21.web.drawing._SECONDS", 1)
                with pytest.raises(Refusal, match="request-too-slow"):
                    await renderer._done(wait_too_long)
            assert (await renderer.page(wanted, PLAIN_EDITION, 99))[0].startswith(b"\x89PNG")
            with pytest.raises(BrokenProcessPool):
                await renderer._done(os._exit, 3)
            assert (await renderer.page(wanted, PLAIN_EDITION, 1))[1] > 0
        finally:
            renderer.close()

    asyncio.run(sitting())


@pytest.mark.parametrize("country", ["CH", "GR"])
def test_a_character_without_a_font_is_named_and_text_and_kit_are_written(country: str) -> None:
    renderer = ProcessRenderer()
    try:
        app = create_app(Home(today=lambda: DAY, renderer=renderer))
        form = {**MAJA, "country": country, "because": "Ich suche 👩‍👩‍👧 Arbeit."}

        def file(name: str, **other: str) -> Answer:
            return ask(app, "/de/letter-file", {**form, **other, "format": name})

        assert ask(app, "/de/letter-page", {**form, "number": "1"}).status == 204
        refused = file("pdf")
        assert refused.status == 200
        told = "Das PDF kann “👧” (U+1F467), “👩” (U+1F469) nicht drucken"
        assert told in unescape(refused.text)
        assert "Arbeit." in file("txt").text
        assert file("form").status == 200
        assert file("pdf", because="Ich suche Arbeit.").body.startswith(b"%PDF")
    finally:
        renderer.close()


# The server as it is started.


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = start("--no-open", folder=tmp_path)
    try:
        yield process, address_of(process)
    finally:
        process.kill()
        process.communicate()


def start(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "TMPDIR": str(folder), "HOME": str(folder), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "article21", "serve", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stderr
    found = re.search(r"http://(\S+)/\?key=(\S+)", process.stderr.readline())
    assert found, process.communicate()
    return f"{found[1]} {found[2]}"


def sit(address: str) -> tuple[HTTPConnection, dict[str, str]]:
    """Return a connection and what the browser sends with it."""
    host, key = address.split()
    return HTTPConnection(host, timeout=30), {
        "Cookie": f"article21-{host.rpartition(':')[2]}={key}",
        "Origin": f"http://{host}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def say(address: str, path: str, form: dict[str, str]) -> bytes:
    connection, headers = sit(address)
    connection.request("GET", "/en/letter", headers=headers)
    token = re.search(rb'name="token" value="([^"]+)"', connection.getresponse().read())
    assert token
    body = urlencode({"token": token[1].decode(), **form})
    connection.request("POST", path, body=body, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status == 200, content
    return content


def test_it_listens_on_this_computer_alone_and_writes_a_real_pdf(
    started: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = started
    assert address.startswith(f"{LOOPBACK}:")
    form = {**MAJA, "ground": "minor"}
    assert say(address, "/en/letter-file", {**form, "format": "pdf"}).startswith(b"%PDF-1.7")
    assert say(address, "/en/letter-page", {**form, "number": "1"}).startswith(b"\x89PNG")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert "Maja" not in err
    assert err.endswith("The page is closed.\n")


def test_what_was_uploaded_is_gone_however_the_program_ends(
    started: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    process, address = started
    connection, headers = sit(address)
    connection.request("GET", "/en/letter", headers=headers)
    token = re.search(rb'name="token" value="([^"]+)"', connection.getresponse().read())
    assert token
    parts = (
        b'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n' + token[1],
        b'--x\r\nContent-Disposition: form-data; name="go"\r\n\r\ncheck',
        b'--x\r\nContent-Disposition: form-data; name="table"; filename="t.csv"\r\n\r\nname\nMaja',
        b"--x--\r\n",
    )
    headers["Content-Type"] = "multipart/form-data; boundary=x"
    connection.request("POST", "/en/staff", body=b"\r\n".join(parts), headers=headers)
    assert connection.getresponse().read()
    connection.close()
    (folder,) = tmp_path.glob("article21-page-*")
    assert folder.stat().st_mode & 0o077 == 0
    process.kill()
    process.wait()
    for _ in range(100):
        if not folder.exists():
            return
        time.sleep(0.1)
    raise AssertionError("the folder is still there")


def test_what_a_power_cut_left_is_removed_by_the_next_page_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    forsaken = tmp_path / f"article21-page-{ended.pid}-left"
    living, other = tmp_path / f"article21-page-{os.getpid()}-used", tmp_path / "article21-page-notes"
    for folder in (forsaken, living, other):
        folder.mkdir()
    with Workplace():
        assert [path for path in (forsaken, living, other) if path.exists()] == [living, other]


def test_a_workplace_is_gone_when_it_is_left() -> None:
    with Workplace() as workplace:
        folder = workplace.folder()
        (folder / "table.csv").write_text("Maja", encoding="utf-8")
    assert not folder.exists()
    assert not folder.parent.exists()


def test_no_answer_waits_for_the_browser_to_acknowledge_its_beginning() -> None:
    with server.listen(0) as listening, socket.create_connection(listening.getsockname()):
        taken = listening.accept()[0]
        with taken:
            assert taken.proto == socket.IPPROTO_TCP  # asyncio sets TCP_NODELAY on no other


def test_a_taken_port_is_said_and_so_is_one_that_cant_be_used(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        process = start("--no-open", "--port", port, folder=tmp_path)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err == f"article21: Port {port} is in use by another program: choose another one with --port.\n"


def test_without_its_libraries_the_page_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("article21.extras.version", missing)
    run = invoke(tmp_path, "serve", "--no-open")
    assert run.code == 1
    assert run.err.endswith('[web]"\n')


def test_it_ends_by_itself_when_nobody_uses_it() -> None:
    said: list[str] = []
    listening = server.listen(None)
    ended = server.serve(listening, idle_minutes=0.01, opened=said.append)
    assert ended.idle
    assert said[0].startswith(f"http://{LOOPBACK}:")
