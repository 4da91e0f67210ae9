"""How letters reach their people: who wants one, invitations, drafts, lists, and an end to it all."""

import email
import email.policy
import tomllib
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article21.rendering.drafts import Attachment, Draft, Mailbox, write_draft
from commands import invoke
from people import DAY
from staffs import batch, index, letters, person, read_csv, report, staff, write_table

HOSTILE_NAMES = [
    "Ann <other@example.net>, a long name " + "x" * 60,
    "a@b.example, c@d.example",
    'Maja "M" <x@example.org>; Bo',
    "=?utf-8?q?a=40b=2Eexample=2C?= x",
    "Åsa, Dr " * 9 + "x",
]


def messages(folder: Path) -> list[EmailMessage]:
    return [read_mail(content) for path, content in letters(folder).items() if path.endswith(".eml")]


def read_mail(content: bytes) -> EmailMessage:
    message = email.message_from_string(content.decode(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    return " ".join(body.get_content().split())


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("address", ["maja@example.org", "åsa@exämple.org", "maja@exämple.org"])
def test_a_draft_has_one_recipient_whatever_the_name(tmp_path: Path, name: str, address: str) -> None:
    run = batch(tmp_path, [person(1, name=name[:100], email=address)], "--mail")
    assert run.code == 0, run.err
    (message,) = messages(tmp_path)
    (recipient,) = message["To"].addresses
    mailbox, _, domain = address.partition("@")
    assert recipient.username == mailbox
    assert recipient.domain in {domain, "xn--exmple-cua.org"}
    assert [message[header] for header in ("From", "Cc", "Bcc", "Reply-To")] == [None] * 4


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=100), st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True))
def test_no_name_adds_a_recipient_or_a_header(name: str, mailbox: str) -> None:
    name = "".join(character for character in name if character.isprintable()).strip() or "x"
    recipient, pdf = Mailbox(name, f"{mailbox}@example.org"), Attachment("letter.pdf", b"%PDF")
    draft = Draft("Subject", "Text", DAY, "A21-1", recipient=recipient, attachments=(pdf,))
    message = read_mail(write_draft(draft))
    (found,) = message["To"].addresses
    assert found.addr_spec == f"{mailbox}@example.org"
    known = {"To", "Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert set(message.keys()) <= known


def test_a_domain_outside_ascii_is_written_so_that_every_server_takes_it(tmp_path: Path) -> None:
    batch(tmp_path, [person(1, email="maja@exämple.org")], "--mail")
    (content,) = (each for path, each in letters(tmp_path).items() if path.endswith(".eml"))
    assert b"<maja@xn--exmple-cua.org>" in content.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")


def test_the_draft_goes_to_one_address_and_the_letter_gives_the_other(tmp_path: Path) -> None:
    row = person(1, email="work@example.org") | {"LinkedIn e-mail": "home@example.net"}
    table = write_table(tmp_path / "t.csv", [row], tuple(row))
    assert batch(tmp_path, table.name, "--mail", "--format", "txt", "--format", "form").code == 0
    (message,) = messages(tmp_path)
    assert message["To"].addresses[0].addr_spec == "work@example.org"
    for path, content in letters(tmp_path).items():
        if path.endswith(".txt"):
            assert b"home@example.net" in content
            assert b"work@example.org" not in content


def test_no_draft_goes_to_an_address_that_another_name_has(tmp_path: Path) -> None:
    people = [
        person(1, name="Maja Ek", email="m@example.org", because="My reasons"),
        person(2, name="Åsa Berg", email="b@example.org"),
        person(3, name="Ek, Maja", email="m@example.org"),
        person(4, name="Bo Lund", email="M@example.org\nbo@example.org", because="Mine alone"),
    ]
    head = tuple(people[0])
    run = batch(tmp_path, write_table(tmp_path / "t.csv", people, head).name, "--mail")
    assert run.code == 1
    told = "another row has the same e-mail address: is it the same person?"
    assert f"row 5, email: {told} [M@e••••••.o•• ; b•@e••••••.o••]" in run.err
    assert [row["row"] for row in index(tmp_path)] == ["3"]
    assert [message["To"] for message in messages(tmp_path)] == ["Åsa Berg <b@example.org>"]
    assert "Letters written: 1; unchanged: 0; rows without a letter: 3" in run.err

    rejected = read_csv(tmp_path / "out/problems.csv")
    assert [row["article21_row"] for row in rejected] == ["2", "4", "5"]
    rejected[2]["email"] = "bo@example.org"
    mended = write_table(tmp_path / "mended.csv", rejected, tuple(rejected[0])).name
    assert batch(tmp_path, mended, "--mail").code == 0
    assert [row["row"] for row in index(tmp_path)] == ["2", "3", "4", "5"]

    # Somebody below takes the address of a letter that is there already.
    people[3]["email"] = "bo@example.org"
    people.append(person(6, name="Kim Ny", email="b@example.org"))
    again = batch(tmp_path, write_table(tmp_path / "t.csv", people, head).name, "--mail")
    assert "Letters written: 0; unchanged: 3; rows without a letter: 2" in again.err
    assert [row["row"] for row in index(tmp_path)] == ["2", "4", "5"]
    without = batch(tmp_path, "t.csv")
    assert without.code == 0, "without drafts, nobody reads what is another's"


def test_the_organisation_speaks_in_its_own_words(tmp_path: Path) -> None:
    cover = "Hi {given_name}, this is from the works council. {name} = {reference}. {not a field}"
    (tmp_path / "cover.txt").write_text(cover, encoding="utf-8")
    contact = "Works council, br@example.org"
    options = ("--mail", "--cover", "cover.txt", "--contact", contact, "--format", "form")
    row = person(1, name="Maja {reference}", reference="M-1")
    run = batch(tmp_path, write_table(tmp_path / "t.csv", [row], tuple(row)).name, *options)
    assert run.code == 0, run.err
    (message,) = messages(tmp_path)
    words = text_of(message)
    assert (
        "Hi Maja {reference}, this is from the works council. Maja {reference} = M-1. {not a field}" in words
    )
    assert f"Prepared by, and questions to: {contact}" in words
    (kit,) = (content for path, content in letters(tmp_path).items() if path.endswith("form.txt"))
    assert f"Prepared by, and questions to: {contact}" in kit.decode()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Hello {nmae},\n{salary}", "cover.txt, line 1: unknown field “nmae”"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
    ],
)
def test_a_cover_that_cannot_be_used_is_told_before_the_first_letter(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "cover.txt").write_bytes(content)
    run = batch(tmp_path, staff(1), "--mail", "--cover", "cover.txt")
    assert run.code == 2
    assert told in run.err
    assert not (tmp_path / "out").exists()


