"""What a person may give, and what is said about what can't stand in a letter."""

import json
import sys
import tomllib
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from article21.catalogs import SOURCE, catalogs
from article21.desk.listings import ground_labels
from article21.desk.samples import sample as sample_of
from article21.errors import Article21Error, DetailsError
from article21.fields import FIELDS
from article21.interface import Message, Place, shown
from article21.person import Details, Given, check_details, mending_notes, read_details_file
from article21.person.files import DetailsFileError, read_details
from article21.person.web_addresses import check_email
from article21.resources import TEMPLATES
from article21.sentences import PLAIN
from people import DAY

MAJA: dict[str, object] = {"name": "Maja Lindqvist", "email": ["maja@example.org"], "country": "SE"}


PARTS_OF_TOML = (
    *("a=1\n", 'b="x"\n', 'c="""\n', '"""', "\n", "d='''", "'''", "[e]\n", "[[f.g]]\n", "h=[\n", "1,", '"i"'),
    *("]\n", "# j=1\n", "k={l=1}\n", "m.n=1\n", '"o"=1\n', '"', "'", "\\"),
)


def details(**fields: object) -> Details:
    return check_details(Given(MAJA | fields), DAY)


def problems(**fields: object) -> list[str]:
    with pytest.raises(DetailsError) as raised:
        details(**fields)
    return str(raised.value).splitlines()


def problem(**fields: object) -> str:
    (only,) = problems(**fields)
    return only


def test_name_email_and_country_are_enough() -> None:
    assert details().email == ("maja@example.org",)


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(DetailsError) as raised:
        check_details(Given({}), DAY)
    assert [message.place for message in raised.value.messages] == [
        Place("name"),
        Place("email"),
        Place("country"),
    ]


def test_details_do_not_change() -> None:
    with pytest.raises(ValidationError):
        details().name = "Somebody else"  # type: ignore[misc]  # the test is that this fails


def test_blank_fields_count_as_left_out() -> None:
    assert details(place="  ", because="\n \n", email="maja@example.org", profile_url="").place is None
    assert problem(name=" ").startswith("name: please give your name")


def test_one_value_may_stand_for_a_list() -> None:
    assert details(ground="confidentiality").ground == ("confidentiality",)


def test_what_is_said_twice_is_kept_once() -> None:
    assert details(ground=["minor", "Minor", "job-search"]).ground == ("minor", "job-search")


def test_a_name_is_brought_into_the_usual_form() -> None:
    assert details(name="  Zoe\u0308 Lindqvist ").name == "Zoë Lindqvist"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Maja\nLindqvist", "line break"),
        ("Maja\tLindqvist", "a tab (U+0009)"),
        ("Maja\x1b[31m", "control character (U+001B)"),
        ("Maja\u202eakdniL", "turns the direction of the text (U+202E)"),
        ("Maja\u2028Lindqvist", "unusual line break (U+2028)"),
        ("Maja\x00", "control character (U+0000)"),
        ("12-34", "no letter"),
        ("\u200b\u200b", "give your name"),
        ("x" * 101, "101 characters"),
        (7, "text in quotation marks"),
        ("Maja \ud800", "half a character"),
    ],
)
def test_a_name_that_could_spoil_a_letter_is_refused(name: object, said: str) -> None:
    assert said in problem(name=name)


@pytest.mark.parametrize(
    "field", ["place", "given_name", "family_name", "address_line", "country", "language"]
)
def test_a_field_of_one_line_takes_no_line_break(field: str) -> None:
    assert problem(**{field: "one\ntwo"}) == (
        f"{field}: this must be one line, but it contains a line break."
    )


def test_own_words_keep_their_lines_and_spaces() -> None:
    words = "First line.\n\n  Second,  indented.\n{{ name }} <b>%(x)s</b> *a* \\n"
    assert details(because=words).because == words


