"""A works council, 25 people in six countries: from the invitation to the day when everything is deleted."""

import csv
import email
import email.policy
import re
import tomllib
from pathlib import Path

from commands import Run, invoke
from staffs import read_csv

PEOPLE = {
    "DE": ["Jürgen Müller", "Anna Weiß", "Zoë Groß", "Mehmet Yüce", "Ulrike von Hagen", "Bernd Öchsle"],
    "France": ["Chloé Lefèvre", "Noël d'Arc", "Anaïs O'Brien", "Éric Œuvrard"],
    "SE": ["Maja Lindqvist", "Åsa Öst", "Björn Ek", "Ingrid Åberg"],
    "Polska": ["Łucja Wójcik", "Michał Żak", "Zofia Śliwa"],
    "Schweiz": ["Urs Zürcher", "Flavia Càmara", "Beat Rüegg", "Reto Bär"],
    "GB": ["Siân Hughes", "Rhys Ó Néill", "Grace Hopper", "Alan T."],
}
DECLINED = {"Bernd Öchsle", "Alan T."}
SILENT = {"Reto Bär", "Michał Żak"}
CONTACT = "Betriebsrat, betriebsrat@example.org, +49 30 1234"
BATCH = ("batch", "invitations", "--output", "letters", "--format", "form", "--jobs", "1")
HAND_OUT = ("--mail", "--require-consent", "--contact", CONTACT, "--cover", "cover.txt")


def table(folder: Path) -> None:
    """Write the list that the works council has, with what people answered by word of mouth."""
    with (folder / "belegschaft.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Pers.-Nr.", "Name", "E-Mail", "Land", "Abteilung", "Einwilligung"])
        names = ((name, country) for country, several in PEOPLE.items() for name in several)
        for number, (name, country) in enumerate(names, 1):
            answer = "nein" if name in DECLINED else ""
            team = ("Vertrieb", "Entwicklung")[number % 2]
            writer.writerow([f"{number:04}", name, f"p{number}@example.org", country, team, answer])


def sheets(folder: Path) -> dict[str, Path]:
    paths = (folder / "invitations").glob("*/details.toml")
    return {str(tomllib.loads(path.read_text(encoding="utf-8"))["name"]): path for path in paths}


def fill_in(sheet: Path, name: str) -> None:
    """Do what the sheet says: a reason, own words, and nothing else."""
    text = sheet.read_text(encoding="utf-8")
    text = re.sub(r'^#( +"confidentiality",)', r" \1", text, flags=re.MULTILINE)
    text = text.replace('because = """"""', f'because = """I am {name}; this is my reason."""')
    sheet.write_text(text, encoding="utf-8")


def ran(folder: Path, code: int, *arguments: str) -> Run:
    run = invoke(folder, *arguments)
    assert run.code == code, run.err
    return run


def test_from_the_invitation_to_the_end(tmp_path: Path) -> None:
    table(tmp_path)
    (tmp_path / "cover.txt").write_text("Hallo {name}! Wir haben das nur vorbereitet.", encoding="utf-8")
    run = ran(tmp_path, 0, "invite", "belegschaft.csv", "--output", "invitations", "--contact", CONTACT)
    assert "2 people said no and get no letter." in run.err
    invited = sheets(tmp_path)
    everybody = {name for several in PEOPLE.values() for name in several}
    assert set(invited) == everybody - DECLINED
    assert all(tomllib.loads(path.read_text(encoding="utf-8"))["ground"] == [] for path in invited.values())

    unfinished = invited["Maja Lindqvist"]
    for name, sheet in invited.items():
        if name not in SILENT:
            fill_in(sheet, name)
    whole = unfinished.read_text(encoding="utf-8")
    unfinished.write_text(whole.replace('"""I am', '""I am', 1), encoding="utf-8")
    ran(tmp_path, 1, *BATCH, *HAND_OUT)
    told = {row["file"]: row["article21_problem"] for row in read_csv(tmp_path / "letters/problems.csv")}
    assert len(told) == 3
    unfinished.write_text(whole, encoding="utf-8")

    (tmp_path / "letters/index.csv").write_bytes(with_days_of_sending(tmp_path / "letters/index.csv"))
    run = ran(tmp_path, 1, *BATCH, *HAND_OUT)
    assert "Letters written: 1; unchanged: 20" in run.err
    listed = {row["name"]: row for row in read_csv(tmp_path / "letters/index.csv")}
    assert set(listed) == everybody - DECLINED - SILENT
    assert {row["sent"] for name, row in listed.items() if name != "Maja Lindqvist"} == {"2026-11-26"}
    languages = {name: row["language"] for name, row in listed.items()}
    assert languages["Łucja Wójcik"][:2] == "pl"
    assert languages["Chloé Lefèvre"][:2] == "fr"
    assert languages["Maja Lindqvist"][:2] == "sv"
    for name, row in listed.items():
        look_at_the_draft(tmp_path / "letters", name, row)

    ran(tmp_path, 0, "batch", "--forget", "letters")
    assert not (tmp_path / "letters").exists()


def with_days_of_sending(path: Path) -> bytes:
    """Return the index with a column that the works council added."""
    lines = path.read_bytes().splitlines()
    return b"\r\n".join([lines[0] + b",sent", *(line + b",2026-11-26" for line in lines[1:])]) + b"\r\n"


def look_at_the_draft(folder: Path, name: str, row: dict[str, str]) -> None:
    files = row["files"].split(" ; ")
    (path,) = (folder / file for file in files if file.endswith("message.eml"))
    message = email.message_from_string(path.read_text(encoding="utf-8"), policy=email.policy.default)
    (recipient,) = message["To"].addresses
    assert recipient.display_name == name
    body = message.get_body(("plain",))
    words = " ".join(body.get_content().split())
    assert f"Hallo {name}! Wir haben das nur vorbereitet." in words
    assert CONTACT in words
    pdf, kit = message.iter_attachments()
    assert pdf.get_content().startswith(b"%PDF")
    assert CONTACT in kit.get_content()
    assert f"I am {name}" in kit.get_content()
    others = {other for several in PEOPLE.values() for other in several} - {name}
    assert not [other for other in others if other in words or other in kit.get_content()]