def consenting(**answers: str) -> list[dict[str, str]]:
    return [person(number) | {"Einwilligung": answer} for number, answer in enumerate(answers.values())]


def test_nobody_gets_a_letter_without_yes(tmp_path: Path) -> None:
    rows = consenting(a="ja", b="nein", c="", d="vielleicht", e="x")
    table = write_table(tmp_path / "t.csv", rows, tuple(rows[0]))
    run = batch(tmp_path, table.name, "--json")
    assert run.code == 1
    found = report(run)
    assert (found["written"], found["declined"], found["rejected"]) == (2, 1, 2)
    assert {row["name"]: row["consent"] for row in index(tmp_path)} == {
        "Person 0 Example": "yes",
        "Person 4 Example": "yes",
    }
    told = [row["article21_problem"] for row in read_csv(tmp_path / "out/problems.csv")]
    assert told[0].startswith("Einwilligung: this person has not answered yet")
    assert told[1] == "Einwilligung: this must be yes or no."


def test_who_changes_their_mind_has_no_letter_any_more(tmp_path: Path) -> None:
    for answer, count in (("yes", 2), ("no", 1), ("yes", 2)):
        rows = consenting(a="yes", b=answer)
        table = write_table(tmp_path / "t.csv", rows, tuple(rows[0]))
        run = batch(tmp_path, table.name)
        assert run.code == 0
        assert len(letters(tmp_path)) == count
        assert [row["consent"] for row in index(tmp_path)] == ["yes", answer]
        assert ("the letter written before was removed" in run.err) is (answer == "no")


def test_an_organisation_can_require_consent(tmp_path: Path) -> None:
    run = batch(tmp_path, staff(2), "--require-consent")
    assert (run.code, (tmp_path / "out").exists()) == (2, False)
    assert "No column says who wants a letter (consent)" in run.err


