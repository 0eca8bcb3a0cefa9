"""What the clauses of a message tell, put together: said twice is said once, and two different things are a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from calc.facts import exists
from dialogs.interview.belonging import LISTS, choice_of
from dialogs.interview.questions import card_of
from dialogs.phrases import money, say
from dialogs.session import Answers, Told
from dialogs.text import tidy
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.tokens import tokens

OTHER = {"you": "spouse", "spouse": "you"}  # of two people
Option = tuple[str, Told]
Doubt = tuple[Option, ...]  # one of these is meant, or none; the likelier first


def still_open(doubts: tuple[Doubt, ...], found: Answers) -> tuple[Doubt, ...]:
    """Each doubt once, without those that were narrowed, or of which one reading is among the facts now.

    Nor is a year doubted that is among them; an amount that may be of two facts can be another one of the same.
    """
    once = (one for number, one in enumerate(doubts) if one not in doubts[:number] and not _is_narrowed(one, doubts))
    open_ = (doubt for doubt in once if not any(found.get(fact, ...) == value for fact, value in doubt))
    return tuple(
        doubt
        for doubt in open_
        if not all(isinstance(found.get(fact), int) for fact, _ in doubt)
        and not (len(doubt) == 1 and isinstance(found.get(doubt[0][0]), str))
    )


def of_the_other_one(doubts: tuple[Doubt, ...], found: Answers) -> dict[str, Told]:
    """Of amounts that either of two may have told: the one that is left, where the other's is among the facts now."""
    left: dict[str, Told] = {}
    for doubt in doubts:
        free = [(fact, value) for fact, value in doubt if fact not in found]
        owners = {fact.partition(".")[0] for fact, _ in doubt}
        alike = len({fact.partition(".")[2] for fact, _ in doubt}) == len({str(value) for _, value in doubt}) == 1
        is_told = any(found.get(fact, ...) == value for fact, value in doubt)  # that one is meant
        if alike and owners == {*OTHER} and len(free) == 1 and len(doubt) == len(owners) and not is_told:
            left |= dict(free)
    return left


def whose_it_is(doubts: tuple[Doubt, ...], told: Answers, text: str) -> dict[str, Told]:
    """Of amounts that either of two may have told: the one of whom it was told since that the account is theirs."""
    if next(lexicon("people", "you", "spouse").find(tokens(tidy(text))), None) is None:
        return {}  # a rollover from an old job is nobody's yet
    ticked = {(fact, key) for fact, value in told.items() if isinstance(value, list) for key in value}
    theirs = [tuple(one for one in doubt if choice_of(one[0]) in ticked) for doubt in doubts if len(doubt) > 1]
    return dict(left[0] for left in theirs if len(left) == 1)


def _is_narrowed(doubt: Doubt, doubts: tuple[Doubt, ...]) -> bool:
    return any(len(other) < len(doubt) and all(one in doubt for one in other) for other in doubts)