def test_what_pasting_left_is_put_right_and_told() -> None:
    pasted = {
        "name": "Maja\u200b Lind\u00adqvist",
        "because": "R&amp;D, soft\u00adhyphen,\ufeff zero, &#8203;AT&T, ab\u200ccd, می\u200cشود, &nosuch;",
        "content_url": ["https://example.org/?a=1&amp;b=2"],
    }
    found = details(**pasted)
    assert found.name == "Maja Lindqvist"
    assert found.because == "R&D, soft\u00adhyphen, zero, AT&T, abcd, می\u200cشود, &nosuch;"
    assert found.content_url == ("https://example.org/?a=1&b=2",)
    told = [[note.code for note in mending_notes(Given({name: pasted[name]}))] for name in pasted]
    assert told == [["invisible-removed"], ["entity-repaired", "invisible-removed"], ["entity-repaired"]]
    assert mending_notes(Given(found.model_dump())) == (), "it is put right once"


def test_own_words_have_the_line_breaks_of_every_system() -> None:
    assert details(because="one\r\ntwo\n").because == "one\ntwo"


@pytest.mark.parametrize("character", ["\x07", "\x0c", "\u2066", "\u2029", "\x85", "\udc80", "\r"])
def test_own_words_take_no_other_control_characters(character: str) -> None:
    assert "because: this contains" in problem(because=f"one{character}two")


def test_what_no_letter_can_hold_is_what_unicode_says_is_no_text() -> None:
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    expected = (
        f"\\u{ord(each):04x}"
        if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} or each in turning
        else each
        for each in everything
    )
    assert shown(everything, len(everything) * 2) == "".join(expected)


def test_own_words_have_an_end() -> None:
    assert details(because="x" * 4000).because == "x" * 4000
    assert problem(because="x" * 4001) == "because: this has 4,001 characters; the limit is 4,000."


def test_a_postal_address_has_room_on_an_envelope() -> None:
    assert problem(address_line=["x"] * 7) == "address_line: too many values are given: the limit is 6."
    assert problem(address_line=["x" * 61]) == "address_line: this has 61 characters; the limit is 60."


@pytest.mark.parametrize(
    "email",
    ["maja", "maja@", "@example.org", "a@b", "a b@example.org", "a@@example.org", "a@localhost", "x" * 300],
)
def test_what_is_no_email_address_is_refused(email: str) -> None:
    assert problem(email=email).startswith("email: ")


@given(
    st.one_of(
        st.from_regex(r"[a-zA._+-]{1,3}", fullmatch=True),
        st.sampled_from(["info", "INFO", "x" * 64, "x" * 65]),
    ),
    st.one_of(
        st.from_regex(r"([a-zA0-9-]{1,5}\.){1,3}[a-zA0-9-]{1,5}", fullmatch=True),
        st.sampled_from(
            [
                "Example.org",
                "xn--bcher-kva.example",
                "a.test",
                "10.0.0.1",
                f"{'x' * 63}.org",
                f"{'x' * 64}.org",
            ]
        ),
    ),
)
def test_an_email_address_is_what_the_library_says_it_is(mailbox: str, domain: str) -> None:
    address = f"{mailbox}@{domain}"
    try:
        expected = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        with pytest.raises(ValueError, match="is not an e-mail address"):
            check_email(address)
    else:
        assert check_email(address) == expected


def test_an_email_address_cannot_bring_a_header_along() -> None:
    assert "line break" in problem(email="maja@example.org\nBcc: other@example.org")


def test_there_is_room_for_five_email_addresses() -> None:
    assert (
        problem(email=[f"maja{n}@example.org" for n in range(6)])
        == "email: too many values are given: the limit is 5."
    )


@pytest.mark.parametrize(
    "given_url",
    [
        "https://www.linkedin.com/in/maja-lindqvist",
        "http://linkedin.com/in/maja-lindqvist/",
        "se.linkedin.com/in/maja-lindqvist/sv?trk=x#top",
        "LinkedIn.com/in/maja-lindqvist",
        "HTTPS://SE.LINKEDIN.COM/IN/maja-lindqvist",
    ],
)
def test_a_profile_has_one_form_of_address(given_url: str) -> None:
    assert details(profile_url=given_url).profile_url == "https://www.linkedin.com/in/maja-lindqvist"