def test_the_same_grounds_for_all_are_warned_of(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text('ground = ["confidentiality"]\n')
    assert "every row is given the same grounds" in batch(tmp_path, staff(1), "--defaults", "d.toml").err


def test_columns_are_kept_and_sort_the_letters_into_folders(tmp_path: Path) -> None:
    teams = ["Sales", "R&D / Éire", "", "=cmd|'/c calc'!A0", "../../up"]
    rows = [person(number) | {"team": team} for number, team in enumerate(teams)]
    table = write_table(tmp_path / "t.csv", rows, tuple(rows[0]))
    run = batch(tmp_path, table.name, "--keep", "team", "--group-by", "team")
    assert run.code == 0, run.err
    folders = {row["name"]: row["files"].split("/")[1] for row in index(tmp_path)}
    assert folders["Person 0 Example"] == "Sales"
    assert folders["Person 1 Example"] == "R-D-Éire"
    assert folders["Person 4 Example"] == "up"
    assert {row["team"] for row in index(tmp_path)} == {
        "'" + team if team[:1] == "=" else team for team in teams
    }
    assert index(tmp_path)[0]["team"] == "", "sorted by the column"
    assert batch(tmp_path, table.name, "--keep", "town").code == 2


def test_a_mail_merge_has_who_gets_which_words_and_files(tmp_path: Path) -> None:
    options = ("--mail", "--format", "pdf", "--format", "form")
    batch(tmp_path, [person(1, name="=1+1 Maja", country="SE"), person(2)], *options)
    first, second = read_csv(tmp_path / "out/mailmerge.csv")
    assert first["Email"] == "person1@example.org"
    assert first["Name"].startswith("'="), "no spreadsheet computes it"
    assert "You alone decide whether to send it." in " ".join(second["Message"].split())
    for path in first["Attachments"].split("; "):
        assert (tmp_path / "out" / path).is_file()


def invited(folder: Path) -> dict[str, Path]:
    paths = (folder / "invitations").glob("*/details.toml")
    return {tomllib.loads(path.read_text(encoding="utf-8")).get("name", ""): path for path in paths}


def invite(folder: Path, rows: list[dict[str, str]], *options: str) -> str:
    write_table(folder / "people.csv", rows, tuple(rows[0]))
    run = invoke(folder, "invite", "people.csv", "--output", "invitations", *options)
    assert run.code == 0, run.err
    return run.err


def test_an_invitation_knows_who_and_where_and_leaves_the_grounds_to_the_person(tmp_path: Path) -> None:
    rows = [
        person(1, name="Maja Lindqvist", country="SE", language="sv", ground="minor", because="She is ill."),
        person(2, name='Bo "\\ö', email="bo@", country="Nowhere"),
    ]
    told = invite(tmp_path, rows, "--contact", "The works council")
    assert "row 3: this could not be filled in and is left to the person: email:" in told
    sheets = invited(tmp_path)
    maja = tomllib.loads(sheets["Maja Lindqvist"].read_text(encoding="utf-8"))
    assert (maja["country"], maja["language"], maja["ground"], maja["because"]) == ("SE", "sv", [], "")
    everything = b"".join(path.read_bytes() for path in sheets["Maja Lindqvist"].parent.iterdir())
    assert b"She is ill." not in everything
    bo = tomllib.loads(sheets['Bo "\\ö'].read_text(encoding="utf-8"))
    assert (bo["email"], bo["country"]) == ([], "")
    message = read_mail((sheets["Maja Lindqvist"].parent / "message.eml").read_bytes())
    assert message["To"].addresses[0].addr_spec == "person1@example.org"
    assert [part.get_filename() for part in message.iter_attachments()] == ["details.toml"]


def test_an_invitation_that_somebody_has_begun_to_fill_in_is_not_written_again(tmp_path: Path) -> None:
    rows = [person(1), person(2)]
    invite(tmp_path, rows)
    path = next(iter(invited(tmp_path).values()))
    path.write_text(path.read_text() + "# mine\n")
    before = path.read_bytes()
    assert "2 invitations were there already" in invite(tmp_path, rows)
    assert path.read_bytes() == before


def test_files_that_come_back_are_rows_and_nobody_who_did_not_answer_gets_a_letter(tmp_path: Path) -> None:
    invite(tmp_path, [person(1, country="SE"), person(2, country="US"), person(3, country="SE")])
    sheets = list(invited(tmp_path).values())
    answered = sheets[0].read_text(encoding="utf-8").replace("# without_grounds", "without_grounds")
    sheets[0].write_text(answered, encoding="utf-8")
    sheets[1].write_text('name = "unfinished', encoding="utf-8")
    run = batch(tmp_path, "invitations", "--require-consent")
    assert run.code == 1, run.err
    assert [row["consent"] for row in index(tmp_path)] == ["yes"]
    told = {row["file"]: row["article21_problem"] for row in read_csv(tmp_path / "out/problems.csv")}
    assert len(told) == 2
    assert any("nobody has filled it in yet" in sentence for sentence in told.values())
    assert any("quotation mark" in sentence for sentence in told.values())


def test_everything_a_batch_wrote_can_be_deleted(tmp_path: Path) -> None:
    rows = staff(3)
    batch(tmp_path, rows, "--format", "pdf", "--mail", "--zip", "--print", "all.pdf")
    path = next((tmp_path / "out/letters").rglob("letter.pdf"))
    path.write_bytes(path.read_bytes() + b"% changed")
    batch(tmp_path, rows, "--format", "pdf", "--mail", "--overwrite")
    mine = path.with_name("mine.txt")
    mine.write_text("mine")
    run = invoke(tmp_path, "batch", "--forget", "out")
    assert run.code == 0, run.err
    assert "was not written by this program and is still there: letters/" in run.err
    left = [found for found in tmp_path.rglob("*") if found.is_file()]
    assert sorted(found.name for found in left) == ["mine.txt", "staff.csv"]
    assert invoke(tmp_path, "batch", "--forget", "out").code == 2


def awkward(field: str) -> st.SearchStrategy[str]:
    good = {"name": "Maja", "email": "a@example.org", "country": "SE", "language": "en", "ground": "minor"}
    strange = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=70)
    known = ["كريم", "木村 拓哉", "😀 Bo", "𒀀", "x" * 90, "ö@exämple.org", "a b@example.org", "〒100"]
    return st.one_of(st.just(good.get(field, "")), strange, st.sampled_from(known))


