"""What the clauses of a message tell, put together: said twice is said once, and two different things are a doubt."""

from __future__ import annotations

from dialogs.interview.belonging import LISTS, choice_of
from dialogs.interview.questions import card_of
from dialogs.session import Answers, Told

Option = tuple[str, Told]
Doubt = tuple[Option, ...]  # one of these is meant, or none; the likelier first


def still_open(doubts: tuple[Doubt, ...], found: Answers) -> tuple[Doubt, ...]:
    """Each doubt once, without those of which one reading is among the facts now."""
    once = (doubt for number, doubt in enumerate(doubts) if doubt not in doubts[:number])
    return tuple(doubt for doubt in once if not any(found.get(fact, ...) == value for fact, value in doubt))


class Gathering:
    def __init__(self, noted: Answers) -> None:
        self._noted = noted
        self._found: dict[str, Told] = {}
        self._doubts: list[Doubt] = []

    def add(self, doubt: Doubt, *, sure: bool = True) -> None:
        """One thing that was said; of a single option it can be sure."""
        known = tuple(option for option in doubt if card_of(option[0]))
        if len(known) != 1 or not sure:
            self._doubts += [known] if known else []
            return
        fact, value = known[0]
        before = self._found.get(fact, ...)
        if isinstance(before, list) and isinstance(value, list) and before and value:
            self._found[fact] = _in_order(fact, {*before, *value})
        elif before is ... or before == value:
            self._found[fact] = value
        else:
            self._doubts.append(((fact, before), (fact, value)))

    def tells(self, *names: str) -> bool:
        """Whether one of these is noted, was said or may be meant, of whomever."""
        facts = [*self._noted, *self._found, *(fact for doubt in self._doubts for fact, _ in doubt)]
        return any(fact.rpartition(".")[2] in names for fact in facts)

    def settled(self) -> tuple[dict[str, Told], tuple[Doubt, ...]]:
        """The facts that are sure, with the lists they belong to; and the doubts that are left."""
        torn = {doubt[0][0] for doubt in self._doubts if len({fact for fact, _ in doubt}) == 1}
        found = {fact: value for fact, value in self._found.items() if fact not in torn or _is_list(value)}
        open_ = [tuple(option for option in doubt if option[0] not in found) for doubt in self._doubts]
        once = [doubt for number, doubt in enumerate(open_) if doubt and doubt not in open_[:number]]
        return self._with_lists(found), tuple(once)

    def _with_lists(self, found: dict[str, Told]) -> dict[str, Told]:
        """A fact of an account, a plan or a move that was not ticked when its list was answered ticks it now."""
        lists: dict[str, set[str]] = {}
        for fact, value in found.items():
            owner, choice = choice_of(fact)
            noted = self._noted.get(owner)
            if choice and isinstance(noted, list) and choice not in noted and value is not None and value != "0":
                lists.setdefault(owner, set(noted)).add(choice)
        for fact, value in found.items():
            noted = self._noted.get(fact)
            if isinstance(value, list) and value and fact.rpartition(".")[2] in LISTS and isinstance(noted, list):
                lists.setdefault(fact, set(noted)).update(value)
        return found | {fact: _in_order(fact, keys) for fact, keys in lists.items()}


def _is_list(value: Told) -> bool:
    return isinstance(value, list)


def _in_order(fact: str, keys: set[str]) -> list[str]:
    card = card_of(fact)
    return [key for key in card.choices if key in keys] if card else sorted(keys)