class Gathering:
    """Gathers what is told one by one; ``settled`` is the sum of it. noted: the answers of before."""

    def __init__(self, noted: Answers) -> None:
        self._noted = noted
        self._found: dict[str, Told] = {}
        self._doubts: list[Doubt] = []  # what can be meant in several ways
        self._torn: list[Doubt] = []  # what was said in several ways
        self._parts: dict[str, list[str]] = {}  # amounts that may be parts of one
        self._closed: set[str] = set()  # lists of which all was said
        self._shares: list[tuple[str, Decimal, Decimal | None]] = []
        self.net: set[str] = set()  # pay that may be told after tax
        self.partial: set[str] = set()  # pay of one job, and perhaps not all of the year
        self.gone: set[tuple[str, Told]] = set()  # accounts that were closed: a list's fact and its key
        self.worked: dict[str, str] = {}  # how a computed value was reached
        self.of_either = False  # nobody told of which of the two it is what is told now

    def __contains__(self, fact: str) -> bool:
        return fact in self._found

    def value(self, fact: str) -> Told:
        """What was said of a fact; None for nothing."""
        return self._found.get(fact)

    def values(self, fact: str) -> tuple[Told, ...]:
        """Everything that may have been said of a fact."""
        doubted = [value for doubt in self._doubts for name, value in doubt if name == fact]
        return (self._found[fact],) if fact in self._found else tuple(doubted)

    def holds(self, values: tuple[Decimal, ...]) -> bool:
        """Whether an amount was told already, of whatever."""
        told = [*self._found.items(), *(option for doubt in (*self._doubts, *self._torn) for option in doubt)]
        return any(_is_dollars(fact, value) and _value((fact, value)) in values for fact, value in told)

    def doubts(self, fact: str) -> bool:
        """Whether something that was said may be the fact."""
        return any(name == fact for doubt in self._doubts for name, _ in doubt)

    @property
    def whole(self) -> tuple[str, ...]:
        return tuple(sorted(self._closed))

    def add(self, doubt: Doubt, *, sure: bool = True, more: bool = False, corrects: bool = False) -> None:
        """One thing that was said; of a single option it can be sure. more: on top of what was said before;
        corrects: in its place.
        """
        known = tuple(option for option in doubt if card_of(option[0]) or exists(option[0]))
        if not known:
            return
        known = _of_each(known) if self.of_either else known
        fact, value = known[0]
        if corrects:
            self._forget({name for name, _ in known})
        if more and self._on_top_of_doubt(known):
            return
        if len(known) != 1 or not sure:
            self._doubts.append(known)
            return
        before = self._found.get(fact, ...)
        if isinstance(before, list) and isinstance(value, list) and before and value:
            self._found[fact] = _in_order(fact, {*before, *value})
        elif before is ... or before == value:
            if more and before is not ...:
                self._sum(fact, value, sure=True)
                return
            self._found[fact] = value
        elif _is_dollars(fact, before) and _is_dollars(fact, value):
            self._sum(fact, value, sure=more)
        else:
            self._torn.append(((fact, before), (fact, value)))

    def _sum(self, fact: str, value: Told, *, sure: bool) -> None:
        """Two amounts of one fact: together, where that was said, else one of three."""
        before = self._found[fact]
        both = Decimal(str(before)) + Decimal(str(value))
        if sure:
            told = self.worked.get(fact, money(Decimal(str(before))))
            self.worked[fact] = say("talk.worked.plus", first=told, second=Decimal(str(value)))
            self._found[fact] = f"{both:f}"
            return
        parts = self._parts.setdefault(fact, [str(before)])
        parts.append(str(value))
        total = sum(map(Decimal, parts), Decimal(0))
        self._torn = [doubt for doubt in self._torn if doubt[0][0] != fact]
        self._torn.append(((fact, f"{total:f}"), *((fact, part) for part in parts)))

    def _on_top_of_doubt(self, doubt: Doubt) -> bool:
        """Of an amount on top of one that is only offered first the sum: 178,000, and a bonus of 22,000."""
        fact, value = doubt[0]
        place = next((n for n, one in enumerate(self._doubts) if len(one) == 1 and one[0][0] == fact), None)
        if len(doubt) != 1 or fact in self._found or place is None or not _is_dollars(fact, value):
            return False
        (before,) = self._doubts[place]
        total = f"{_value(before) + _value(doubt[0]):f}"
        self._doubts[place] = ((fact, total), before)
        self.worked.setdefault(fact, say("talk.worked.plus", first=money(_value(before)), second=_value(doubt[0])))
        return True

    def add_in_thousands(self, fact: str, amount: Decimal) -> bool:
        """A bonus on top of a pay that may be in thousands: of "180 base, 40 bonus" first 220,000."""
        for place, doubt in enumerate(self._doubts):
            largest = max(doubt, key=_value) if {name for name, _ in doubt} == {fact} else None
            small = largest is not None and any(_thousands((option, doubt[-1])) for option in doubt)
            if largest is not None and small:
                scaled = amount if amount >= 1000 else 1000 * amount
                self._doubts[place] = ((fact, f"{_value(largest) + scaled:f}"), *doubt)
                return True
        return False

    def rename(self, fact: str, *others: str) -> None:
        """What was said of a fact was of another one, or of none."""
        value = self._found.pop(fact)
        for other in others:
            self.add(((other, value),))

    def _forget(self, facts: set[str]) -> None:
        self._parts = {fact: parts for fact, parts in self._parts.items() if fact not in facts}
        self._found = {fact: value for fact, value in self._found.items() if fact not in facts}
        self._doubts = [doubt for doubt in self._doubts if not {fact for fact, _ in doubt} & facts]
        self._torn = [doubt for doubt in self._torn if not {fact for fact, _ in doubt} & facts]

    def take_back(self, value: Told) -> None:
        """What may have been an amount of one thing or another, and was taken back."""
        self._doubts = [doubt for doubt in self._doubts if len(doubt) == 1 or {one for _, one in doubt} != {value}]

    def settle(self, fact: str, other: str) -> None:
        """Of the last doubt between two facts the one."""
        torn = [doubt for doubt in self._doubts if {name for name, _ in doubt} == {fact, other}][-1:]
        self._doubts = [doubt for doubt in self._doubts if doubt not in torn]
        for doubt in torn:
            self.add(tuple(option for option in doubt if option[0] == fact))

    def settle_as(self, fact: str) -> None:
        """Of the last doubt that may be of a fact and of another, that fact."""
        mixed = [doubt for doubt in self._doubts if fact in {name for name, _ in doubt} and len(doubt) > 1][-1:]
        for doubt in mixed:
            own = tuple(option for option in doubt if option[0] == fact)
            if len(own) == 1:
                self._doubts.remove(doubt)
                self.add(own)

    def choose(self, fact: str, value: Told) -> None:
        """Of the readings of one fact the one, where it was among them."""
        fits = [doubt for doubt in self._doubts if (fact, value) in doubt and {name for name, _ in doubt} == {fact}]
        self._doubts = [doubt for doubt in self._doubts if doubt not in fits]
        for _ in fits[:1]:
            self.add(((fact, value),))

    def either(self, fact: str, value: Told, other: Option) -> None:
        """Of what was told last and another thing the one or the other: a 401(k) or a 403(b)."""
        before = self._found.get(fact)
        if isinstance(before, list) and isinstance(value, list):
            if left := [key for key in before if key not in value]:
                self._found[fact] = left
            else:
                del self._found[fact]
        elif before == value:
            del self._found[fact]
        self._doubts.append(((fact, value), other))

    def drop(self, fact: str, key: str) -> None:
        """One of a list that was told is none of it."""
        before = self._found.get(fact)
        if isinstance(before, list) and key in before:
            left = [one for one in before if one != key]
            self._found.pop(fact)
            self.add(((fact, left),) if left else ())

    def unsettle(self, fact: str) -> None:
        """What was taken for sure only may be so."""
        if fact in self._found:
            self.add(((fact, self._found.pop(fact)),), sure=False)

    def close(self, fact: str, keys: list[str]) -> None:
        """All that a list has: "my only IRA is a Roth"."""
        self._found[fact] = keys
        self._closed.add(fact)

    def share(self, fact: str, percent: Decimal, of: Decimal | None = None) -> None:
        """A percentage of pay, or of the amount that was just told; several for one fact add up."""
        self._shares.append((fact, percent, of))

    def plan_of(self, who: str) -> str | None:
        """The one workplace plan that was spoken of, of a person."""
        told = {fact.split(".")[2] for fact in self._found if fact.startswith(f"{who}.plans.")}
        ticked = self._found.get(f"{who}.plan_kinds")
        told |= set(ticked) if isinstance(ticked, list) else set()
        if not told:
            doubts = (fact for doubt in self._doubts for fact, _ in doubt if not fact.endswith(".net_profit"))
            told |= {fact.split(".")[2] for fact in doubts if fact.startswith(f"{who}.plans.")}
        told -= {"old", "pension"}
        return told.pop() if len(told) == 1 else None

    def tells(self, *names: str) -> bool:
        """Whether one of these is noted, was said or may be meant, of whomever."""
        facts = [*self._noted, *self._found, *(fact for doubt in self._doubts for fact, _ in doubt)]
        return any(fact.rpartition(".")[2] in names for fact in facts)

    def settled(self) -> tuple[dict[str, Told], tuple[Doubt, ...]]:
        """The facts that are sure, with the lists they belong to; and the doubts that are left."""
        self._add_up()
        self._work_out()
        self._of_own_firms()
        self._doubts = [self._beside_found(doubt) for doubt in self._doubts if not self._settles(doubt)] + self._torn
        self._ask_for_parts()
        for fact, value in tuple(self._found.items()):
            if fact.endswith(".after_tax_made") and value not in {"0", None}:
                self._found.setdefault(f"{fact.rpartition('.')[0]}.after_tax_allowed", True)
        torn = {doubt[0][0] for doubt in self._doubts if len({fact for fact, _ in doubt}) == 1}
        found = {
            fact: value
            for fact, value in self._found.items()
            if fact not in torn or (isinstance(value, list) and value)
        }
        open_ = [
            tuple(one for place, one in enumerate(doubt) if one[0] not in found and one not in doubt[:place])
            for doubt in self._doubts
        ]
        once = [doubt for number, doubt in enumerate(open_) if doubt and doubt not in open_[:number]]
        return self._with_lists(self._without_implied(found)), tuple(once)

    def _ask_for_parts(self) -> None:
        """What need not be all of the year is asked, and not taken."""
        asked = {fact for doubt in self._doubts for fact, _ in doubt}
        for fact in self.partial & self._found.keys() - asked:
            self._doubts.append(((fact, self._found.pop(fact)),))

    def _add_up(self) -> None:
        """Small numbers that were thousands: "340k together, me 210, her 130". Their sum says so, or two pays do."""
        thousands = [_thousands(doubt) for doubt in self._doubts]
        small = [option for option in thousands if option is not None and option[0] not in self.net]
        others = (doubt for doubt, option in zip(self._doubts, thousands, strict=True) if option is None)
        told = (*self._found.items(), *(option for doubt in others for option in doubt))
        dollars = {value for fact, value in told if _is_dollars(fact, value)}
        of_pay = {fact.rpartition(".")[2] for fact, _ in small} == {"compensation"}
        two = of_pay and len({fact for fact, _ in small}) > 1  # "I make 150, he makes 130"
        total = f"{sum(map(_value, small), Decimal(0)):f}"
        if two or (len(small) > 1 and total in dollars):
            parts = {
                fact for fact, _ in small if self._found.get(fact) == total
            }  # 350k: 200 base, 30 bonus, 120 stock
            self._found |= {fact: value for fact, value in small if fact not in parts}
            self._doubts = [doubt for doubt in self._doubts if _thousands(doubt) not in small]

    def _of_own_firms(self) -> None:
        """Net profit of somebody who has a solo 401(k), and no other pay, is that of the business behind it."""
        for doubt in tuple(self._doubts):
            who, _, name = doubt[0][0].partition(".")
            kinds = self._found.get(f"{who}.plan_kinds")
            solo = (isinstance(kinds, list) and "solo401k" in kinds) or self.plan_of(who) == "solo401k"
            if solo and name == "plans.solo401k.net_profit" and len({value for _, value in doubt}) == 1:
                self._doubts.remove(doubt)
                self.add(doubt[:1])
            elif not self._has_solo_plan(who) and (others := self._without_profit(doubt)) != doubt:
                self._doubts[self._doubts.index(doubt)] = others

    def _has_solo_plan(self, who: str) -> bool:
        """Whether a solo 401(k) of a person is noted or was spoken of, beside the profit that may be behind it."""
        noted = self._noted.get(f"{who}.plan_kinds")
        told = [*self._noted, *self._found, *(fact for doubt in self._doubts for fact, _ in doubt)]
        behind = any(".solo401k." in fact and not fact.endswith(".net_profit") for fact in told)
        return behind or (isinstance(noted, list) and "solo401k" in noted)

    @staticmethod
    def _without_profit(doubt: Doubt) -> Doubt:
        """A profit as the pay that it is, where that is among the readings."""
        others = tuple(option for option in doubt if not option[0].endswith(".solo401k.net_profit"))
        return others or doubt

    def _settles(self, doubt: Doubt) -> bool:
        """Whether one of the readings was said outright: "born 1984", and "42"."""
        fact = doubt[0][0]
        one_fact = {name for name, _ in doubt} == {fact}
        return one_fact and not _is_dollars(fact, doubt[0][1]) and (fact, self._found.get(fact)) in doubt

    def _beside_found(self, doubt: Doubt) -> Doubt:
        """With what else was said of the fact: "born 1984", and "52"."""
        fact = doubt[0][0]
        said = self._found.get(fact)
        one_fact = {name for name, _ in doubt} == {fact}
        if not one_fact or said is None or isinstance(said, list) or (fact, said) in doubt:
            return doubt
        if fact.endswith(".compensation") and len(doubt) == 1:  # two jobs: 41,000 there, 96,000 here
            return ((fact, f"{_value((fact, said)) + _value(doubt[0]):f}"), (fact, said), *doubt)
        return ((fact, said), *doubt)

    def _without_implied(self, found: dict[str, Told]) -> dict[str, Told]:
        """Ticks that no other fact tells as well."""
        told = {choice_of(fact) for fact, value in found.items() if value is not None and value != "0"}
        left: dict[str, Told] = {}
        for fact, value in found.items():
            if isinstance(value, list) and value and fact not in self._closed:
                keys = [key for key in value if (fact, key) not in told | self.gone]
                if keys:
                    left[fact] = keys
            elif value == [] and (but := {choice for many, choice in told if many == fact}):
                left[fact] = _in_order(fact, but)  # no IRA but a SEP with 20k
                self._closed.add(fact)
            else:
                left[fact] = value
        return left

    def _work_out(self) -> None:
        """Percentages, once every pay is told."""
        parts: dict[str, list[tuple[Decimal, Decimal]]] = {}
        for fact, percent, of in self._shares:
            base = of if of is not None else pay_of(fact, {**self._noted, **self._found})
            if base is None and (offered := self._pay_offered(fact)):
                self._doubts.append(((fact, f"{_whole(_share(percent, offered)):f}"),))
            if base is not None:
                parts.setdefault(fact, []).append((percent, base))
        for fact, shares in parts.items():
            amount = sum((_share(*share) for share in shares), Decimal(0))
            percent, base = sum((one for one, _ in shares), Decimal(0)), shares[0][1]
            if fact not in self._found:
                self._found[fact] = f"{_whole(amount):f}"
                self.worked[fact] = say("talk.worked.share", percent=f"{percent.normalize():f}", base=base)

    def _pay_offered(self, fact: str) -> Decimal | None:
        """The pay that a percentage is of, where it is only offered, in one reading."""
        pay = f"{fact.partition('.')[0]}.compensation"
        offered = [option for doubt in self._doubts for option in doubt if option[0] == pay]
        return _value(offered[0]) if len(offered) == 1 else None

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
            some = isinstance(value, list) and value and fact.rpartition(".")[2] in LISTS and fact not in self._closed
            if some and isinstance(value, list) and isinstance(noted, list):
                lists.setdefault(fact, set(noted)).update(value)
        return found | {fact: _in_order(fact, keys) for fact, keys in lists.items()}


