"""Every word of every catalog stands in its language's dictionary or in a short list that was read."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import py3langid
import pytest
from tools.catalogs import read_catalog

from article21.writing.catalogs import catalogs
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from article21.writing.plaintext import to_body
from people import ONE_PLACE_PER_LAW, ask

HERE = Path(__file__).parent
LANGUAGES = tomllib.loads((HERE / "languages.toml").read_text(encoding="utf-8"))
PLACEHOLDER = re.compile(r"%\(\w+\)s")
COMMAND_LINE = re.compile(r"article21 case next")
PLAIN = str.maketrans({"\u2019": "'", "\u202f": " ", "\u00a0": " ", "\u2011": "-"})
TRANSLATED = [tag for tag in catalogs() if tag in LANGUAGES and not tag.startswith("en")]
"""test_guards.py says which language is not in the list yet."""
WITH_DICTIONARY = [tag for tag in TRANSLATED if "dictionary" in LANGUAGES[tag]]
COMMANDS = {
    "hunspell": ["hunspell", "-l", "-i", "utf-8", "-d"],
    "aspell": ["aspell", "list", "--encoding=utf-8", "-l"],
    "voikko": ["voikkospell", "-d"],
}
SPELLINGS = {"us": "en_US", "pipeda": "en_CA", "pipa-ab": "en_CA", "pipa-bc": "en_CA", "quebec": "en_CA"}


def words_of(tag):
    """Return the words of a catalog, as a dictionary knows them."""
    text = "\n".join(COMMAND_LINE.sub(" ", PLACEHOLDER.sub(" ", entry.msgstr)) for entry in read_catalog(tag))
    joints = "-" if tag == "cy" else "'-"  # Welsh joins a pronoun to any word: mae'ch
    return sorted(set(re.findall(rf"[^\W\d_]+(?:[{joints}][^\W\d_]+)*", text.translate(PLAIN))))


def unknown_words(tag):
    """Return the words that neither the dictionary nor the reviewed lists know."""
    tool, name = LANGUAGES[tag]["dictionary"].split()
    command, words = [*COMMANDS[tool], name], words_of(tag)
    done = subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=True)
    answers = done.stdout.split("\n")
    found = {line[3:] for line in answers if line.startswith("W: ")} if tool == "voikko" else set(answers)
    return sorted(word for word in found - reviewed("all") - reviewed(tag) if len(word) > 1)


def reviewed(tag):
    """Return the words somebody read and found right although the dictionary lacks them."""
    path = HERE / "words" / f"{tag}.txt"
    return set(path.read_text(encoding="utf-8").split()) if path.exists() else set()


def test_nearly_every_language_has_a_dictionary():
    assert len(WITH_DICTIONARY) >= 25
    assert {tag for tag in TRANSLATED if tag not in WITH_DICTIONARY} <= {"lb", "mt", "zh-Hant-HK"}


@pytest.mark.hunspell
@pytest.mark.parametrize("tag", WITH_DICTIONARY)
def test_every_word_is_spelled_as_the_dictionary_has_it(tag):
    tool = COMMANDS[LANGUAGES[tag]["dictionary"].split()[0]][0]
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed; .ci/run installs it")
    assert not unknown_words(tag)


@pytest.mark.hunspell
@pytest.mark.parametrize("law", sorted(ONE_PLACE_PER_LAW))
def test_an_english_letter_is_spelled_as_its_country_does(law):
    asked = ask(ONE_PLACE_PER_LAW[law], because=None, name="Maja", reference="REF", address_line=())
    text = "\n".join((write_letter(asked).subject, to_body(write_letter(asked).clauses), to_form(asked)))
    prose = re.sub(r"https?://\S+|\S+@\S+|\w*\d\w*", " ", text.translate(PLAIN))
    command = [*COMMANDS["hunspell"], SPELLINGS.get(law, "en_GB")]
    done = subprocess.run(command, input=prose, capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) - reviewed("all") - reviewed("en")


@pytest.mark.hunspell
def test_a_misspelled_word_is_found():
    done = subprocess.run(
        [*COMMANDS["hunspell"], "sv_SE"], input="invänding", capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["invänding"]


@pytest.mark.parametrize("tag", [tag for tag in TRANSLATED if "alphabet" in LANGUAGES[tag]])
def test_a_language_without_a_dictionary_keeps_to_its_alphabet(tag):
    letters = set(LANGUAGES[tag]["alphabet"] + "'-")
    strange = {word for word in words_of(tag) if not set(word.lower()) <= letters}
    assert not strange - reviewed(tag)


@pytest.mark.skipif("zh-Hant-HK" not in TRANSLATED, reason="there is no Chinese catalog")
def test_chinese_is_traditional_and_of_hong_kong():
    text = "".join(entry.msgstr for entry in read_catalog("zh-Hant-HK"))
    PLACEHOLDER.sub("", text).replace("\u2026", "").encode("big5hkscs")
    for foreign in ("数据", "數據控制者", "個資", "隱私權政策", "信息", "資訊主體", "软件", "网络", "帳號"):
        assert foreign not in text, foreign
    assert not re.search(
        "[,;:?!()]", re.sub(r"[\x20-\x7e]*[A-Za-z0-9][\x20-\x7e]*", "", PLACEHOLDER.sub("", text))
    )


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_language_is_the_one_it_says_it_is(tag):
    text = " ".join(PLACEHOLDER.sub("", entry.msgstr) for entry in read_catalog(tag))
    if not text.strip():
        pytest.skip("nothing is translated yet")
    language, _score = py3langid.classify(text)
    # Norwegian is one language to most identifiers.
    assert language == tag.split("-")[0] or {language, tag} <= {"no", "nb", "nn"}
