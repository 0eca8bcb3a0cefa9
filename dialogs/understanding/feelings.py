"""What somebody says of themselves beside the figures: a loss, a fear, a mistake, anger, that they will be back."""

from __future__ import annotations

import re

from dialogs.text import tidy, without_pictures
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question
from dialogs.understanding.tokens import tokens

_WORDS = 2  # of Spanish that tell the language
_SHARE = 3  # and at least one word in so many is one
_LATER = (
    "loss",
    "hardship",
    "fear",
    "mistake",
    "anger",
    "tired",
    "lost",
    "aim",
)  # the first that is found is answered


_OF_ONESELF = frozenset({"fear", "anger", "tired", "lost"})  # the others tell what happened
_CLAUSE = re.compile(r"([^,;.!?\d\n]+)[,;.!\n]+\s+(?=\S)")
_FEW = 9  # words


def feeling(text: str) -> str:
    """Which sentence is due, of those under ``talk.feeling``; empty where none is."""
    said = tokens(tidy(text))
    spanish = list(lexicon("feelings", "spanish").find(said))
    words = [token for token in said if token.kind == "word"]
    if lexicon("feelings", "spanish_alone").whole(words):
        return "spanish"
    if len(spanish) >= _WORDS and len(spanish) * _SHARE >= len(words):
        return "spanish"
    found = {key.partition(".")[0] for one in lexicon("feelings", *_LATER).find(said) for key in one.keys}
    return next((name for name in _LATER if name in found), "")


def without(text: str) -> str:
    """A question without the clause before it that only tells a feeling: "I'm confused, what counts as income"."""
    led = _CLAUSE.match(text)
    if led is None or len(led[1].split()) > _FEW or feeling(led[1]) not in _OF_ONESELF:
        return text
    asked = text[led.end() :]
    return asked if is_question(asked) else text


def waiting(message: Message) -> Heard | None:
    """Somebody asks for time: the question stays."""
    said = [token for token in tokens(tidy(message.text)) if token.text not in set(",.!;")]
    pictures = set(message.text) - set(without_pictures(message.text)) - {" "}
    if pictures and pictures <= set(data("feelings")["nod"]["pictures"]) and not without_pictures(message.text):
        return Heard("fine")
    return Heard("waiting") if lexicon("feelings", "waiting").whole(said) else None