def _of_each(doubt: Doubt) -> Doubt:
    """Each reading of somebody's fact as one of the other, too."""
    others = ((f"{OTHER[who]}.{name}", value) for who, name, value in _owned(doubt))
    both = (*doubt, *others)
    return tuple(option for place, option in enumerate(both) if option not in both[:place])


def _owned(doubt: Doubt) -> Iterator[tuple[str, str, Told]]:
    for fact, value in doubt:
        who, _, name = fact.partition(".")
        if who in OTHER and name:
            yield who, name, value


def pay_of(fact: str, told: Mapping[str, Told]) -> Decimal | None:
    """The pay that a percentage of a plan is of: from that employer, else all of the person's."""
    who = fact.split(".", maxsplit=1)[0]
    plan = fact.rpartition(".")[0]
    own = plan.endswith(".solo401k")  # no employer's
    names = (f"{plan}.pay", f"{plan}.net_profit" if own else f"{who}.compensation")
    pay = next((told[name] for name in names if isinstance(told.get(name), str)), None)
    return None if pay is None else Decimal(str(pay))


def _thousands(doubt: Doubt) -> Option | None:
    """The reading as thousands, where the two readings of a doubt are a number and a thousand of it."""
    if len(doubt) != len(("thousands", "dollars")) or len({fact for fact, _ in doubt}) != 1:
        return None
    if not all(_is_dollars(fact, value) for fact, value in doubt):
        return None
    larger, smaller = sorted(doubt, key=_value, reverse=True)
    return larger if _value(smaller) and _value(larger) == 1000 * _value(smaller) else None


def _share(percent: Decimal, base: Decimal) -> Decimal:
    return (percent * base / 100).quantize(Decimal("0.01"))


def _value(option: Option) -> Decimal:
    return Decimal(str(option[1]))


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


def _is_dollars(fact: str, value: object) -> bool:
    card = card_of(fact)
    return isinstance(value, str) and (card is None or card.kind == "money")


def _in_order(fact: str, keys: set[str]) -> list[str]:
    card = card_of(fact)
    return [key for key in card.choices if key in keys] if card else sorted(keys)
