"""A place is found as people write it, in every language of the letters, and nothing is guessed."""

import json
import tomllib
from time import process_time

import pytest

from article21.catalogs import SOURCE
from article21.cli.dialogue.places import offers_for
from article21.errors import Article21Error
from article21.facts import Candidates, Place, complete_place, find_jurisdiction, find_place, jurisdictions
from article21.facts.cities import City, complete_city, find_city
from article21.facts.places import fold_place, name_place
from article21.facts.reading import everyday_names
from article21.facts.residence import find_home
from article21.languages import place_name
from article21.resources import DATA
from article21.writing.catalogs import catalogs


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Deutschland", "DE"),
        ("tyskland", "DE"),
        ("Allemagne", "DE"),
        ("Saksa", "DE"),
        ("Niemcy", "DE"),
        ("Γερμανία", "DE"),
        ("Bundesrepublik Deutschland", "DE"),
        ("Germany (DE)", "DE"),
        ("Germany/Deutschland", "DE"),
        ("DE ", "DE"),
        ("DEU", "DE"),
        ("AT - Austria", "AT"),
        ("Schweiz/Suisse", "CH"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("Großbritannien", "GB"),
        ("Grossbritannien", "GB"),
        ("UK", "GB"),
        ("N. Ireland", "GB"),
        ("Écosse", "GB"),
        ("Tschechische Republik", "CZ"),
        ("Česko", "CZ"),
        ("EE. UU.", "US"),
        ("U.S.A.", "US"),
        ("САЩ", "US"),
        ("Viro", "EE"),
        ("Republika Srbija", "RS"),
        ("日本", "JP"),
        ("柏林\N{FULLWIDTH COMMA}德國", "DE-BE"),
        ("德國\N{FULLWIDTH LEFT PARENTHESIS}柏林\N{FULLWIDTH RIGHT PARENTHESIS}", "DE-BE"),
        ("Türkiye", "TR"),
        ("Kosovo", "XK"),
        ("Bayern", "DE-BY"),
        ("Bavière", "DE-BY"),
        ("Bawaria", "DE-BY"),
        ("NRW", "DE-NW"),
        ("Florida", "US-FL"),
        ("Kalifornien", "US-CA"),
        ("Ontario", "CA-ON"),
        ("New York", "US-NY"),
        ("Ohio", "US-OH"),
        ("Wien", "AT-9"),
        ("Genève", "CH-GE"),
        ("Comunidad de Madrid", "ES-MD"),
        ("Canada (QC)", "CA-QC"),
        ("CA, USA", "US-CA"),
        ("Georgia, USA", "US-GA"),
        ("Georgia (GE)", "GE"),
        ("Limburg, Nederland", "NL-LI"),
        ("Washington (US-DC)", "US-DC"),
        ("Québec", "CA-QC"),
        ("Luxembourg", "LU"),
        ("Georgien", "GE"),
        ("Géorgie, États-Unis", "US-GA"),
        ("Freiburg, Schweiz", "CH-FR"),
        ("Freiburg (CH)", "CH-FR"),
        ("Freiburg, Deutschland", "DE-BW"),
    ],
)
def test_a_place_is_known_by_the_names_people_give_it(text: str, code: str) -> None:
    found = find_place(text)
    assert isinstance(found, Place), found
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Georgia", {"GE", "US-GA"}),
        ("Géorgie", {"GE", "US-GA"}),
        ("Freiburg", {"CH-FR", "DE-BW"}),
        ("Münster", {"IE-M", "DE-NW"}),
        ("Limburg", {"NL-LI", "BE-VLI"}),
        ("Congo", {"CD", "CG"}),
    ],
)
def test_a_name_of_several_places_is_asked_about(text: str, codes: set[str]) -> None:
    found = find_place(text)
    assert isinstance(found, Candidates)
    assert {place.code for place in found.meant} == codes
    with pytest.raises(Article21Error, match="several places") as error:
        find_jurisdiction(text)
    assert all(code in str(error.value) for code in codes)


@pytest.mark.parametrize(
    ("text", "near"),
    [("Sweeden", "SE"), ("Deutchland", "DE"), ("Tyksland", "DE"), ("Polnad", "PL"), ("Frnce", "FR")],
)
def test_a_slip_of_the_keyboard_is_offered_the_name_that_was_meant(text: str, near: str) -> None:
    found = find_place(text)
    assert isinstance(found, Candidates)
    assert [found.meant, found.near[0].code] == [(), near]


@pytest.mark.parametrize("text", ["München", "Atlantis", "Paris", "x", "S", "Göteborg", "Narnia"])
def test_where_nothing_is_near_nothing_is_offered(text: str) -> None:
    assert find_place(text) == Candidates()


@pytest.mark.parametrize("language", ["de", "fr", "sv", "el"])
def test_a_name_of_several_places_is_asked_about_in_every_language(language: str) -> None:
    for text, codes in everyday_names().ambiguous.items():
        assert isinstance(found := find_place(text, (language,)), Candidates), text
        assert {place.code for place in found.meant} == set(codes)


