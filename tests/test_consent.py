"""Who says no gets no letter, wherever they say it; who asks for one does not lose it."""

from pathlib import Path

import pytest

from commands import invoke
from staffs import batch, index, letters, person, read_csv, write_table

PROBLEMS = "out/problems.csv"


def table(folder: Path, *answers: str, **cells: str) -> str:
    """Write a table of people who answer so and return its name."""
    rows = [person(number) | cells | {"consent": answer} for number, answer in enumerate(answers, 1)]
    return write_table(folder / "staff.csv", rows, tuple(rows[0])).name


def correct(folder: Path, **cells: str) -> str:
    """Correct the first row of problems.csv and return its path."""
    first, *others = read_csv(folder / PROBLEMS)
    write_table(folder / PROBLEMS, [first | cells, *others], tuple(first))
    return PROBLEMS


def with_letters(folder: Path) -> list[str]:
    """Return the names of the people whose letters are there; who says no has none, in no form."""
    names = [row["name"] for row in index(folder) if row["consent"] == "yes"]
    assert all((folder / "out" / row["files"]).is_file() for row in index(folder) if row["name"] in names)
    return names


@pytest.mark.parametrize(
    ("said", "corrected", "then", "letter"),
    [
        ("", "yes", "", True),
        ("", "yes", "no", False),
        ("", "no", "", False),
        ("", "", "yes", True),
        ("maybe", "yes", "maybe", True),
        ("maybe", "no", "maybe", False),
        ("maybe", "maybe", "yes", True),
        ("", "yes", "maybe", False),
    ],
)
def test_the_newer_answer_counts_and_a_no_from_either_side(
    tmp_path: Path, said: str, corrected: str, then: str, letter: bool
) -> None:
    batch(tmp_path, table(tmp_path, said))
    batch(tmp_path, correct(tmp_path, consent=corrected))
    for options in ((), ("--overwrite", "--require-consent"), ()):
        batch(tmp_path, table(tmp_path, then), *options)
        assert bool(with_letters(tmp_path)) is letter
        assert letter or then == "maybe" or not letters(tmp_path)


def test_an_answer_in_the_table_reaches_a_row_that_was_corrected_otherwise(tmp_path: Path) -> None:
    batch(tmp_path, table(tmp_path, "yes", country="Cracovie"))
    assert batch(tmp_path, correct(tmp_path, country="PL")).code == 0
    for answer in ("yes", "no", "yes", "", "yes"):
        run = batch(tmp_path, table(tmp_path, answer, country="Cracovie"))
        assert run.code == (0 if answer else 1)
        assert bool(with_letters(tmp_path)) is (answer == "yes")
        assert answer != "no" or not letters(tmp_path)
        if not answer:
            assert [row["consent"] for row in read_csv(tmp_path / PROBLEMS)] == [""]


def test_a_yes_in_the_table_and_a_no_in_its_correction_are_asked_about(tmp_path: Path) -> None:
    batch(tmp_path, table(tmp_path, "", "yes"))
    assert batch(tmp_path, correct(tmp_path, consent="no")).code == 0
    for options in ((), (), ("--overwrite",)):
        run = batch(tmp_path, table(tmp_path, "yes", "yes"), *options)
        assert run.code == 1
        assert "row 2, consent: this must be yes or no. [no / yes]" in run.err
        assert [row["consent"] for row in read_csv(tmp_path / PROBLEMS)] == ["no / yes"]
        assert len(with_letters(tmp_path)) == 1
    for answer, count in (("no", 1), ("yes", 2)):
        batch(tmp_path, table(tmp_path, "", "yes"))
        batch(tmp_path, table(tmp_path, "yes", "yes"))
        batch(tmp_path, correct(tmp_path, consent=answer))
        assert batch(tmp_path, table(tmp_path, "yes", "yes")).code == 0
        assert len(with_letters(tmp_path)) == count


def test_correcting_another_row_takes_no_answer_away(tmp_path: Path) -> None:
    batch(tmp_path, table(tmp_path, "", ""))
    batch(tmp_path, correct(tmp_path, consent="yes"))
    assert batch(tmp_path, table(tmp_path, "", "yes")).code == 0
    assert len(with_letters(tmp_path)) == 2


def test_the_same_row_without_an_answer_takes_none_away(tmp_path: Path) -> None:
    rows = [person(1) | {"consent": answer} for answer in ("", "yes")]
    write_table(tmp_path / "staff.csv", rows, tuple(rows[0]))
    for source in ("staff.csv", PROBLEMS, "staff.csv", PROBLEMS):
        batch(tmp_path, source)
        assert len(with_letters(tmp_path)) == 1


def test_old_problems_bring_back_nobody_who_says_no_in_the_table(tmp_path: Path) -> None:
    batch(tmp_path, table(tmp_path, ""))
    old = correct(tmp_path, consent="yes")
    (tmp_path / old).rename(tmp_path / "old.csv")
    batch(tmp_path, table(tmp_path, "no"))
    for source in ("old.csv", "staff.csv"):
        assert batch(tmp_path, source).code == 0
        assert not letters(tmp_path)


def test_problems_without_the_column_are_no_yes(tmp_path: Path) -> None:
    batch(tmp_path, table(tmp_path, ""))
    rows = [
        {key: text for key, text in row.items() if key != "consent"} for row in read_csv(tmp_path / PROBLEMS)
    ]
    write_table(tmp_path / PROBLEMS, rows, tuple(rows[0]))
    assert batch(tmp_path, PROBLEMS).code == 1
    assert not letters(tmp_path)


