import subprocess
import sys
import tomllib
from datetime import date

import pycountry
import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from article21 import facts
from article21.errors import Article21Error, UnknownKeyError
from article21.facts import find_jurisdiction
from article21.facts.places import _names, _newer_names, fold_place
from article21.facts.reading import everyday_names, stems, territories
from article21.resources import DATA

EU = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE",
    "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
]  # fmt: skip
EEA = ["IS", "LI", "NO"]
ELSEWHERE = [
    "GB", "CH", "CA", "CA-QC", "CA-AB", "CA-BC", "HK",
    "US", "US-CA", "US-CT", "US-CO", "US-VA", "US-TX", "US-OR", "BR",
]  # fmt: skip
LAENDER = [
    "DE-BW", "DE-BY", "DE-BE", "DE-BB", "DE-HB", "DE-HH", "DE-HE", "DE-MV",
    "DE-NI", "DE-NW", "DE-RP", "DE-SL", "DE-SN", "DE-ST", "DE-SH", "DE-TH",
]  # fmt: skip
OF_THE_UNION = ["GP", "MQ", "GF", "RE", "YT", "MF", "AX"]
FILES = sorted(DATA.glob("**/*.toml"))


def read(file):
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_there_are_facts_to_check():
    assert len(FILES) > 140


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(DATA)))
def test_every_file_says_where_it_was_read_when_and_how_sure_it_is(file):
    table = read(file)
    assert table["sources"]
    assert all(source.strip() for source in table["sources"])
    assert date(2026, 1, 1) <= table["checked"] <= date.today()  # noqa: DTZ011 - a day, not a moment
    assert table["confidence"] in {"high", "medium", "low"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(DATA)))
def test_what_a_file_calls_uncertain_is_something_it_says(file):
    table = read(file)
    for place in table.get("uncertain", ()):
        found = table
        for step in place.split("."):
            found = found[step]
        assert found


def test_every_file_is_named_by_its_key_and_every_record_is_well_formed():
    for stem in stems("laws"):
        assert facts.law(stem).key == stem
    for stem in stems("authorities"):
        assert facts.authority(stem).key == stem
    for stem in stems("controllers"):
        assert facts.controller(stem).key == stem
    for stem in stems("kinds"):
        assert facts.kind(stem).key == stem
    for stem in stems("forms"):
        assert facts.form(stem).url
    for stem in stems("settings"):
        assert facts.setting(stem).url
    assert {place.code.lower() for place in facts.jurisdictions()} == set(stems("jurisdictions"))


def test_every_place_of_the_research_has_its_file_and_no_other_place_has():
    known = [place.code for place in facts.jurisdictions()]
    assert len(EU) == 27
    assert len(LAENDER) == 16
    listed = {*EU, *EEA, *ELSEWHERE, *LAENDER, *OF_THE_UNION, "other"}
    assert set(known) == listed, "tests/test_facts.py and data/jurisdictions/ have other places"
    assert known[-1] == "other"


def test_every_authority_file_belongs_to_a_place():
    used = {place.authority.key for place in facts.jurisdictions() if place.authority}
    assert used == set(stems("authorities"))


def test_only_germany_and_the_row_of_every_other_country_have_no_authority():
    without = [place.code for place in facts.jurisdictions() if place.authority is None]
    assert without == ["DE", "other"]
    assert [place.code for place in facts.jurisdictions() if place.subdivision_authority] == ["DE"]


@pytest.mark.parametrize("place", facts.jurisdictions(), ids=lambda place: place.code)
def test_every_language_of_a_place_is_a_locale_and_names_its_authority(place):
    assert place.languages
    for language in place.languages:
        assert Locale.parse(language, sep="-").language
        assert place.authority is None or place.authority.name(language).strip()


def test_an_authority_is_named_in_the_letters_language_or_in_readable_letters():
    swiss, swedish, greek = (find_jurisdiction(code).authority for code in ("CH", "SE", "GR"))
    assert swiss.name("fr-CH").startswith("Préposé fédéral")
    assert swiss.name("de-CH").endswith("(EDÖB)")
    assert swedish.name("fr") == "Integritetsskyddsmyndigheten (IMY)"
    assert greek.name("sv") == "Hellenic Data Protection Authority"
    assert greek.name("el-GR").startswith("Αρχή")
    assert find_jurisdiction("MT").authority.name("mt-MT").startswith("Uffiċċju tal-Kummissarju")
    assert find_jurisdiction("GB").authority.name("cy-GB").startswith("Y Comisiwn Gwybodaeth")


def test_an_address_comes_in_the_letters_language_where_there_is_one():
    belgian = find_jurisdiction("BE").authority
    assert belgian.address_for("fr-BE") == ("Rue de la Presse 35", "1000 Bruxelles")
    assert belgian.address_for("sv") == ("Drukpersstraat 35", "1000 Brussel")