@given(st.from_regex(r"[A-Za-z0-9_.-]{1,4}", fullmatch=True))
def test_a_profile_written_as_usual_is_checked_like_any_other(slug: str) -> None:
    usual, other = f"https://www.linkedin.com/in/{slug}", f"LinkedIn.com/in/{slug}/"
    if slug.lower() == "me":
        assert problem(profile_url=usual) == problem(profile_url=other)
    else:
        assert details(profile_url=usual) == details(profile_url=other)


def test_a_profile_with_letters_outside_ascii_is_percent_encoded_once() -> None:
    once = "https://www.linkedin.com/in/j%C3%B6rg"
    assert details(profile_url="linkedin.com/in/jörg").profile_url == once
    assert details(profile_url=once).profile_url == once


@pytest.mark.parametrize(
    ("given_url", "said"),
    [
        ("https://www.linkedin.com/company/example", "the page of a company, not a person's profile"),
        ("https://www.linkedin.com/school/example", "the page of a school"),
        ("https://www.linkedin.com/showcase/example", "the page of a brand"),
        ("https://www.linkedin.com/posts/maja_x-activity-1", "is a post"),
        ("https://www.linkedin.com/in/", "lacks the name of a profile"),
        ("https://www.linkedin.com/in/%2e%2e%2f%0ax", "lacks the name of a profile"),
        ("https://www.linkedin.com/in/me/", "copy its address"),
        ("https://www.linkedin.com/", "not a person's profile"),
        ("https://example.org/in/maja", "not on linkedin.com"),
        ("https://linkedin.com.example.org/in/maja", "not on linkedin.com"),
        ("https://notlinkedin.com/in/maja", "not on linkedin.com"),
        ("https://maja:secret@linkedin.com/in/maja", "leave out the part before the @"),
        ("https://linkedin.com@example.org/in/maja", "before the @"),
        ("javascript://linkedin.com/in/maja", "must begin with https://"),
        ("https://[/in/maja", "not a web address"),
        ("maja-lindqvist", "not on linkedin.com"),
    ],
)
def test_an_address_of_another_kind_is_told_from_a_profile(given_url: str, said: str) -> None:
    assert said in problem(profile_url=given_url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org",
        "https://",
        "https://a b.org/",
        "file:///etc/passwd",
        "https://[x",
    ],
)
def test_content_has_a_web_address(url: str) -> None:
    assert problem(content_url=["https://example.org/?a=1&b=2", url]).startswith("content_url, entry 2: ")


@pytest.mark.parametrize("name", ["Swedish", "svenska", "Schwedisch", "suédois", "ruotsi", "ŠVÉDŠTINA", "sv"])
def test_a_language_is_known_by_its_name_in_every_language_of_the_letters(name: str) -> None:
    assert details(language=name).language == "sv"
    assert problem(language="Schwedsch").endswith("Unknown language “Schwedsch”. Did you mean “Schwedisch”?")


def test_country_language_ground_and_purpose_offer_the_nearest_all_at_once() -> None:
    found = problems(country="Sweeden", language="Sweedish", ground="old-content", purpose="Z")
    assert [sentence.split(": ")[1] for sentence in found] == [
        "Unknown country “Sweeden”. Did you mean “Sweden”?",
        "Unknown language “Sweedish”. Did you mean “Swedish”?",
        "Unknown ground “old-content”. Did you mean “past-content”?",
        "Unknown purpose “Z”.",
    ]


@pytest.mark.parametrize("tag", [SOURCE, *catalogs()])
def test_a_ground_is_known_by_what_it_is_called_in_every_language_of_the_letters(tag: str) -> None:
    shown = ground_labels(tag)
    assert len(shown) > 5
    for key, label in shown.items():
        assert details(ground=label).ground == (key,)
        assert details(ground=f" {label.upper()} ".replace(" ", "  ")).ground == (key,)