NO_COLUMN = "may say who wants a letter"


def asked_about(folder: Path, heading: str, *answers: str) -> bool:
    """Say whether a column is asked about, before anything is written."""
    rows = [person(number) | {heading: answer} for number, answer in enumerate(answers, 1)]
    write_table(folder / "t.csv", rows, tuple(rows[0]))
    runs = [batch(folder, "t.csv", "--check"), invoke(folder, "invite", "t.csv", "--output", "invitations")]
    asked = [NO_COLUMN in run.err for run in runs]
    assert asked[0] == asked[1]
    assert not asked[0] or ({run.code for run in runs} == {2} and not (folder / "invitations").exists())
    return asked[0]


@pytest.mark.parametrize(
    "heading",
    [
        "Consentement (oui/non)",
        "Consentement(oui/non)",
        "Consentement\n(oui / non)",
        "Consentement (O/N)",
        "Consentement : oui/non",
        "Einwilligung (ja/nein)",
        "Consent (Y/N)",
        "Zgoda (tak/nie)",
        "Consent (required)",
        "Consentement (Einwilligung)",
        "Consentement donné",
        "Einwilligung liegt vor",
        "Consent received",
        "Est d'accord",
        "Veut une lettre",
    ],
)
def test_a_column_that_asks_for_consent_is_known_with_what_can_be_answered(
    tmp_path: Path, heading: str
) -> None:
    rows = [person(number) | {heading: answer} for number, answer in enumerate(("oui", "non", ""), 1)]
    write_table(tmp_path / "t.csv", rows, tuple(rows[0]))
    run = batch(tmp_path, "t.csv")
    assert with_letters(tmp_path) == ["Person 1 Example"]
    assert f"row 4, {' '.join(heading.split())}: this person has not answered yet" in run.err


@pytest.mark.parametrize(
    ("heading", "answers"),
    [
        ("Refus", ("oui", "")),
        ("Refuse", ("", "")),
        ("Accord écrit", ("signé", "")),
        ("Accord RGPD", ("oui", "oui")),
        ("OK ?", ("oui", "")),
        ("Opt-out", ("x", "")),
        ("Datenschutz-Einwilligung", ("ja", "")),
        ("Verweigert", ("x", "")),
        ("RGPD", ("oui", "non")),
        ("Réponse", ("", "non", "oui", "n/a")),
    ],
)
def test_a_column_that_may_hold_a_no_is_asked_about(
    tmp_path: Path, heading: str, answers: tuple[str, ...]
) -> None:
    assert asked_about(tmp_path, heading, *answers)
    run = batch(tmp_path, "t.csv", "--keep", heading)
    assert (run.code, len(index(tmp_path))) == (0, len(answers))


@pytest.mark.parametrize(
    ("heading", "answers"),
    [
        ("Remarques", ("oui", "non", "en congé")),
        ("Enfants", ("0", "1")),
        ("Badge", ("x", "")),
        ("Briefanrede", ("Sehr geehrte", "Guten Tag")),
        ("E-Mail (Chef)", ("a@example.org", "b@example.org")),
    ],
)
def test_other_columns_are_not_asked_about(tmp_path: Path, heading: str, answers: tuple[str, ...]) -> None:
    assert not asked_about(tmp_path, heading, *answers)
    assert f"“{heading}”" in batch(tmp_path, "t.csv", "--check").err


def test_beside_a_column_of_consent_only_another_answer_is_asked_about(tmp_path: Path) -> None:
    for heading, cells, asked in (
        ("Date du consentement", ("2026-11-01", ""), False),
        ("Télétravail", ("oui", "non"), False),
        ("Refus", ("", "oui"), True),
    ):
        rows = [person(n) | {"consent": "yes", heading: cell} for n, cell in enumerate(cells, 1)]
        write_table(tmp_path / "t.csv", rows, tuple(rows[0]))
        assert (NO_COLUMN in batch(tmp_path, "t.csv", "--check").err) is asked


def test_a_column_that_is_asked_about_can_be_named(tmp_path: Path) -> None:
    assert asked_about(tmp_path, "Accord écrit", "oui", "non")
    assert batch(tmp_path, "t.csv", "--column", "consent=Accord écrit").code == 0
    assert with_letters(tmp_path) == ["Person 1 Example"]


@pytest.mark.parametrize("answer", ["-", "\u2013", "n/a", "TBD", "?", " "])
def test_what_is_no_value_is_no_answer(tmp_path: Path, answer: str) -> None:
    batch(tmp_path, table(tmp_path, "yes"))
    run = batch(tmp_path, table(tmp_path, answer))
    assert run.code == 1
    assert "this person has not answered yet" in run.err


def test_who_shares_an_address_says_no_for_themselves_alone(tmp_path: Path) -> None:
    for last, count in (("yes", 3), ("no", 2)):
        rows = [person(number, email="team@example.org") | {"consent": "yes"} for number in range(3)]
        rows[2]["consent"] = last
        write_table(tmp_path / "staff.csv", rows, tuple(rows[0]))
        assert batch(tmp_path, "staff.csv").code == 0
        assert len(with_letters(tmp_path)) == len(letters(tmp_path)) == count
    assert [row["consent"] for row in index(tmp_path)] == ["yes", "yes", "no"]