@pytest.mark.parametrize(
    ("given_text", "code"),
    [
        ("SE", "SE"), ("se", "SE"), (" se ", "SE"), ("SWE", "SE"), ("de-by", "DE-BY"), ("CA-QC", "CA-QC"),
        ("ca_qc", "CA-QC"), ("CA-ON", "CA"), ("us-ny", "US"), ("GB-SCT", "GB"), ("CH-ZH", "CH"),
        ("Sweden", "SE"), ("Sverige", "SE"), ("SVERIGE", "SE"), ("Deutschland", "DE"), ("Suisse", "CH"),
        ("Schweiz", "CH"), ("Svizra", "CH"), ("Osterreich", "AT"), ("Ελλαδα", "GR"), ("Hong Kong", "HK"),
        ("香港", "HK"), ("United States", "US"), ("USA", "US"), ("UK", "GB"), ("EL", "GR"), ("Czechia", "CZ"),
        ("Czech Republic", "CZ"), ("the Netherlands", "NL"), ("Bayern", "DE-BY"), ("Quebec", "CA-QC"),
        ("Québec", "CA-QC"), ("California", "US-CA"), ("Turkey", "TR"), ("日本", "JP"),
        ("Cote d'Ivoire", "CI"), ("Côte d\u2019Ivoire", "CI"), ("XK", "XK"), ("Åland", "AX"), ("FI-01", "AX"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_code_and_by_name(given_text, code):
    assert find_jurisdiction(given_text).code == code


@pytest.mark.parametrize(
    ("given_text", "offered"),
    [("Swden", "Sweden"), ("Sverje", "Sverige"), ("DE-BX", "DE-"), ("Germny", "Germany")],
)
def test_a_mistyped_place_is_an_error_that_offers_the_nearest(given_text, offered):
    with pytest.raises(UnknownKeyError, match=f"Did you mean “{offered}"):
        find_jurisdiction(given_text)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "XX", "ZZ", "other", "../laws/gdpr", "DE-", "DE-XX", "US-ZZZ", "EU"]
)
def test_what_is_no_place_is_an_error(text):
    with pytest.raises(UnknownKeyError):
        find_jurisdiction(text)


@settings(deadline=None)  # the first text reads the names of the whole world
@given(st.one_of(st.text(max_size=40), st.from_regex(r"[A-Za-z]{2}[-_][A-Za-z0-9]{0,3}", fullmatch=True)))
def test_any_text_is_a_place_or_an_explained_mistake(text):
    try:
        found = find_jurisdiction(text)
    except Article21Error:
        return
    assert found.code != "other"


def test_every_country_of_the_world_is_accepted_under_its_own_code_and_name():
    codes = [country.alpha_2 for country in pycountry.countries]
    assert len(codes) > 240
    for code in codes:
        place = find_jurisdiction(code)
        assert place.code == code
        assert place.name in everyday_names().ambiguous or find_jurisdiction(place.name).code == code


def test_every_name_of_a_place_is_that_of_a_country_or_of_a_part_of_one():
    codes = {name.split("|")[0] for names in _names().values() for name in names}
    known = {country.alpha_2 for country in pycountry.countries} | set(territories().also_accepted)
    assert {code for code in codes if "-" not in code} <= known


@pytest.mark.parametrize(
    "text", ["Canary Islands", "Kanarische Inseln", "Wyspy Kanaryjskie", "Ceuta y Melilla"]
)
def test_spain_is_spain_in_africa_as_well(text):
    assert find_jurisdiction(text).code == "ES"


def test_a_name_that_a_newer_cldr_has_given_a_country_is_understood(monkeypatch):
    monkeypatch.setitem(Locale("en").territories, "JP", "Newer Japan")
    _newer_names.cache_clear()
    find_jurisdiction.cache_clear()
    assert find_jurisdiction("newer japan").code == "JP"
    _newer_names.cache_clear()


def test_a_country_without_a_file_gets_the_request_on_linkedins_own_channels():
    japan = find_jurisdiction("JP")
    assert (japan.name, japan.law.key, japan.controller.key) == ("Japan", "request", "linkedin-corporation")
    assert (japan.authority, japan.languages, japan.paper) == (None, ("en",), "A4")


def test_a_name_of_two_countries_is_one_that_languages_tell_apart_or_that_is_known_for_it():
    shared = {
        key: codes
        for key, names in _names().items()
        if len(codes := {name.split("|")[0] for name in names}) > 1
    }
    known = {fold_place(text) for text in everyday_names().ambiguous}
    assert known <= shared.keys()
    for key, codes in shared.items():
        languages = [name.split("|")[2] for name in _names()[key]]
        assert key in known or all(languages), (key, codes)


@pytest.mark.parametrize(
    "code",
    [
        "NL-AW", "NL-BQ1", "NL-BQ2", "NL-BQ3", "NL-CW", "NL-SX", "NO-21", "NO-22",
        "FR-BL", "FR-NC", "FR-PF", "FR-PM", "FR-TF", "FR-WF",
    ],
)  # fmt: skip
def test_a_territory_outside_the_union_is_not_the_country_that_lists_it(code):
    assert find_jurisdiction(code).law.key == "request"


@pytest.mark.parametrize(
    ("code", "territory"),
    [("FR-974", "RE"), ("FR-MF", "MF"), ("FI-01", "AX"), ("CN-HK", "HK"), ("US-PR", "PR")],
)
def test_a_subdivision_with_a_country_code_of_its_own_is_that_territory(code, territory):
    assert find_jurisdiction(code).code == territory


def test_reading_one_place_reads_few_files_and_neither_pycountry_nor_holidays():
    script = """
import builtins, pathlib, sys
opened = []
read = pathlib.Path.read_text
pathlib.Path.read_text = lambda self, *a, **k: (opened.append(self.name), read(self, *a, **k))[1]
import article21.facts.deadlines
from article21.facts import find_jurisdiction
assert not opened, opened
find_jurisdiction("DE-BY")
print(len([name for name in opened if name.endswith(".toml")]))
assert not {"pycountry", "holidays", "babel"} & set(sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(run.stdout) <= 5 + len(stems("kinds"))