def test_a_ground_is_known_without_accents_and_a_slip_offers_what_it_is_called() -> None:
    given = ["confidentialite professionnelle", "Past content"]
    assert details(ground=given).ground == ("confidentiality", "past-content")
    told = "Unknown ground “berufliche Verschwigenheit”. Did you mean “berufliche Verschwiegenheit”?"
    assert problem(ground="berufliche Verschwigenheit").endswith(told)
    assert problem(ground="Krankheit").endswith("Unknown ground “Krankheit”.")


def test_every_ground_that_has_a_template_is_known() -> None:
    stems = {path.stem for path in (TEMPLATES / "grounds").glob("*.j2")}
    assert "confidentiality" in stems
    assert set(details(ground=sorted(stems)).ground) == stems


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "22.11.2026",
        "2026-11",
        "tomorrow",
        "2026-11-22T10:00",
        20261122,
        True,
        "\uff12026-11-22",
    ],
)
def test_a_date_is_a_real_day_in_iso_form(day: object) -> None:
    assert problem(date=day).startswith("date: ")


def test_a_letter_is_dated_at_most_a_year_from_today() -> None:
    assert details(date="2027-11-22").date == date(2027, 11, 22)
    assert "more than a year from today" in problem(date=DAY + timedelta(days=367))
    assert "more than a year from today" in problem(date=DAY - timedelta(days=367))


def test_the_setting_was_not_turned_off_in_the_future() -> None:
    assert details(setting_off="2025-09-20").setting_off == date(2025, 9, 20)
    assert "in the future" in problem(setting_off=DAY + timedelta(days=1))
    assert "is the year right?" in problem(setting_off="2015-11-02")


@pytest.mark.parametrize(
    "reference", ["../x", "a/b", ".hidden", "a b", "x" * 41, "ends.", "é", "a\n", "-rf", "nul\x00"]
)
def test_a_reference_can_name_a_folder(reference: str) -> None:
    assert "can't be a reference" in problem(reference=reference)


def test_an_unknown_length_or_tone_names_the_known_ones() -> None:
    assert problem(length="ful") == "length: “ful” is not one of short, medium or full."


def test_a_message_shows_no_more_of_a_long_value_than_is_needed_to_find_it() -> None:
    assert len(problem(country="x" * 90)) < 200


@given(
    st.dictionaries(
        st.sampled_from([*Details.model_fields, "other"]),
        st.one_of(
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(),
            st.text(),
            st.dates(),
            st.datetimes(),
            st.binary(),
            st.lists(st.one_of(st.text(), st.integers(), st.lists(st.text()))),
            st.dictionaries(st.text(), st.text()),
        ),
    )
)
def test_whatever_is_given_is_either_right_or_explained(fields: dict[str, object]) -> None:
    found: tuple[Message, ...] = ()
    try:
        details(**fields)
    except DetailsError as error:
        found = error.messages
    assert all(message.place and PLAIN.sentence(message).endswith((".", "?")) for message in found)