HOSTILE = ("name", "email", "country", "language", "ground", "because", "street", "city", "profile_url")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.fixed_dictionaries({field: awkward(field) for field in HOSTILE}), min_size=1, max_size=8))
def test_what_a_check_calls_in_order_gets_its_letter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("check")
    good = person(99, country="SE") | dict.fromkeys(HOSTILE[5:], "")
    write_table(folder / "t.csv", [*rows, good], HOSTILE)
    options = ("t.csv", "--format", "pdf", "--mail", "--json", "--quiet", "--verify", "0")
    checked, written = report(batch(folder, *options, "--check")), report(batch(folder, *options))
    problems = [{key: problem[key] for key in ("row", "code")} for problem in checked["problems"]]  # type: ignore[attr-defined, union-attr]  # a list, as JSON has it
    assert problems == [
        {key: problem[key] for key in ("row", "code")}
        for problem in written["problems"]  # type: ignore[attr-defined, union-attr]  # a list, as JSON has it
    ]
    assert int(str(written["written"])) >= 1
    assert date.fromisoformat(str(written["day"])) == DAY


@pytest.mark.parametrize(
    ("answers", "gets"),
    [
        (("ja", "x"), "letter"),
        (("nein", ""), "nothing"),
        (("ja", "nein"), "nothing"),
        (("ja", ""), "problem"),
    ],
)
def test_with_two_questions_a_letter_needs_yes_to_both(
    tmp_path: Path, answers: tuple[str, str], gets: str
) -> None:
    row = person(0) | dict(zip(("Einwilligung", "Ich möchte einen Brief"), answers, strict=True))
    run = batch(tmp_path, write_table(tmp_path / "t.csv", [row], tuple(row)).name, "--json")
    found = report(run)
    counted = {"letter": found["written"], "nothing": found["declined"], "problem": found["rejected"]}
    assert counted == {"letter": 0, "nothing": 0, "problem": 0} | {gets: 1}
    invited = invoke(tmp_path, "invite", "t.csv", "--output", "invitations")
    assert ("1 person said no" in invited.err) is (gets == "nothing"), invited.err
