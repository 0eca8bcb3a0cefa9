"""A question in words: figures with names, people, a year. The patterns are in ``patterns``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from calc import law
from calc.derivation import ZERO, Worksheet, cents, given
from calc.facts import AGGREGATED, Facts, FilingStatus, Person
from calc.planning.assess import look
from calc.planning.assessment import Case, Outlook
from calc.public.worksheets import worked
from calc.refusals import Refusal
from dialogs.answering.computed import ages, kinds, sums, wording, years
from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.phrases import say
from dialogs.text import clean, tidy
from dialogs.understanding import amounts, dates, people, shares
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.questions import year_asked

_MARK = re.compile(r"§\d+§")
_LABEL = re.compile(r": (?=§)")  # "basis: 7,500" says what the amount is of
OF_PAY = frozenset({"deferrals", "employer", "after_tax"})  # what may be told as a part of pay
_PERCENT = pattern("computed", "percent")
NOTHING = Decimal(0)
_SEVERAL = 2  # amounts
_ITS_OWN = 5  # words; a shorter question means something that was said


class Figures(dict[str, Decimal]):
    """Amounts by what they are of. used: what was looked up, so that what was left aside can be named."""

    def __init__(self, told: Mapping[str, Decimal], used: set[str]) -> None:
        super().__init__(told)
        self.used = used

    def __getitem__(self, name: str) -> Decimal:
        self.used.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.used.add(name)
        return super().get(name, default)


@dataclass
class Asked:
    """One question, and the facts that it may lean on. Facts are read and never changed.

    kind: what is asked for (``kinds``). assumed: what was taken without having been told, in words; it is said.
    """

    said: str
    facts: Facts
    today: date
    kind: str = kinds.NONE
    assumed: list[str] = field(default_factory=list)
    beside: bool = False  # whether facts of the asker were heard beside it
    in_doubt: bool = False  # something that may be an age was not read as one
    age_told: int | None = None  # of the one of two people that is looked at
    settled: Mapping[int, str] = field(default_factory=dict)  # what amounts are of, by number, where that is tried
    sheets: list[Worksheet] = field(init=False, default_factory=list)  # that were worked out for it, the last counts
    used: set[str] = field(init=False, default_factory=set)  # what its amounts are of that were looked up
    taken: list[str] = field(init=False, default_factory=list)  # names of what was assumed
    reckoned: set[str] = field(init=False, default_factory=set)  # conditions of ``turning`` that the figure has in it
    leaned: dict[str, Decimal | int | str] = field(init=False, default_factory=dict)  # facts of the talk it leans on

    @cached_property
    def text(self) -> str:
        text = wording.in_right_letters(pattern_of("asks", "year_then").sub(self._year_then, tidy(self.said)))
        text = pattern_of("asks", "spelled_apart").sub(r"\g<year> \g<first> ", text)
        text = pattern_of("asks", "tell_me_if").sub(r"\g<verb> \g<who>", text)
        for way in ("in_thousands", "and_thousands"):  # "she makes 71 and I make 68", "salaries 165 and 140"
            text = pattern_of("asks", way).sub(_in_thousands, text)
        return ages.with_births(text, self.kind)

    def _year_then(self, found: re.Match[str]) -> str:
        """The year beside that of the talk: "the year after that one"."""
        year = self.facts.tax_year or self.today.year
        return str(year - 1 if found["before"] else year + 1)

    def work(self, name: str, inputs: Mapping[str, object]) -> dict[str, object]:
        """The worksheet ``name`` of the public interface; its lines are kept to be shown."""
        out, sheets = worked(name, inputs)
        self.sheets[:] = sheets
        return out

    def lean(self, name: str, value: Decimal | int | str | None) -> None:
        """That the answer leans on a fact of the talk."""
        if value is not None:
            self.leaned[name] = value

    @cached_property
    def spans(self) -> tuple[amounts.Span, ...]:
        """Its amounts; what comes by the month is that of a year, and that is said."""
        found = sums.found(self.text, self.today)
        for span in sums.repeated(found, self.text):
            self.assume("in_all", whole=span.values[0], words=span.words)
        return found

    @cached_property
    def marked(self) -> str:
        """The text with §0§, §1§ … in the place of its amounts."""
        parts, place = [], 0
        for number, span in enumerate(self.spans):
            parts += [self.text[place : span.start], f"§{number}§"]
            place = span.end
        return _LABEL.sub(" ", "".join([*parts, self.text[place:]]))

    @cached_property
    def plain(self) -> str:
        """The text with # in the place of each amount."""
        return _MARK.sub("#", self.marked)

    @cached_property
    def sums(self) -> tuple[Decimal, ...]:
        """Every amount, as it stands in the text."""
        return tuple(span.values[0] for span in self.spans)

    @cached_property
    def all_figures(self) -> Mapping[str, tuple[Decimal, ...]]:
        """Amounts by what they are of, in the order of the text."""
        beside: dict[int, str] = (
            {} if self.change_of_income is None or self._change is None else {self._change[0]: kinds.REST}
        )  # no amount of what is asked
        if gone := pattern_of("asks", "no_longer").search(self.marked):
            beside[int(gone["number"])] = kinds.REST
        if self._deferred is not None:
            beside[self._deferred] = kinds.REST
        if self.part_after_tax is not None and self.kind in kinds.OF_BASIS | {"roll_in"}:
            beside[self.part_after_tax] = "basis"
        outside = self.outside
        for number in outside.keys() - self._again - {self.of_the_whole}:
            self.assume("aside", amount=self.sums[number])
        return kinds.figures(self.marked, self.sums, self.kind, {**outside, **self.settled, **beside})

    @cached_property
    def part_after_tax(self) -> int | None:
        """The number of the basis that is told as a part of what is there: "22,000, 6,000 of it never deducted"."""
        found = pattern_of("asks", "part_after_tax").search(self.marked)
        return int(found["behind"] or found["before"]) if found else None

    @property
    def accounts(self) -> frozenset[int]:
        """The numbers of what IRAs hold that are told each by its kind: "trad 10k", "31k rollover"."""
        found = re.finditer(data()["asks"]["an_account"], self.marked)
        return frozenset(int(one["behind"] or one["before"]) for one in found)

    @property
    def basis_within(self) -> int | None:
        """Which amount is told as a part of another: "traditional 12,500 of which 7,500 is nondeductible"."""
        found = pattern_of("asks", "part_is_basis").search(self.marked)
        return int(found[1]) if found else None

    @property
    def basis_is_an_account(self) -> bool:
        """Whether the basis is told as all that an IRA of its own holds: "SEP 20k, trad 10k (all basis)"."""
        accounts = self.accounts
        of = kinds.roles(self.marked, self.sums, self.kind, self.settled)
        return len(accounts) > 1 and any(of[n] == "basis" for n in accounts)

    @cached_property
    def _deferred(self) -> int | None:
        """The number of what is deferred before tax, in a question whose limit falls with the income."""
        found = pattern_of("asks", "deferred_pretax").search(self.marked)
        if found is None or self.kind not in kinds.OF_GROSS_PAY:
            return None
        return next(int(number) for number in found.groups() if number)

    @property
    def outside(self) -> Mapping[int, str]:
        """Amounts told of accounts that a conversion does not reckon with, and of years that are not asked about."""
        if self._again or self._premises:
            return {**dict.fromkeys(self._again | self._premises, kinds.REST), **self._elsewhere}
        return self._elsewhere

    @property
    def _again(self) -> frozenset[int]:
        """Amounts that are said once more: "convert 3,000 … how much of the 3,000 is taxed"."""
        name = "said_again" if self.kind in kinds.OF_ALL_INCOME | kinds.OF_WITHDRAWALS else "of_again"
        found = (int(one[1]) for one in re.finditer(data()["asks"][name], self.marked))
        return frozenset(n for n in found if self.sums[n] in self.sums[:n])

    @property
    def _premises(self) -> frozenset[int]:
        """Amounts that are told as a limit of the law, which the law itself tells, or as what an account still holds
        where the question is what was allowed.
        """
        held = re.finditer(data()["asks"]["left_there"], self.marked) if kinds.needs(self.kind, "allowed") else ()
        told = {int(one[1] or one[2]) for one in held}
        told |= {int(one[1]) for one in re.finditer(data()["asks"]["told_limit"], self.marked)}
        named = {int(one[1]) for one in re.finditer(data()["asks"]["named_limit"], self.marked)}
        told |= set() if self.of_the_whole is None else {self.of_the_whole}
        own = kinds.needs(self.kind, "allowed")  # what somebody is allowed may be less than the law's
        return frozenset(told | {n for n in named if not own and kinds.is_limit(self.sums[n])})

    @property
    def of_the_whole(self) -> int | None:
        """The number of the overall limit of a plan, where it is asked what is left of it: "left of the 72k"."""
        found = re.search(data()["asks"]["of_the_whole"], self.marked)
        return int(found[1]) if found and kinds.is_overall_limit(self.sums[int(found[1])]) else None

    @property
    def _elsewhere(self) -> Mapping[int, str]:
        """Amounts of other accounts and years."""
        if self.kind in kinds.OF_THE_YEAR and (of := wording.years_of(self.marked)):
            return {n: kinds.REST for n, year in of.items() if year != self.year}
        if self.kind in {"ira_amount", "excess"}:
            return {n: kinds.REST for n in range(len(self.sums)) if self.is_of_a_plan(n)}
        if self.kind != "prorata":
            return {}
        return {n: kinds.REST for n in range(len(self.sums)) if self._is_outside(n)}

    def _is_outside(self, number: int) -> bool:
        """Whether an amount lies in an inherited account, a plan or a Roth IRA, none of which is added up."""
        head, tail = wording.clause_before(self.marked, number), wording.clause_behind(self.marked, number)
        if pattern_of("asks", "inherited").search(head):
            return True
        gone = pattern_of("asks", "into_a_plan").search(self.marked)
        if gone and self._is_same_money(number, int(gone["a"] or gone["b"] or gone["c"])):
            return True
        if pattern_of("asks", "right_in_a_plan").search(tail):  # "20k in an IRA and 300k in an old 403b"
            return True
        if pattern_of("asks", "moved_over").search(head):
            return False
        if pattern_of("asks", "of_a_roth").search(tail) or pattern_of("asks", "roth_before").search(head.rstrip()):
            return True
        return self.is_of_a_plan(number)

    def _is_same_money(self, number: int, moved: int) -> bool:
        """Whether an amount is the one that moved, or what was there before: "a 40k IRA, I roll 40k over"."""
        value = self.sums[moved]
        return number == moved or (
            number < moved and self.sums[number] == value and self.sums.count(value) == _SEVERAL
        )

    @property
    def into_a_plan(self) -> Decimal:
        """What is told to move from IRAs into a plan at work."""
        gone = pattern_of("asks", "into_a_plan").search(self.marked)
        return self.sums[int(gone["a"] or gone["b"] or gone["c"])] if gone else Decimal(0)

    def account_beside(self, number: int) -> str:
        """Which account the words nearest to an amount name, those before it first: plan or ira, or neither."""
        before, behind = wording.clause_before(self.marked, number), wording.clause_behind(self.marked, number)
        for named in (
            list(pattern_of("asks", "account").finditer(before))[-1:],
            [pattern_of("asks", "account").search(behind)],
        ):
            if named and named[0]:
                return "plan" if named[0]["plan"] else "ira"
        return ""

    def is_of_a_plan(self, number: int) -> bool:
        """Whether the words around an amount name a plan at work, and no IRA."""
        around = f"{wording.clause_before(self.marked, number)} {wording.clause_behind(self.marked, number)}"
        return bool(pattern_of("asks", "of_a_plan").search(around)) and not pattern_of("asks", "of_an_ira").search(
            around
        )

    @cached_property
    def figures(self) -> Figures:
        """Amounts by what they are of; several of one thing are added."""
        told = {name: sum(values, Decimal(0)) for name, values in self.all_figures.items()}
        found = Figures(told, self.used)
        if self.says("no_basis"):
            found.setdefault("basis", Decimal(0))
        return found

    def tell(self, figures: Mapping[str, Decimal]) -> None:
        """These amounts in the place of those that were read."""
        self.figures = Figures(figures, self.used)

    def each(self, role: str) -> tuple[Decimal, ...]:
        """Every amount of one thing, in the order of the text."""
        self.used.add(role)
        return self.all_figures.get(role, ())

    def take_all(self) -> None:
        """Every amount has its part in the answer: they were read together."""
        self.used.update(kinds.roles(self.marked, self.sums, self.kind, self.settled).values())

    @property
    def aside(self) -> tuple[Decimal, ...]:
        """The amounts that nothing was worked out with."""
        of = kinds.roles(self.marked, self.sums, self.kind, self.settled)
        left = [n for n, role in of.items() if role not in self.used and n not in self.outside]
        used = {self.sums[n] for n, role in of.items() if role in self.used}
        return tuple(self.sums[n] for n in sorted(left) if self.sums[n] not in used)

    @cached_property
    def shares(self) -> Mapping[str, Decimal]:
        """Percentages of pay by what they are of, in percent: of deferrals, of employer money, of after-tax money."""
        found: dict[str, Decimal] = {}
        end = 0
        for share in shares.find(self.text):
            behind = pattern_of("asks", "of_so_much_pay").sub("", self.text[share.end :], count=1)
            near = wording.nearest(f"{self.text[: share.start]}§0§{behind}", 0)
            near = {role: weight for role, weight in near.items() if role in {*OF_PAY, "cap"}}
            role = max(near, key=lambda name: (near[name], name == "cap")) if near else None
            if role is None and "employer" in found and pattern_of("asks", "next_share").search(share.words):
                role = "employer"  # "100% of the first 3% and 50% of the next 2%"
            between = self.text[end : share.start]
            if role == "employer" and role in found and pattern_of("asks", "and_another").search(between):
                found[role] += share.percent
            elif role is None or role in found:
                self.in_doubt = True  # a share of something that nobody can name
            else:
                found[role] = share.percent
            end = share.end
        return found

    def whole(self, role: str) -> Decimal | None:
        """What the question gives in dollars and as a percentage of pay: together where words join them."""
        told, share = self.figure(role), self.part_of_pay(role)
        if told is None or share is None:
            return share if told is None else told
        if told == share:
            return told
        apart = self.says("joined") or (role == "employer" and self.told("beside_a_match"))
        self.in_doubt = self.in_doubt or not apart  # two sources, or one said twice: nobody can tell
        return told + share

    def part_of_pay(self, role: str) -> Decimal | None:
        """Dollars of a percentage of pay."""
        pay = self.figure("pay", "magi")
        pay = pay if pay is not None else self.person.compensation
        share = self.shares.get(role)
        if pay is not None and role == "employer":
            pay = min(pay, self.law.figure("compensation_cap_401a17").money)  # what a plan may reckon with
        return None if pay is None or share is None else cents(given(pay, "pay") * given(share / 100, "share")).money

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """The parts of the text that ask."""
        return tuple(wording.asking_parts(self.marked))

    def asks(self, *names: str) -> bool:
        """Whether one of these notions is in what is asked."""
        return not set(names).isdisjoint(wording.notions(". ".join(self.asking)))

    def asks_for(self, *names: str) -> bool:
        """Whether one of these notions is in the sentence that asks, also before its words of asking."""
        asking = (one for one in wording.sentences(self.marked) if any(part in one for part in self.asking))
        return not set(names).isdisjoint(wording.notions(". ".join(asking)))

    def speaks_of(self, *names: str) -> bool:
        """Whether one of these notions is anywhere in the text."""
        return not set(names).isdisjoint(wording.notions(self.marked))

    @cached_property
    def taken_before_half(self) -> bool | None:
        """Whether a payout came before the day of 59½, where both were told with their months; None: not told."""
        return ages.taken_before_half(self)

    @cached_property
    def of_a_child(self) -> bool:
        """Whether it is about a child, for whose IRA somebody else may pay."""
        return bool(pattern_of("people", "for_a_child").search(self.text))

    @cached_property
    def wants_verdict(self) -> bool:
        """Whether yes or no answers it."""
        asked = (
            pattern_of("asks", "yes_no").match(part)
            or pattern_of("asks", "verdict").search(part)
            or (pattern_of("asks", "inverted").search(part) and not pattern_of("asks", "wh").search(part))
            for part in self.asking
            if not {"much", "share"} & set(wording.notions(pattern_of("asks", "full_amount").sub(" ", part)))
        )
        return any(asked)

    @property
    def asks_how(self) -> bool:
        """Whether it is asked how or why, and nothing that yes or no answers."""
        return not self.wants_verdict and all(pattern_of("asks", "how_or_why").match(part) for part in self.asking)

    @property
    def asks_why(self) -> bool:
        """Whether it is asked for the reason of something, which no figure is."""
        return all(pattern_of("asks", "why").match(part) for part in self.asking)

    @property
    def asks_whether_it_may(self) -> bool:
        """Whether it is asked if a backdoor can be done at all."""
        return any(pattern_of("asks", "may_backdoor").search(part) for part in self.asking)

    @property
    def denies(self) -> bool:
        """Whether a bare yes or no could be of either: "can I do it if I don't work"."""
        return any(pattern_of("asks", "denied").search(part) for part in self.asking)

    @cached_property
    def year(self) -> int:
        """The tax year asked about: named, else the talk's, else the newest that is known."""
        since = pattern_of("asks", "since_year").search(self.text)
        if self.kind == "excess" and since and not self.told("each_year_since"):
            return int(since[1])
        if self.kind == "roth_catch_up" and self.told("wages_then"):
            return self.facts.tax_year or min(self.today.year, law.latest())  # wages of the year before decide
        text = self.text
        if self.kind == "excess" and (right := self.put_right):  # the year of the contribution, and not of that
            text = f"{text[: right.start]} {text[right.end :]}"
        text = self.of_tax_years(text)
        if (named := year_asked(text)) is not None:
            return named
        if self.kind == "last_day" and (asked := year_asked(". ".join(self.asking))) is not None:
            return asked
        if for_year := pattern_of("asks", "for_year").search(text):
            return int(for_year[1])
        times = dates.find(text, self.today)
        spoken = {when.year for when in times if when.said is dates.Said.YEAR}
        if len(spoken) == 1:
            return spoken.pop()
        if self.facts.tax_year is not None and not self.facts.year_assumed:
            self.lean("year", self.facts.tax_year)
            return self.facts.tax_year
        year = self.facts.tax_year or min(self.today.year, law.latest())
        self.assume("year", year=year)
        return year

    def of_tax_years(self, text: str) -> str:
        """A text without the years that no tax year is asked by: since when, of a birth, of basis from long ago."""
        text = pattern_of("asks", "since").sub(" ", pattern_of("people", "born").sub(" ", text))
        if self.kind in kinds.OF_THE_YEAR or self.asks("limit"):
            return text
        return " ".join(map(years.without_old_basis, pattern_of("asks", "clause").split(text)))

    @cached_property
    def births(self) -> tuple[int, ...]:
        """The years of birth that are told."""
        return tuple(map(int, pattern_of("people", "born").findall(self.text)))

    @property
    def year_of_wages(self) -> int | None:
        """The year whose wages are told: "my 2025 wages"."""
        found = pattern_of("asks", "year_of_wages").search(self.text)
        return next(int(year) for year in found.groups() if year) if found else None

    @cached_property
    def law(self) -> law.Year:
        """Refusal for a year that is not covered."""
        return law.year(self.year)

    @cached_property
    def who(self) -> str:
        """Of whom is asked, or else of whom is told: you, spouse or both."""
        if pattern_of("coverage", "of_spouse").search(" ".join(self.asking)):
            return "spouse"
        if pattern_of("people", "one_and_other").search(" ".join(self.asking)):
            return "both"
        for text in (" ".join(self.asking), self.text):
            found = self._people(text)
            if "you" in found:
                return "you"
            if found:
                return "spouse" if "spouse" in found else "both"
        return "you"

    def _people(self, text: str) -> set[str]:
        nobody, both = data()["people"]["nobody"], data()["people"]["both"]
        found = (p for p in people.find(text) if p.who != people.OTHER and p.words not in nobody)
        whose = {"both" if p.words in both else p.who if p.who in {"you", "spouse"} else "both" for p in found}
        return whose | ({"spouse"} if pattern_of("coverage", "of_spouse").search(text) else set())

    @cached_property
    def person(self) -> Person:
        return (self.facts.spouse or Person()) if self.who == "spouse" else self.facts.you

    @cached_property
    def case(self) -> Case | None:
        """What the law says of this person so far; None while too little is known, or for another year."""
        if not self.of_this_year or self.facts.filing_status is None:
            return None
        try:
            return look(self.facts.model_copy(update={"tax_year": self.year}), self.today)
        except Refusal:
            return None

    @property
    def of_this_year(self) -> bool:
        """Whether what the talk was told is of the year asked about; a year that was not told is assumed."""
        return self.facts.tax_year in {None, self.year}

    @cached_property
    def held(self) -> tuple[Decimal | None, Decimal | None]:
        """All traditional IRAs together and the basis in them, as the talk was told; None where it was not."""
        whole, basis = self._held
        self.lean("value", whole)
        self.lean("basis", basis)
        return whole, basis

    @property
    def _held(self) -> tuple[Decimal | None, Decimal | None]:
        told = self.outlook
        if told is not None and told.pretax is not None:
            basis = (told.basis or ZERO).money
            return told.pretax.money + basis, basis
        if not self.of_this_year:
            return None, None
        values = {kind.value: getattr(self.person, kind.value) for kind in AGGREGATED}
        ticked = {kind.value for kind in self.person.ira_kinds or ()}
        known = [value for value in values.values() if value is not None]
        whole = None if any(values.get(name, NOTHING) is None for name in ticked) else sum(known, NOTHING)
        return whole if known else None, self.person.basis

    @cached_property
    def alone(self) -> str:
        """What is asked, where it stands beside facts or several amounts; empty where it leans on the rest."""
        parts = wording.asking_parts(self.text)
        words = ". ".join(parts)
        if words == self.text or len(words.split()) < _ITS_OWN:
            return ""
        told = len(self.spans) - sum(part.count("§") for part in self.asking) // 2
        return f"{words}?" if self.beside or told >= _SEVERAL else ""

    @cached_property
    def outlook(self) -> Outlook | None:
        who = "spouse" if self.who == "spouse" else "you"
        return next((one for one in self.case.people if one.who == who), None) if self.case else None

    @cached_property
    def status(self) -> FilingStatus | None:
        for name, status in (("mfs", FilingStatus.MFS), ("hoh", FilingStatus.HOH), ("qss", FilingStatus.QSS)):
            if pattern_of("people", name).search(self.text):
                return status
        if pattern_of("people", "joint").search(self.text):
            return FilingStatus.MFJ
        if pattern_of("people", "single").search(self.text):
            return FilingStatus.SINGLE
        if self.facts.filing_status is not None:
            self.lean("filing", self.facts.filing_status.value)
            return self.facts.filing_status
        if pattern_of("people", "married").search(self.text) or pattern_of("people", "both_of_us").search(self.text):
            self.assume("joint")
            return FilingStatus.MFJ
        return None

    @cached_property
    def lived(self) -> bool | None:
        """Of a married person who files alone, whether they lived with the spouse in the year."""
        if self.status is not FilingStatus.MFS:
            return None
        if pattern_of("people", "apart").search(self.text):
            return False
        if pattern_of("people", "together").search(self.text) or self.facts.lived_with_spouse is not None:
            told = self.facts.lived_with_spouse
            return told if told is not None else True
        self.assume("lived")
        return True

    @cached_property
    def told_age(self) -> int | None:
        """On 31 December of the year; None where nobody said."""
        return ages.told_age(self)

    @cached_property
    def age(self) -> int:
        """As told, else under 50, and that is said."""
        if self.told_age is None:
            self.in_doubt = self.in_doubt or ages.may_be_meant(self)
            self.assume("under_50")
            return ages.catch_up_age() - 1
        return self.told_age

    @property
    def ages_of_two(self) -> tuple[int, int] | None:
        """Of the speaker and of the spouse, where the question tells both."""
        return ages.of_two(self)

    @property
    def other_age(self) -> int:
        """Of the other spouse: as told, else the same."""
        return ages.of_other(self)

    def of_each(self, *roles: str) -> tuple[Asked, Asked] | None:
        """The question for each of two people who are told with these amounts, the speaker first; None for one."""
        of = kinds.roles(self.marked, self.sums, self.kind, self.settled)
        whose = {n: wording.owner(self.marked, n) for n in of}
        each = {whose[n] for n, role in of.items() if role in roles}
        others = each - {"", wording.SPEAKER}
        if len(others) != 1 or wording.SPEAKER not in each:
            return None
        other = others.pop()
        return self._without(whose, other, "you"), self._without(whose, wording.SPEAKER, "spouse")

    def _without(self, whose: Mapping[int, str], other: str, who: str) -> Asked:
        """The question without the amounts of somebody else."""
        said = self.text
        for number, span in sorted(enumerate(self.spans), reverse=True):
            gone = whose[number] == other or wording.is_joint(self.marked.partition(f"§{number}§")[0])
            said = said[: span.start] + ("" if gone else span.words) + said[span.end :]
        for share in reversed(shares.find(said)):
            if wording.owner_of(said[: share.start]) == other:
                said = said[: share.start] + said[share.end :]
        one = replace(self, said=said, assumed=[], settled={})
        one.who = who
        return one

    def leave_out_other_people(self, subject: str, of: tuple[str, ...]) -> None:
        """Without the amounts that are told of somebody else than the one whose ``subject`` is asked about."""
        owner = next((wording.owner(self.marked, n) for n, v in self._placed(subject)), "")
        other = {
            role for role in of for n, _ in self._placed(role) if wording.owner(self.marked, n) not in {"", owner}
        }
        if owner and other:
            self.tell({name: value for name, value in self.figures.items() if name not in other})

    def plainly(self, role: str, *names: str) -> bool:
        """Whether words right beside an amount of this tell it to be one of these."""
        of = kinds.roles(self.marked, self.sums, self.kind, self.settled)
        near = (wording.nearest(self.marked, number) for number, one in of.items() if one == role)
        return any(weight == 1 and name in names for one in near for name, weight in one.items())

    @property
    def is_of_one(self) -> bool:
        """Whether every amount is of the one of two people who is asked about, though the other is spoken of."""
        owners = {wording.owner(self.marked, n) for n in range(len(self.sums))}
        mine = self.who == "you"
        return len(owners) == 1 and "" not in owners and (owners == {wording.SPEAKER}) is mine

    def leave_out_the_spouse(self) -> bool:
        """Without the amounts told of the spouse, where the speaker's own are asked about; whether that was clear."""
        whose = {n: wording.owner(self.marked, n) for n in range(len(self.sums))}
        theirs = [n for n, owner in whose.items() if owner not in {"", wording.SPEAKER}]
        if self.who != "you" or "" in whose.values() or not theirs or len(theirs) == len(whose):
            return False
        self.settle(dict.fromkeys(theirs, kinds.REST))
        return True

    def settle(self, roles: Mapping[int, str]) -> None:
        """What these amounts are of, by number, whatever was read before."""
        self.settled = {**self.settled, **roles}
        self.__dict__.pop("all_figures", None)
        self.__dict__.pop("figures", None)

    def _placed(self, role: str) -> list[tuple[int, Decimal]]:
        values = self.all_figures.get(role, ())
        return [(n, value) for n, value in enumerate(self.sums) if value in values]

    def figure(self, *names: str) -> Decimal | None:
        """The first of these that the question itself gives."""
        return next((self.figures[name] for name in names if name in self.figures), None)

    @cached_property
    def magi(self) -> Decimal | None:
        """Modified AGI without conversions: the question's, else the talk's, else pay taken for it."""
        if self.change_of_income is not None and self._magi_told is not None:
            self.lean("magi", self._magi_told)
            return self._magi_told + self.change_of_income
        if (named := self.figure("magi")) is not None:
            if (beside := self._pay_of_the_other) is not None:
                self.assume("pay_is_magi")
                return named + beside
            if self._deferred is None or not self.told("would_defer"):
                return named
            self.assume("income_then", magi=named - self.sums[self._deferred])
            return named - self.sums[self._deferred]
        if (pay := self.figure("pay", "other_pay", "profit")) is not None:
            deferred = Decimal(0) if self._deferred is None else self.sums[self._deferred]
            self.assume("pay_is_magi" if not deferred else "pay_less_deferrals")
            both = self.status in {FilingStatus.MFJ, FilingStatus.QSS} and "pay" in self.figures
            return pay + (self.figures.get("other_pay", Decimal(0)) if both else Decimal(0)) - deferred
        alone = self.status in {FilingStatus.SINGLE, FilingStatus.HOH} and self._magi_told is None
        if alone and self.kind == "direct" and self.person.compensation is not None:
            self.assume("pay_is_magi")
            self.lean("pay", self.person.compensation)
            return self.person.compensation
        self.lean("magi", self._magi_told)
        return self._magi_told

    @property
    def _pay_of_the_other(self) -> Decimal | None:
        """The pay of one spouse where the income told is the other's: "my income is 90k, my husband makes 150k"."""
        if self.status is not FilingStatus.MFJ:
            return None
        of = kinds.roles(self.marked, self.sums, self.kind, self.settled)
        before = {n: wording.clause_before(self.marked, n) for n in of}
        whose = {n: "" if wording.is_joint(words) else wording.owner_of(words) for n, words in before.items()}
        own = next((whose[n] for n, role in of.items() if role == "magi"), "")
        others = [n for n, role in of.items() if role in {"pay", "other_pay"} and whose[n] not in {"", own}]
        return self.sums[others[0]] if own and len(others) == 1 else None

    @property
    def takes_off_deferrals(self) -> bool:
        """Whether the income is a pay less what is told to go into a plan before tax."""
        return self._deferred is not None

    @property
    def _magi_told(self) -> Decimal | None:
        if self.outlook is not None and self.outlook.roth_magi is not None:
            return self.outlook.roth_magi.money
        return self.facts.income

    @cached_property
    def change_of_income(self) -> Decimal | None:
        """What is supposed to come on top of the income that was told, or to come off it; None where nothing is."""
        if self._change is None or self.facts.income is None:
            return None
        number, sign = self._change
        return sign * self.sums[number]

    @cached_property
    def _change(self) -> tuple[int, int] | None:
        """The number of the amount that is supposed to change the income, and whether it adds or takes away."""
        if pattern_of("asks", "supposing").search(self.text):
            for name, sign in (("more_income", 1), ("less_income", -1)):
                if found := pattern_of("asks", name).search(self.marked):
                    return int(next(one for one in found.groups() if one)), sign
        return None

    @cached_property
    def compensation(self) -> Decimal | None:
        """Own pay, on a joint return with the spouse's; None where nobody said."""
        pay = self.figure("pay", "profit", "other_pay")
        if pay is not None:
            joint = self.status in {FilingStatus.MFJ, FilingStatus.QSS} and "pay" in self.figures
            return pay + (self.figures.get("other_pay", Decimal(0)) if joint else Decimal(0))
        if self.outlook is not None and self.outlook.compensation is not None:
            self.lean("pay", self.outlook.compensation.money)
            return self.outlook.compensation.money
        alone = self.status in {FilingStatus.SINGLE, FilingStatus.HOH, FilingStatus.MFS}
        nothing = (
            self.speaks_of("earns_nothing") or pattern_of("people", "unearned_alone").search(self.text) is not None
        )
        return Decimal(0) if (alone or self.status is None) and nothing else None

    @cached_property
    def income(self) -> Decimal | None:
        """Pay or income of the return, before any conversion."""
        pay = self.figure("pay")
        if pay is not None:
            if self._deferred is not None:
                pay -= self.sums[self._deferred]
                self.assume("pay_less_deferrals")
            return pay + (self.figure("other_pay") or Decimal(0))
        named = pay if pay is not None else self.figure("magi", "other_pay")
        if named is None and self.says("no_income"):
            return Decimal(0)
        if named is None:
            self.lean("magi", self.facts.income)
        return named if named is not None else self.facts.income

    @cached_property
    def times(self) -> tuple[dates.When, ...]:
        return dates.find(self.text, self.today)

    @property
    def stated_day(self) -> date | None:
        """The one day that is named, to the day."""
        named = [when.first for when in self.times if when.said is dates.Said.DAY]
        return named[0] if len(named) == 1 else None

    def when(self, name: str, least: dates.Said = dates.Said.YEAR) -> dates.When | None:
        """The time that stands within these words of the table of asking, told at least so closely."""
        found = pattern_of("asks", name).search(self.text)
        times = (one for one in self.times if one.said >= least)
        return found and next((one for one in times if found.start() <= one.start < found.end()), None)

    @property
    def put_right(self) -> dates.When | None:
        """When an excess was taken out, where that is told."""
        found = pattern_of("asks", "put_right_in").search(self.text)
        times = (one for one in reversed(self.times) if found and found.start() <= one.start < found.end())
        return next(times, None)

    @property
    def year_named_ahead(self) -> bool:
        """Whether a year is named that is later than all that have figures."""
        return any(when.year > law.latest() for when in self.times)

    @cached_property
    def planned(self) -> date | None:
        """The day still ahead on which something is to be done, or the first of its month, where one is named."""
        exact = {dates.Said.DAY, dates.Said.MONTH}
        ahead = [when.first for when in self.times if when.said in exact and when.first > self.today]
        return ahead[0] if len(ahead) == 1 else None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year that is named, in whatever form; that of a birth aside."""
        told = (when for when in self.times if not (when.said is dates.Said.DAY and when.first == self.today))
        return tuple(when.year for when in told if when.year not in self.births)

    @cached_property
    def of_two(self) -> bool:
        """Whether the speaker and the spouse both stand in it."""
        found = people.find(self.text)
        spouse = any(p.who == people.SPOUSE and p.words not in data()["people"]["nobody"] for p in found)
        return spouse and any(p.words in data()["people"]["speaker"] for p in found)

    @cached_property
    def of_a_couple(self) -> bool:
        """Whether two spouses are asked about."""
        return self.who == "both" and self.status in {None, FilingStatus.MFJ, FilingStatus.QSS}

    @cached_property
    def percent(self) -> Decimal | None:
        """The one percentage that is named, in percent."""
        found = {Decimal(number) for number in _PERCENT.findall(self.text)}
        return found.pop() if len(found) == 1 else None

    def assume(self, name: str, **values: object) -> None:
        self.taken.append(name)
        sentence = say(f"asked.assumed.{name}", **values)
        if sentence not in self.assumed:
            self.assumed.append(sentence)

    def says(self, name: str) -> bool:
        return bool(pattern_of("people", name).search(self.text))

    def told(self, name: str) -> bool:
        """Whether words of the table of asking stand anywhere in it."""
        return bool(pattern_of("asks", name).search(self.text))

    @property
    def knows_income(self) -> bool:
        """Whether the talk was told how the person files, and an income."""
        told = self.facts.income is not None or self.person.compensation is not None
        return self.facts.filing_status is not None and told

    @property
    def moves_home(self) -> bool:
        """Whether somebody moves from one state to another, by their letters or names: "from CA to NV"."""
        by_name = len(set(wording.states_named(self.text))) > 1 and self.told("moves")
        return by_name or pattern_of("asks", "moves_home").search(self.cased) is not None

    def tells(self, name: str) -> bool:
        """Whether it is said outside of what is asked."""
        told = self.marked
        for part in self.asking:
            told = told.replace(part, " ")
        return bool(pattern_of("people", name).search(told))

    @cached_property
    def cased(self) -> str:
        """As typed, for the letters of a state."""
        return clean(self.said)


def of_whom(said: str, facts: Facts) -> Facts:
    """The facts of the talk that a question may lean on: none but the year where it is of somebody else."""
    if not pattern_of("asks", "somebody_else").search(tidy(said)):
        return facts
    return Facts() if facts.year_assumed else Facts(tax_year=facts.tax_year)


def _in_thousands(found: re.Match[str]) -> str:
    start, end = (place - found.start() for place in found.span("pay"))
    return found[0][:start] + found["pay"] + "k" + found[0][end:]
