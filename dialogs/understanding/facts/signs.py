"""What can be seen of a clause by itself."""

from __future__ import annotations

from dialogs.understanding.clauses import Clause, articles, is_harmless
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.tokens import tokens


def is_bare(clause: Clause) -> bool:
    """Whether nothing stands beside the amount but whose it is."""
    plain = ("amount", "age", "you", "spouse", "cut")
    return all(
        mark.kind in plain or "it" in mark.keys or (mark.kind == "word" and is_harmless(mark.key))
        for mark in clause.marks
    )


def is_joint(clause: Clause) -> bool:
    """Whether the whole clause is the status: "joint"."""
    return bool(lexicon("grammar", "terse_status").whole(tokens(clause.text.casefold())))


def is_bare_no(clause: Clause) -> bool:
    """Whether a clause says no more than no."""
    return all(mark.kind in {"link", "cut"} or (mark.kind == "not" and "no" in mark.keys) for mark in clause.marks)


def words_of(clause: Clause, mark: Mark) -> str:
    return clause.text[mark.start - clause.start : mark.end - clause.start].casefold()


def of_another_thing(clause: Clause) -> bool:
    """Whether it is about somebody's yacht: a possession that is none of ours."""
    owner = next((place for place, mark in enumerate(clause.marks) if mark.kind in {"you", "spouse", "both"}), None)
    if owner is None or owner + 1 >= len(clause.marks) or clause.of("ira", "plan", "thing"):
        return False
    thing = clause.marks[owner + 1]
    return thing.kind == "word" and thing.key not in articles() and clause.has("act", "has")


def points_back(clause: Clause) -> bool:
    """Whether a new sentence goes on with what was spoken of: "It has 20k"."""
    return clause.has("link", "it", "too", "first_one", "sorry", "more", "left")