class TestFiles:
    """Details files."""

    def read(self, folder: Path, text: str, name: str = "person.toml") -> Given:
        path = folder / name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return read_details_file(path)

    def explained(self, folder: Path, text: str, name: str = "person.toml") -> list[str]:
        with pytest.raises(DetailsError) as raised:
            check_details(self.read(folder, text, name), DAY)
        return str(raised.value).splitlines()

    def test_every_mistake_has_its_file_line_and_field(self, tmp_path: Path) -> None:
        found = self.explained(
            tmp_path,
            'name = "Maja"\n\nemial = "maja@example.org"\nbecause = """\nemail = "in own words"\n"""\n'
            'email = "maja"\ncountry = "SE"\n"place" = 7\n',
        )
        assert dict(sentence.split(": ", 1) for sentence in found) == {
            "person.toml, line 7, email": "“maja” is not an e-mail address: it has no @.",
            "person.toml, line 9, place": "this must be text in quotation marks.",
            "person.toml, line 3, emial": "Unknown field “emial”. Did you mean “email”?",
        }

    def test_a_json_file_has_lines_too(self, tmp_path: Path) -> None:
        text = '{\n"name": "Maja \\"email\\": x",\n"country": "SE",\n"email": ["maja"]\n}'
        (only,) = self.explained(tmp_path, text, "person.json")
        assert only.startswith("person.json, line 4, email: “maja” is not")

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("p.toml", 'name = "Maja\n', "p.toml, line 1: a text is not closed"),
            ("p.toml", 'name = "Maja"\nemail\n', "p.toml, line 2: the name of a field must be followed"),
            ("p.toml", 'name = "a"\nname = "b"\n', "p.toml, line 2: this is given twice"),
            ("p.toml", 'because = """\nno end', "p.toml, line 2: a text is not closed"),
            ("p.json", '{"name": "Maja",\n}', "p.json, line 2: this is not JSON: "),
            ("p.json", '{"name": "A",\n"name": "B"}', "p.json, name: this is given twice"),
            ("p.json", "", "p.json, line 1: this is not JSON: "),
            ("p.json", "[1, 2]", "p.json, line 1: this is not JSON: one object in braces was expected."),
            ("p.json", "[" * 100_000, "p.json: the lists in this file are nested too deeply."),
            ("p.toml", "a = " + "[" * 100_000, "p.toml: the lists in this file are nested too deeply."),
            ("p.toml", "a." * 20_000 + "b = 1", "p.toml: the lists in this file are nested too deeply."),
            ("p.json", '{"a": ' + "9" * 5000 + "}", "p.json: a number in this file is too long."),
        ],
    )
    def test_a_broken_file_says_where(self, tmp_path: Path, name: str, text: str, said: str) -> None:
        (only,) = self.explained(tmp_path, text, name)
        assert only.startswith(said)

    @given(st.lists(st.sampled_from(PARTS_OF_TOML), max_size=12).map("".join))
    def test_a_key_stands_where_the_file_before_it_can_be_read(self, text: str) -> None:
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return
        places = read_details(text.encode(), Path("p.toml")).places
        assert places.keys() == values.keys()
        rows = text.split("\n")
        for key, place in places.items():
            assert key in rows[place.line - 1]
            tomllib.loads("\n".join(rows[: place.line - 1]))

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("p.toml", "".join(f"k{number} = 1\n" for number in range(60_000))),
            ("p.toml", 'a = """\n' + "name = 1\n" * 100_000 + '"""\n'),
            ("p.toml", "a = '" + "9" * 900_000 + "'"),
            ("p.toml", "a = '" + "b." * 49 + '"' * 900_000 + "'"),
            ("p.toml", 'a = "' + "b.c " * 200_000 + '"'),
            ("p.json", json.dumps({f"k{number}": 1 for number in range(60_000)})),
        ],
    )
    def test_a_large_file_is_read_in_seconds(self, tmp_path: Path, name: str, text: str) -> None:
        begun = process_time()
        assert self.read(tmp_path, text, name).values
        assert process_time() - begun < 10

    def test_of_thousands_of_mistakes_a_hundred_are_told(self, tmp_path: Path) -> None:
        text = "".join(f"k{number} = 1\n" for number in range(60_000))
        begun = process_time()
        assert len(self.explained(tmp_path, text)) == 100
        assert process_time() - begun < 10

    @pytest.mark.parametrize(
        ("content", "said"),
        [(b'name = "Z\xfcrich"', "not UTF-8"), (b"#" * 1_000_001, "larger than 1 MB")],
    )
    def test_a_file_that_is_not_text_is_not_read(self, tmp_path: Path, content: bytes, said: str) -> None:
        (tmp_path / "p.toml").write_bytes(content)
        with pytest.raises(DetailsFileError, match=said):
            read_details_file(tmp_path / "p.toml")

    @pytest.mark.parametrize(
        "name", ["no.toml", "folder.toml", "x" * 300 + ".toml", "person.txt", "nul\x00.toml"]
    )
    def test_a_file_that_cannot_be_opened_is_named(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "folder.toml").mkdir()
        with pytest.raises(Article21Error, match=r"^.* can't be read: .*\.$"):
            read_details_file(tmp_path / name)

    def test_a_byte_order_mark_and_foreign_line_breaks_do_no_harm(self, tmp_path: Path) -> None:
        given_back = self.read(tmp_path, '\ufeffname = "Maja"\r\nbecause = """a\r\nb"""\r\n')
        assert given_back.values == {"name": "Maja", "because": "a\nb"}

    def test_options_win_over_the_file(self, tmp_path: Path) -> None:
        file = self.read(tmp_path, 'name = "Maja"\nemail = ["a@example.org"]\ncountry = "SE"\n')
        both = check_details(Given({"email": ["b@example.org"]}).over(file), DAY)
        assert (both.name, both.email) == ("Maja", ("b@example.org",))

    def test_a_mistake_in_an_option_is_not_looked_for_in_the_file(self, tmp_path: Path) -> None:
        file = self.read(tmp_path, 'name = "Maja"\nemail = ["a@example.org"]\ncountry = "SE"\n')
        assert Given({"email": ["x"]}).over(file).place_of("email") == Place("email")

    def test_the_sample_shows_every_field_and_is_right_with_and_without_its_comments(self) -> None:
        sample = sample_of(".toml").decode()
        commented = tuple(f"# {name} = " for name in Details.model_fields)
        lines = (
            line.removeprefix("# ") if line.startswith(commented) else line for line in sample.splitlines()
        )
        short, full = tomllib.loads(sample), tomllib.loads("\n".join(lines))
        assert set(full) == set(Details.model_fields)
        assert check_details(Given(short), DAY).ground == ()  # a sample claims nothing
        assert check_details(Given(full), DAY).because


