"""Words as fingers slip: a letter doubled, left out, too many, or two that changed places, put right.

Only a word that no vocabulary knows is touched, and only where exactly one that they know is a single slip away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from string import ascii_lowercase

from calc.packaged import read_toml
from dialogs import ENGLISH
from dialogs.understanding.choices import state_names
from dialogs.understanding.lexicon import data

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_PART = re.compile(r"[a-z]+")
_PLURAL = re.compile(r"([a-z]+)\[([a-z]+)\]")
_SHORT = 4  # letters; such a word is a slip of too many others
_LONG = 6  # of a word in which one was doubled, and more of one that holds one too many
_WITH_VOWELS = 8  # letters, from which on one vowel may stand for another
_VOWELS = "aeiou"
_NAMES = "given_names"  # left as they are, and no word that a slip makes another one of


def corrected(text: str) -> str:
    """The text with each slip of a finger put right; names in the midst of it are left as they are."""
    shouted = text.isupper()
    return _WORD.sub(lambda found: _right(found, shouted=shouted), text)


def _right(found: re.Match[str], *, shouted: bool) -> str:
    written = found[0]
    word = written.casefold().replace("'", "")
    meant: str = data("spelling")["misspelled"].get(word, "")
    name = found.start() > 0 and written[0].isupper() and not shouted
    if (name and meant not in state_names()) or not word.isascii():
        return written
    if not meant and len(word) > _SHORT and word not in vocabulary():
        meant = _meant(word)
    if not meant:
        return written
    return meant.upper() if written.isupper() else meant.capitalize() if written[0].isupper() else meant


def _meant(word: str) -> str:
    """The one word that a slip makes this one of; nothing where there is none, or several."""
    meant = _known().intersection(_slips(word)) - {word}
    return next(iter(meant)) if len(meant) == 1 else ""


def _slips(word: str) -> Iterator[str]:
    """What may have been meant. The last letter is left out, for an ending more or less makes another word."""
    places = range(len(word) - 1)
    yield from (word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in places)
    yield from (word[:n] + letter + word[n:] for n in places[1:] for letter in ascii_lowercase)
    yield from (word[:-1] + letter + word[-1] for letter in ascii_lowercase)
    if len(word) >= _LONG:
        yield from (word[:n] + word[n + 1 :] for n in places if word[n] == word[n + 1])
    if len(word) > _LONG:
        yield from (word[:n] + word[n + 1 :] for n in places[1:])
    if len(word) >= _WITH_VOWELS:
        vowels = (n for n in places[1:] if word[n] in _VOWELS)
        yield from (word[:n] + letter + word[n + 1 :] for n in vowels for letter in _VOWELS)


@cache
def _known() -> frozenset[str]:
    """Every word of the recognisers; patterns hold words in pieces."""
    rooms = {path.stem for path in (ENGLISH / "recognisers").glob("*.toml")} - {"patterns", "spelling"}
    return frozenset(word for room in sorted(rooms) for word in _words({**data(room), _NAMES: []}))


@cache
def vocabulary() -> frozenset[str]:
    """The words that are left as they are: known ones, and others that are words of their own."""
    names = frozenset(data("people")[_NAMES]["words"])
    return (
        _known() | names | frozenset(data("spelling")["kept"]) | frozenset(_words(read_toml(ENGLISH / "states.toml")))
    )


def _words(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield from _PART.findall(_PLURAL.sub(r"\1 \1\2", node.casefold().replace("'", "")))
    elif isinstance(node, Mapping):
        for inner in node.values():
            yield from _words(inner)
    elif isinstance(node, Sequence):
        for inner in node:
            yield from _words(inner)
