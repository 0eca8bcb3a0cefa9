"""What stands around an answer and is none: greetings, thanks, a moment's thought, "that would be"."""

from __future__ import annotations

from dialogs.understanding.lexicon import pattern
from dialogs.understanding.questions import asks_by_tag
from dialogs.understanding.replies import is_reply

_FEW = 3  # words; where a state is asked, "oh", "ok" and "hi" are among the shortest answers
_MOST = 4  # of them on each side


def left_out(text: str, kind: str, *, yes_is_due: bool) -> str:
    """The text without them, wherever more is left.

    kind: of the open question. yes_is_due: whether something waits for a yes, so that an "ok" may be one.
    """
    if kind == "state" and len(text.split()) <= _FEW:
        return text
    plain = pattern("courtesies", "curse").sub("", text).strip(" ,;")  # fuck this, 150k
    left = plain if any(map(str.isalnum, plain)) else text
    for _ in range(_MOST):
        left = pattern("courtesies", "before").sub("", left, count=1)
        rest = pattern("courtesies", "agreed").sub("", left, count=1)
        if rest != left and not yes_is_due and (kind != "yes_no" or is_reply(rest, "no", "none", "unsure")):
            left = rest
        left = pattern("courtesies", "behind").sub("", left, count=1)
        left = left if asks_by_tag(left) else pattern("courtesies", "is_ok").sub("", left, count=1)
    if pattern("courtesies", "agreed").match(f"{left}, {text}") and left != text:
        return text  # ok, thanks
    return left if kind == "birth_year" else pattern("courtesies", "stands").sub("", left, count=1)  # will be 60