def test_one_address_serves_the_account_and_the_draft_when_only_one_is_given() -> None:
    work, home = ("maja@work.example",), ("maja@home.example",)
    assert (details(email=work).email, details(email=work).known_by) == (work, work)
    both = details(email=work, account_email=home)
    assert (both.email, both.known_by) == (work, home)
    alone = Details.model_validate({"name": "Maja", "account_email": home, "country": "SE"})
    assert (alone.email, alone.known_by) == (home, home)


def test_every_detail_is_described_once() -> None:
    assert [*FIELDS] == [*Details.model_fields]


CHECKED_OTHERWISE = {"country", "language", "profile_url", "reference"}
ONE_OF_MANY = {
    "email": "maja{}@example.org",
    "account_email": "maja{}@example.org",
    "address_line": "Storgatan {}",
    "content_url": "https://example.org/{}",
}


def test_what_a_description_says_of_a_detail_is_what_its_checks_do() -> None:
    for field in FIELDS.values():
        if field.most:
            many = [ONE_OF_MANY[field.key].format(number) for number in range(field.most + 1)]
            told = problem(**{field.key: many})
            assert told.endswith(f"the limit is {field.most}.")
        elif (
            not field.several
            and field.kind == "text"
            and field.key not in {"country", "language", "profile_url", "reference"}
        ):
            told = problem(**{field.key: "x" * (field.room + 1)})
            assert told.endswith(f"the limit is {field.room:,}.")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("www.example.org/maja", "https://www.example.org/maja"),
        ("example.org/x?id=7&utm_source=mail&fbclid=1", "https://example.org/x?id=7"),
        ("https://example.org/?trk=public_post", "https://example.org/"),
    ],
)
def test_content_is_found_without_a_scheme_and_without_what_tracks_readers(given: str, kept: str) -> None:
    assert details(content_url=[given]).content_url == (kept,)


def test_own_words_keep_their_tabs_and_blank_lines() -> None:
    assert details(because="one\ttwo\n\n\tthree").because == "one\ttwo\n\n\tthree"