@pytest.mark.parametrize("text", ["Canarias", "Kanaren", "Ceuta y Melilla"])
def test_what_is_a_territory_in_one_list_alone_has_the_law_of_its_country(text: str) -> None:
    assert find_jurisdiction(text).code == "ES"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("München", ["DE-BY"]),
        ("Muenchen", ["DE-BY"]),
        ("Munich", ["DE-BY"]),
        ("Milano", ["IT"]),
        ("Lyon", ["FR"]),
        ("Göteborg", ["SE"]),
        ("Θεσσαλονίκη", ["GR"]),
        ("Λάρισα", ["GR"]),
        ("倫敦", ["GB"]),
        ("Biel", ["CH"]),
        ("Toronto", ["CA-ON"]),
        ("Paris", ["FR", "US-TX"]),
        ("Paris, Texas", ["US-TX"]),
        ("Paris (France)", ["FR"]),
        ("München, Frankreich", []),
        ("Cambridge", ["GB", "CA-ON", "US-MA"]),
        ("Finistère", ["FR"]),
        ("Surrey", ["GB", "CA-BC"]),  # a county is asked about as a city is
        ("Kent, England", ["GB"]),
        ("Atlantis", []),
        ("", []),
        (",", []),
    ],
)
def test_a_city_names_its_place_or_is_asked_about(text: str, codes: list[str]) -> None:
    found = find_city(text)
    meant = [found] if isinstance(found, City) else found.meant
    assert [city.code for city in meant] == codes


def test_a_city_in_a_table_or_an_option_is_refused_with_the_code_of_its_place() -> None:
    with pytest.raises(Article21Error, match=r"Unknown country “München”\. Did you mean “DE-BY”"):
        find_jurisdiction("München")
    with pytest.raises(Article21Error, match=r"several places.*FR .*US-TX"):
        find_jurisdiction("Paris")
    with pytest.raises(Article21Error, match=r"Unknown country “Narnia”\.$"):
        find_jurisdiction("Narnia")


def test_of_cities_those_of_a_known_law_are_offered_the_largest_first() -> None:
    assert complete_city("Lyo", 4)[0] == "Lyon"
    assert complete_city("lon", 4)[0] == "London"
    assert complete_city("Gött", 4) == ("Göttingen",)
    assert {"München", "Munich"} <= set(complete_city("Mün", 4))
    assert complete_city("monaco di b", 4) == ()
    assert complete_city("monaco di baviera", 4) == ("monaco di baviera",)  # as it was typed
    assert complete_city("", 4) == ()


def test_every_city_is_somewhere_and_hides_no_place() -> None:
    cities = json.loads((DATA / "cities.json").read_text(encoding="utf-8"))
    assert "CC BY 4.0" in cities["source"]
    assert cities["checked"]
    names, places = cities["names"], json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    assert len(names) > 20_000
    assert not names.keys() & places.keys()
    codes = {text.partition("|")[0] for texts in names.values() for text in texts.split(";")}
    assert {code for code in codes if not isinstance(find_place(code), Place)} == set()
    assert {code.partition("-")[0] for code in codes if "-" in code} == {"CA", "DE", "US"}


def test_the_cities_are_read_only_when_no_place_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article21.facts.cities.DATA", DATA / "nowhere")
    assert find_home("Schweden") == Place("SE", "Schweden")


@pytest.mark.parametrize("text", ["FR/CH", "Deutschland/Österreich", "Luxembourg, Belgium"])
def test_two_places_are_none(text: str) -> None:
    assert find_place(text) == Candidates()


def test_every_region_is_found_by_its_own_name_and_called_as_people_say_it() -> None:
    for code in ("SE-M", "ES-MD", "CZ-10", "ES-CT", "US-NY", "BE-WAL", "IT-52", "AU-QLD"):
        name = place_name(code)
        assert not set(name) & set("[],"), name
        assert find_place(name) == Place(code, name)


def test_a_place_is_completed_in_the_language_of_the_person() -> None:
    assert Place("DE", "Tyskland") in complete_place("tys", ("sv",))
    assert [place.code for place in complete_place("Deutschl", ("de",))] == ["DE"]
    assert complete_place("tyskl", ("fr",)) == ()


def test_every_code_that_people_s_names_stand_for_is_a_place() -> None:
    for code in (*everyday_names().names, *everyday_names().signs.values()):
        assert find_jurisdiction(code), code


def test_the_listed_names_have_all_that_people_s_names_add() -> None:
    """After a change of places.toml: ``python -m tools.places``."""
    names = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    assert len(names) > 5000
    everyday = everyday_names()
    for code, texts in everyday.names.items():
        for text in texts:
            assert any(name.startswith(f"{code}|") for name in names[fold_place(text)]), (code, text)
    for text, codes in everyday.ambiguous.items():
        assert {name.split("|")[0] for name in names[fold_place(text)]} == set(codes)


def test_the_nearest_name_costs_no_more_than_reading_all_names_a_few_times() -> None:
    find_place("Schweden")
    began = process_time()
    json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    reading, began = process_time() - began, process_time()
    find_place("Qwertzuiop")
    assert process_time() - began < 30 * reading


def test_every_part_of_a_country_with_a_file_has_its_name_in_its_own_language_and_in_english() -> None:
    names = tomllib.loads((DATA / "regions.toml").read_text(encoding="utf-8"))["names"]
    parts = {place.code: place for place in jurisdictions() if "-" in place.code}
    assert names.keys() == parts.keys()
    for code, place in parts.items():
        assert name_place(code, "en") == place.name
        assert names[code].keys() - {"own"} <= {*catalogs(), SOURCE, "zh-Hant"}
    assert name_place("DE-BY", "de-AT") == "Bayern"
    assert name_place("DE-BY", "fr-CH") == "Bavière"
    assert name_place("US-CA", "nn") == "California"


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("Ba", "de", {"Bayern", "Baden-Württemberg"}),
        ("Nor", "en", {"Norway", "North Rhine-Westphalia"}),
        ("Schweiz", "en", {"Schweiz"}),
        ("Que", "fr", {"Québec"}),
        ("Kali", "de", {"Kalifornien"}),
        ("sver", "sv", {"Sverige"}),
    ],
)
def test_what_is_likeliest_in_the_person_s_language_is_offered_first(
    typed: str, language: str, first: set[str]
) -> None:
    offers = [name for name, _ in offers_for(typed, language)]
    assert first <= set(offers[:3])
    assert len(offers) == len(set(offers)) <= 8
