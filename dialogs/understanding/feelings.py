"""What somebody says of themselves beside the figures: a loss, a fear, a mistake, anger, that they will be back."""

from __future__ import annotations

from dialogs.text import tidy, without_pictures
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.message import Heard, Message
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


def feeling(text: str) -> str:
    """Which sentence is due, of those under ``talk.feeling``; empty where none is."""
    said = tokens(tidy(text))
    spanish = list(lexicon("feelings", "spanish").find(said))
    words = [token for token in said if token.kind == "word"]
    if len(spanish) >= _WORDS and len(spanish) * _SHARE >= len(words):
        return "spanish"
    found = {key.partition(".")[0] for one in lexicon("feelings", *_LATER).find(said) for key in one.keys}
    return next((name for name in _LATER if name in found), "")


def waiting(message: Message) -> Heard | None:
    """Somebody asks for time: the question stays."""
    said = [token for token in tokens(tidy(message.text)) if token.text not in set(",.!;")]
    pictures = set(message.text) - set(without_pictures(message.text)) - {" "}
    if pictures and pictures <= set(data("feelings")["nod"]["pictures"]) and not without_pictures(message.text):
        return Heard("fine")
    return Heard("waiting") if lexicon("feelings", "waiting").whole(said) else None
