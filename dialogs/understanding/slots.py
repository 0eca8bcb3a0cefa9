"""What one clause is about: which act, which account or plan, which year; and the facts that an amount in it can be.

A fact follows from these and from nothing else: converted money is "converted" whatever the words for it; an amount
"in" a SEP is its value, "into" a traditional IRA a contribution of the year it was "for".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from calc.effort import once
from dialogs.understanding.clauses import Clause, articles, is_harmless
from dialogs.understanding.dates import Said, When
from dialogs.understanding.lexicon import data, lexicon, pattern
from dialogs.understanding.marks import Mark
from dialogs.understanding.tokens import tokens

VALUES = ("traditional", "rollover", "sep", "simple", "roth")
THIS, LAST, NEXT, OTHER = "this", "last", "next", "other"
PLAN_WORDS = frozenset({"match", "after_tax", "pretax", "roth_side"})
_PLAIN = frozenset({"has", "opened", "maxed", "is_a"})  # acts that go with any account
_PAYS = frozenset({"pays", "from_firm"})
_WORK = frozenset({"earned", "works"})
_INCOME = frozenset({"pay", "agi", "profit"})
_WAGES = frozenset({"pay", "income"})
COUPLE = ("you", "spouse")
_NAME = 4  # words between "old" and the plan
LEAST_PAY = 10_000  # dollars; a smaller amount beside a name may be of anything
_ANYTHING = frozenset(data("grammar")["anything"]["words"])
_BEHIND = 80  # characters in which what a year is of is named
_PAIR = 2
_MOVE = 3  # what moved, that it went in, and where to
_LONG = 6  # letters: a longer word for a SIMPLE says more than the adjective does


@dataclass(frozen=True, slots=True)
class Slots:
    """acts, iras, plans, things: keys of the vocabularies; year: of the act; for_year: the one it was for.

    into: the money went there; total: of two people together; own: out of the person's own pay.
    """

    acts: frozenset[str] = frozenset()
    iras: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    things: frozenset[str] = frozenset()
    year: str | None = None
    for_year: str | None = None
    into: bool = False
    total: bool = False
    own: bool = False

    def any(self, *names: str) -> bool:
        return not {*self.acts, *self.things}.isdisjoint(names)

    @property
    def empty(self) -> bool:
        return not (self.acts - _PLAIN or self.iras or self.plans or self.things)

    @property
    def resolved(self) -> Slots:
        """What a firm pays is money for its plan where one is spoken of, and wages where none is."""
        if self.acts.isdisjoint(_PAYS):
            return self
        if self.iras:  # a SEP from consulting
            return replace(self, acts=self.acts - _PAYS)
        plan = self.plans or self.into or self.things & PLAN_WORDS
        return replace(self, acts=self.acts - _PAYS | {"employer" if plan and not self.things & _WAGES else "earned"})

    def after(self, before: Slots) -> Slots:
        """With what the clause leaves out taken from the one before it."""
        if "hsa" in self.things:
            return self
        account = bool(self.iras or self.plans)
        if "backdoor" in self.acts:  # both 401(k)s maxed, back door done in January
            before = replace(before, plans=(), things=before.things - PLAN_WORDS)
        works = not self.things and (_WORK >= self.acts - _PLAIN > frozenset() or "is_a" in self.acts)
        paid = bool(self.things & _INCOME) and not (self.acts - _PLAIN - {"earned"})
        if "backdoor" in before.acts and self.acts & {"paid_in", "converted"} and self.year is None:
            parts = replace(self, acts=self.acts | {"backdoor"}, year=before.year)  # a back door last year: 7,000 in
            return parts.after(replace(before, acts=before.acts - {"backdoor"}))
        if not account and (paid or (works and not self.into)):
            before = Slots(
                year=before.year if before.acts & _WORK or before.things & _INCOME else None
            )  # a teacher with a 403(b), makes 78k
        begun = before.acts in ({"opened"}, {"born"})  # a solo plan opened last year: 15,000 from me
        goes_on = not (self.acts - _PLAIN) and not self.things and (not account or self.into or not self.acts)
        values = account and not self.into and not self.acts
        moved = "converted" in self.acts and "after_tax" not in before.things and not self.things  # out of an IRA
        goes_on = goes_on or (self.things == {"pretax"} and "deferred" in before.acts and not (self.acts or account))
        goes_on = goes_on and not (values and before.acts - _PLAIN and not before.any("paid_in", "converted"))
        then = before.acts == {"opened"} and before.year in {LAST, OTHER} and bool(before.iras)
        if then and self.acts == {"paid_in"} and not account and self.year is None:  # opened in 2022 and put 6k in
            return replace(self, iras=before.iras, year=before.year)
        return replace(
            self,
            acts=self.acts | before.acts if goes_on else self.acts,
            iras=self.iras or (() if account or self.things - {"withheld"} else before.iras),
            plans=self.plans or (() if self.iras or moved else before.plans),
            things=self.things or (before.things if goes_on and not account else frozenset()),
            year=self.year or (before.year if goes_on and (not account or self.into) and not begun else None),
            for_year=self.for_year or (before.for_year if goes_on and not (self.year or self.plans) else None),
            into=self.into or (before.into and goes_on and not account),
        )


@once
def slots(clause: Clause, years: tuple[int, int]) -> Slots:
    """What stands in the clause itself. years: the talk's tax year and the running one."""
    aside = {mark.start for mark in _aside(clause) if "deferred" in mark.keys}  # 275k after deferrals
    acts = {key for mark in clause.of("act") if mark.start not in aside for key in mark.keys}
    links = set(clause.keys("link"))
    iras, plans, things = _placed(clause, acts, *_accounts(clause))
    if _is_undeducted_account(clause):
        things.discard("basis")
    if _is_undeducted_deed(clause) or _adds_up(clause):
        acts.discard("paid_in")
    if "works" in acts and "has" in acts and iras:  # self-employed with a SEP holding 52k
        acts.discard("works")
    acts = acts - {"has"} | {"took_out"} if _is_taken_out(clause) else acts
    acts -= {"has"} if _goes_in_it(clause, acts) else set[str]()
    ends_in = _ends_in(clause)
    if "paid_in" in acts and "earned" in acts:
        plainly = bool(clause.of("not")) and not _ANYTHING.isdisjoint(clause.unknown)  # hasn't paid anything yet
        plainly = (
            plainly or ends_in or _goes_in(clause) or any(mark.keys == ("paid_in",) for mark in clause.of("act"))
        )
        acts.discard("earned" if plainly or iras or plans or links & {"into", "for"} else "paid_in")
    if not acts - _PLAIN and "into" in links and iras and clause.amount is not None and "rmd" not in things:
        acts.add("converted" if iras == ["roth"] and _goes_over(clause) else "paid_in")
    acts, iras = _nondeductible(clause, acts, iras, plans, things)
    if _is_done_back_door(clause):
        acts, iras = acts - {"has"} | {"backdoor"}, []
    if clause.amount is None and clause.of("not") and "paid_in" in acts and _is_nondeductible(clause):
        things.add("basis")  # never put in nondeductible money
    year, for_year = _years(clause, years)
    if any(mark.time and mark.time.said is Said.DAY and _is_year_end(mark.time) for mark in clause.marks):
        things.add("year_end")
    here = Slots(frozenset(acts), tuple(iras), tuple(plans), frozenset(things), year, for_year)
    acts |= {"paid_in"} if clause.amount and _is_paid_in(clause, here) else set[str]()
    if "rolled_over" in acts and iras[-1:] == ["roth"] and not plans and _into_a_roth(clause):
        acts, iras = acts - {"rolled_over"} | {"converted"}, ["roth"]  # moved 9,200 over to my Roth
    if is_pay_with_plan(clause):
        acts.add("earned")
    if ("earned" in acts or "pay" in things) and "has" in acts and plans and at_an_employer_with(clause):
        plans = []  # I make 165k at a startup with a 401(k)
    if clause.amount is not None and not (acts or iras or plans) and things == {"after_tax"} and _did(clause):
        acts.add("deferred")  # I've done 18k after-tax so far
    if clause.amount is not None and not (acts or iras or plans or things) and is_firms(clause):
        acts.add("employer")  # 24,500 employee and 45,000 employer
    plain = not acts - _PLAIN - {"occupied"}
    if not (iras or plans or things) and (_is_paid_work(clause, acts) or (plain and _on(clause))):
        acts.add("earned")  # my wife works part time, 19k; a chemist on 134k
    acts.discard("occupied")
    together = clause.has("link", "total") or (clause.has("both") and not clause.has("each"))
    own = "own_part" in links
    into = "into" in links or ("from_firm" in acts and ends_in)  # from the business 18,000 go in
    return Slots(frozenset(acts), tuple(iras), tuple(plans), frozenset(things), year, for_year, into, together, own)


def _is_paid_work(clause: Clause, acts: set[str]) -> bool:
    """Whether work is told with what it pays: my wife works part time, 19k."""
    amount = clause.amount
    return "works" in acts and amount is not None and (amount.key == "money" or clause.has("link", "for"))


def _accounts(clause: Clause) -> tuple[list[str], list[str], set[str]]:
    """The IRAs, the plans and the other things that are named in a clause."""
    aside = _aside(clause)
    named = {
        kind: [key for m in clause.of(kind) if m not in aside for key in m.keys] for kind in ("thing", "plan", "ira")
    }
    things = set(named["thing"])
    plans = [kind for kind in dict.fromkeys(named["plan"]) if kind != "any" or len(set(named["plan"])) == 1]
    iras = [kind for kind in dict.fromkeys(named["ira"]) if kind != "simple" or _is_simple(clause)]
    if iras and (plans == ["old"] or _are_sources(clause)):  # an IRA "from my old job", from my first firm's plan
        plans = []
    if "old" in plans or (plans and not iras and _is_former(clause)):
        plans = ["pension"] if "pension" in plans else ["old"]
    if len(iras) > 1 and "any" in iras:
        iras.remove("any")
    if "roth_side" in things and _is_roth_ira(clause):  # 7,500 in Roth IRA
        things, iras = things - {"roth_side"}, ["roth"]
    if "simple" in plans and (iras or not _is_simple(clause)):
        plans.remove("simple")
    if iras == ["simple"] and plans == ["any"]:  # a SIMPLE IRA plan
        iras, plans = [], ["simple"]
    if iras == ["roth"] and (plans or "roth_side" in things) and clause.has("link", "of_it"):
        iras, things = [], things | {"roth_side"}  # "24,500, of which 10,000 are Roth"
    if clause.has("act", "inherited") and iras and (iras == ["any"] or _is_left_to_somebody(clause)):
        iras = ["inherited"]
    return iras, plans, things


def _are_sources(clause: Clause) -> bool:
    """Whether every plan is only what an account before it came from."""
    told = [mark for mark in clause.marks if mark.kind not in COUPLE and mark.kind != "word"]
    led = {behind.start for before, behind in pairwise(told) if before.kind == "link" and "from" in before.keys}
    first = next((mark.start for mark in clause.of("ira")), None)
    plans = clause.of("plan")
    return bool(plans) and first is not None and all(mark.start in led and mark.start > first for mark in plans)


def _is_left_to_somebody(clause: Clause) -> bool:
    """Whether the account that is named is the one that somebody left: my father left me his traditional IRA."""
    left = next(mark.end for mark in clause.of("act") if "inherited" in mark.keys)
    account = clause.of("ira")[0]
    between = [mark for mark in clause.marks if left <= mark.start and mark.end <= account.start]
    if left <= account.start and pattern("slots", "of_somebody").search(
        clause.text[left - clause.start : account.start - clause.start]
    ):
        return True  # inherited my mom's traditional IRA
    return left <= account.start and not any(mark.kind in {"amount", "link", "act", "you"} for mark in between)


def _placed(
    clause: Clause, acts: set[str], iras: list[str], plans: list[str], things: set[str]
) -> tuple[list[str], list[str], set[str]]:
    """The accounts of a clause as what is done with them tells them."""
    if iras == ["simple"] and not plans and (acts & {"deferred", "employer"} or "match" in things):
        return [], ["simple"], things  # I defer 17,000 to the SIMPLE
    if not iras and plans and clause.amount is not None and _is_left_behind(clause):
        return iras, ["old"], things
    if plans == ["old"] and not iras and _came_from(clause):
        return ["rollover"], [], things
    return iras, plans, things


def _nondeductible(
    clause: Clause, acts: set[str], iras: list[str], plans: list[str], things: set[str]
) -> tuple[set[str], list[str]]:
    """The acts and IRAs of a clause in which money is called nondeductible; what is left of it is basis."""
    if clause.amount is None or not _is_nondeductible(clause):
        return acts, iras
    if clause.has("link", "of_it", "it") and not acts:  # of which 6,000 was nondeductible
        things.add("basis")
    elif iras and not acts:
        return acts | {"paid_in"}, iras
    elif not (iras or plans) and ("paid_in" in acts or (not acts and _did(clause))):
        return acts | {"paid_in"}, ["traditional"]  # we each did 7,500 nondeductible
    elif not plans and acts <= {"has", "opened"}:
        things.add("basis")  # a traditional IRA with 6,000 nondeductible in it
    return acts, iras


def _ends_in(clause: Clause) -> bool:
    last = clause.marks[-1] if clause.marks else None
    return last is not None and last.kind == "link" and "in" in last.keys


def _is_paid_in(clause: Clause, here: Slots) -> bool:
    """Whether an amount was paid in, though no word for that stands beside it."""
    if not here.acts - {"has"} and _is_of_a_year(clause) and here.year in {LAST, OTHER}:
        return not (here.things or here.plans)  # a traditional IRA, 7,000 from last year
    if here.acts <= {"backdoor"} and (_ends_in(clause) or _goes_in(clause)):
        return True  # 7,500 in
    if {"opened", "has"} <= here.acts and here.year == THIS and here.iras:
        return set(here.iras) <= {"traditional", "roth"}  # opened a Roth IRA with 2,000 in March
    if here.acts or here.plans or here.things or not _did(clause):
        return False
    in_it = set(here.iras) <= {"traditional", "roth"} and here.year in {None, THIS} and clause.amount is not None
    return in_it if here.iras else bool(here.for_year)  # I did 7,500 traditional in February; for 2026 I did 7,500


def _is_taken_out(clause: Clause) -> bool:
    """Whether an amount stands within the words for taking it out, and that is no wish: I had to take 16,200 out."""
    if clause.has("mood", "wished", "supposed"):
        return False
    amount = clause.amount
    before = [mark for mark in clause.marks if amount and mark.end <= amount.start][-1:]
    behind = [mark for mark in clause.marks if amount and mark.start >= amount.end][:1]
    words = [
        clause.text[mark.start - clause.start : mark.end - clause.start].casefold() for mark in [*before, *behind]
    ]
    takes, out = data("grammar")["takes"]["words"], data("grammar")["out"]["words"]
    return len(words) == _PAIR and words[0] in takes and words[1] in out


def _goes_in_it(clause: Clause, acts: set[str]) -> bool:
    """Whether "in it" only tells where money went, and nothing of what is there."""
    has = [mark for mark in clause.of("act") if "has" in mark.keys]
    words = (clause.text[mark.start - clause.start : mark.end - clause.start].casefold() for mark in has)
    return "paid_in" in acts and all(word in data("grammar")["in_it"]["words"] for word in words)


def _is_of_a_year(clause: Clause) -> bool:
    """Whether nothing is told of an amount but the year that it is from: 7,000 from last year."""
    told = [mark for mark in clause.marks if mark.kind != "word" or not is_harmless(mark.key)]
    kinds = [mark.kind for mark in told]
    return kinds == ["amount", "link", "time"] and "from" in told[1].keys


def _is_done_back_door(clause: Clause) -> bool:
    """Whether an account is named after a back door that was done, and not for its money: did my backdoor IRA."""
    words = (clause.text[m.start - clause.start : m.end - clause.start].casefold() for m in clause.of("ira"))
    named = any(lexicon("acts", "act").at(tokens(one.removeprefix("the ")), 0) for one in words)
    return named and _did(clause)


def _is_left_behind(clause: Clause) -> bool:
    """Whether an amount was left in a plan: he left 52,300 in the startup's 401(k)."""
    marks = [mark for mark in clause.marks if mark.kind != "word" or mark.key not in articles()]
    return any(
        before.kind == "word" and before.key in data("grammar")["leaves"]["words"] and mark.kind == "amount"
        for before, mark in pairwise(marks)
    )


def _came_from(clause: Clause) -> bool:
    """Whether an account is said to have come out of a former plan: it came out of my old company's plan."""
    told = [
        mark for mark in clause.marks if mark.kind not in COUPLE and (mark.kind != "word" or not is_article(mark))
    ]
    return any(
        before.key in data("grammar")["came"]["words"] and "from" in led.keys and plan.kind == "plan"
        for before, led, plan in zip(told, told[1:], told[2:], strict=False)
    )


def is_article(mark: Mark) -> bool:
    """Whether a mark is a word without weight."""
    return mark.kind == "word" and mark.key in articles()


def _is_undeducted_account(clause: Clause) -> bool:
    """Whether what an account holds is told, and that it was not deducted: one with 21,400 she never deducted."""
    told = [
        m for m in clause.marks if m.kind in {"amount", "ira", "act"} or (m.kind == "thing" and "basis" in m.keys)
    ]
    undeducted = lexicon("accounts", "not_deducted")
    behind = told[3:]
    return [m.kind for m in told] == ["ira", "act", "amount", "thing"] and bool(
        undeducted.whole(
            tokens(clause.text[behind[0].start - clause.start : behind[0].end - clause.start].casefold())
        )
    )


def _adds_up(clause: Clause) -> bool:
    """Whether a word for what is put in only leads a sum: my nondeductible contributions add up to 19,000."""
    last = [mark for mark in clause.marks if clause.amount and mark.end <= clause.amount.start][-1:]
    words = [clause.text[mark.start - clause.start : mark.end - clause.start].casefold() for mark in last]
    led = (
        clause.amount is not None and clause.amount.amount is not None and clause.amount.amount.words.startswith("up")
    )
    return led and words[:1] != [] and words[0] in data("grammar")["adds_up"]["words"]


def _is_undeducted_deed(clause: Clause) -> bool:
    """Whether it only says that what went in once was not deducted: he never deducted the 6,500 he had put in."""
    told = [m for m in clause.marks if m.kind in {"amount", "act"} or (m.kind == "thing" and "basis" in m.keys)]
    return [m.kind for m in told] == ["thing", "amount", "act"] and "paid_in" in told[-1].keys


def _is_former(clause: Clause) -> bool:
    """Whether a plan is called the old one, with a name of it between: my old Fidelity 401(k)."""
    plan = next(iter(clause.of("plan")), None)
    before = [mark for mark in clause.marks if plan and mark.end <= plan.start]
    named = list(takewhile(lambda mark: mark.kind == "word", reversed(before)))[:_NAME]
    return any(mark.key in data("plan")["former"]["words"] for mark in named)


def _goes_in(clause: Clause) -> bool:
    """Whether an amount goes in, and a day or a year follows: paid 7,500 in on January 8."""
    return any(
        amount.kind == "amount"
        and "in" in goes.keys
        and (behind.kind == "link" or (behind.time is not None and _is_spoken(behind.time)))
        for amount, goes, behind in zip(clause.marks, clause.marks[1:], clause.marks[2:], strict=False)
    )


def _is_spoken(time: When) -> bool:
    """Whether a year is said in words: 9,000 in this year."""
    return time.said is Said.YEAR and not any(map(str.isdigit, time.words))


def _into_a_roth(clause: Clause) -> bool:
    """Whether what moved went into a Roth IRA: so much, and then where to."""
    told = [mark for mark in clause.marks if mark.kind in {"amount", "share", "ira"} or "into" in mark.keys]
    if len(told) == _MOVE + 1 and told[1].kind == "ira" and told[1] in _led_by_from(clause):
        del told[1]  # 9,000 from my traditional IRA to my Roth
    return len(told) == _MOVE and told[0].kind == "amount" and "into" in told[1].keys and told[2].keys == ("roth",)


def _goes_over(clause: Clause) -> bool:
    """Whether an amount goes out, or over, to where it is named: 7,500 in and 7,500 out to Roth."""
    return any(
        before.key in data("grammar")["goes_over"]["words"] and "into" in led.keys
        for before, led in pairwise(clause.marks)
    )


def _led_by_from(clause: Clause) -> list[Mark]:
    """The accounts that something came out of."""
    told = [mark for mark in clause.marks if mark.kind not in COUPLE and not is_article(mark)]
    return [mark for led, mark in pairwise(told) if mark.kind == "ira" and {"from", "own_part"} & {*led.keys}]


def _did(clause: Clause) -> bool:
    """Whether it only says that something was done."""
    return any(word in data("grammar")["did"]["words"] for word in clause.unknown)


def is_firms(clause: Clause) -> bool:
    """Whether nothing is told of an amount but that it is the employer's."""
    firm = data("plan")["firm"]["words"]
    said = clause.unknown
    plain = not clause.of(*COUPLE, "both", "each", "status", "state", "time", "not", "mood")
    return plain and any(word in firm for word in said) and all(is_harmless(word) for word in said)


def _is_nondeductible(clause: Clause) -> bool:
    """Whether money is called nondeductible beside the account that it is in: 7.5k nondeductible in my IRA."""
    words = data("accounts")["nondeductible"]["words"]
    deeds = (clause.text[mark.start - clause.start : mark.end - clause.start].casefold() for mark in clause.of("act"))
    return any(word in words for word in clause.unknown) or any(word in deed for deed in deeds for word in words)


def _is_roth_ira(clause: Clause) -> bool:
    """Whether the Roth side of something is a Roth IRA's: the next word is the account."""
    return any(
        "roth_side" in mark.keys and behind.kind == "ira" and behind.start - mark.end <= 1
        for mark, behind in pairwise(clause.marks)
    )


def _aside(clause: Clause) -> list[Mark]:
    """Accounts and things that an amount is only said to be without, or beyond: "after 401(k) stuff"."""
    told = [mark for mark in clause.marks if mark.kind not in {"you", "spouse", "both"}]  # after my 401(k)
    pairs = pairwise(told)
    return [mark for before, mark in pairs if before.kind == "link" and "without" in before.keys]


def at_an_employer_with(clause: Clause) -> bool:
    """Whether the plan is only what the employer has: "earn 165k at a startup with a 401k"."""
    told = [m for m in clause.marks if m.kind in {"act", "amount", "plan"} or (m.kind == "thing" and "pay" in m.keys)]
    order = [("earned" in m.keys, "has" in m.keys) if m.kind == "act" else m.kind for m in told]
    order = [(True, False) if one == "thing" else one for one in order]
    return is_pay_with_plan(clause) or order in (
        [(True, False), "amount", (False, True), "plan"],
        ["amount", (True, False), (False, True), "plan"],
    )


_WORKING = (("is_a",), ("works",), ("earned",))


def is_pay_with_plan(clause: Clause) -> bool:
    """Whether an amount is told with the plan at work, and nothing of what is in it: 68k with a 403(b)."""
    plans = {m.start for m in clause.of("plan")}  # a pension is one, and no income beside a pay
    told = [m for m in clause.marks if m.kind in {"act", "amount", "plan", "thing", "ira", "not", "mood"}]
    told = [m for m in told if m.kind != "thing" or m.start not in plans]
    told = told[1:] if told and told[0].keys in _WORKING else told  # a nurse at 92k with a 403(b)
    if [m.kind for m in told] != ["amount", "act", "plan"] or told[0].key != "money":
        return False
    amount, has, _ = told
    said = clause.text[has.start - clause.start : has.end - clause.start].casefold()
    values = amount.amount.values if amount.amount else ()
    return said in data("grammar")["with"]["words"] and any(value >= LEAST_PAY for value in values)


def of_the_job(clause: Clause) -> tuple[Mark, ...]:
    """What is told of the job that an account comes from, and not of the account: "from a job she left in 2019"."""
    accounts = [mark.end for mark in clause.of("ira")]
    plain = [
        m for m in clause.marks if m.kind not in {"you", "spouse"} and (m.kind != "word" or m.key not in articles())
    ]
    starts = [
        job.end
        for source, job in pairwise(plain)
        if source.kind == "link" and "from" in source.keys and job.kind == "plan" and "old" in job.keys
    ]
    return tuple(m for m in clause.marks if accounts and starts and accounts[0] <= starts[0] <= m.start)


def _is_year_end(time: When) -> bool:
    return (time.last.month, time.last.day) == (12, 31)


def _on(clause: Clause) -> bool:
    """Whether an amount comes right behind "on", or of a person behind "at" or "for": a chemist on 134k."""
    said = [mark for mark in clause.marks if mark.kind != "word" or not is_harmless(mark.key)]
    told = {mark.kind for mark in said}
    alone = told <= {"amount", "link", "you", "spouse", "mood"} and bool(told & {"you", "spouse"})
    alone = alone and not clause.has("link", "it")  # hers at 24,900: of what was spoken of
    alone = alone or (clause.has("act", "occupied") and bool(clause.of(*COUPLE)))  # he runs a kitchen for 91,500
    leads = {"on", "in", "for"} if alone else {"on"}
    return any(
        mark.kind == "amount" and mark.key == "money" and before.kind == "link" and not leads.isdisjoint(before.keys)
        for before, mark in pairwise(said)
    )


def _is_loud(clause: Clause, mark: Mark) -> bool:
    """Whether a word is written large, and the rest of its clause is not: an old SIMPLE from my time there."""
    word = clause.text[mark.start - clause.start : mark.end - clause.start]
    return word.isupper() and not clause.text.isupper()


def _is_simple(clause: Clause) -> bool:
    """SIMPLE the account, and no adjective."""
    marks = [mark for mark in clause.of("ira") if "simple" in mark.keys]
    return (
        any(mark.end - mark.start > _LONG for mark in marks)
        or any(_is_loud(clause, mark) for mark in marks)
        or clause.amount is not None
        or not set(clause.unknown) - articles()
    )


def _years(clause: Clause, years: tuple[int, int]) -> tuple[str | None, str | None]:
    """When it was done, and the year it was for; relative to the tax year of the talk."""
    year = for_year = None
    aside = of_the_job(clause)
    for before, mark in zip((None, *clause.marks), clause.marks, strict=False):
        since = before is not None and "opened" in before.keys and year is not None
        if mark.time is None or mark in aside or since:  # in January I put 7,500 in, like every year since 2011
            continue
        told = relative(mark.time.year, years[0])
        behind = next((one for one in clause.marks if one.start >= mark.end), None)
        rest = tokens(clause.text[mark.end - clause.start :][:_BEHIND].casefold())
        of_act = behind is not None and behind.start - mark.end <= 1 and bool({"backdoor"} & set(behind.keys))
        of_act = of_act or lexicon("grammar", "a_contribution").at(rest, 0) is not None
        origin = before is not None and before.kind == "link" and "from" in before.keys
        if origin and told in {LAST, OTHER} and clause.has("act", "has") and clause.of("ira"):
            continue  # sitting in an IRA from 2023
        led = before is not None and before.kind == "link" and "for" in before.keys
        if (led or of_act) and mark.time.said is Said.YEAR:  # my 2025 backdoor
            for_year = told
        else:
            year = told
    return year, for_year


def relative(year: int, talk: int) -> str:
    return {talk: THIS, talk - 1: LAST, talk + 1: NEXT}.get(year, OTHER)


@dataclass(frozen=True, slots=True)
class Meant:
    """The facts that an amount may be, without their owner; ``plans.?`` stands for the plan spoken of.

    sure: no more than one thing is meant; adds: the amount comes on top of one told before (a bonus).
    """

    facts: tuple[str, ...] = ()
    sure: bool = True
    adds: bool = False


NOTHING = Meant()


def meant(s: Slots) -> Meant:
    """The facts that dollars in a clause with these slots are of."""
    current = s.year in {None, THIS} and s.for_year in {None, THIS}
    if s.things & {"loan", "firm"}:
        return NOTHING
    if s.any("saved") and not s.plans:
        return Meant(("save",))
    if "basis" in s.things and not s.any("paid_in", "converted"):
        return Meant(("basis",))
    if "after_tax" in s.things and set(s.iras) & {"traditional", "any"} and not (s.plans or s.acts - _PLAIN):
        return Meant(("basis",))  # after-tax money in an IRA
    if "converted" in s.acts and not s.any("withheld"):
        return _converted(s, current=current)
    if (
        "paid_in" in s.acts
        and not (s.plans or (s.own and not s.iras))
        and not s.things & {*PLAN_WORDS, "pay", "income", "agi", "bonus", "profit"}
    ):
        return _paid_in(s)
    of_account = {"year_end", "profit"} if s.any("has") else {"year_end"}  # "a SEP IRA with 120k from my business"
    moved = "rolled_over" in s.acts and s.into and not (s.plans or s.things) and s.year in {None, THIS, LAST}
    if moved and s.iras and set(s.iras) <= {"traditional", "rollover", "any"}:
        return Meant(("rollover",) if s.iras == ("any",) else s.iras, sure=False)  # rolled 95k over into an IRA
    if s.iras and not s.plans and s.things <= of_account and not s.acts - _PLAIN:
        return Meant(("year_end_value",)) if "year_end" in s.things else _worth(s)
    if s.plans and s.plans[0] in {"old", "pension"} and not s.any("rolled_over", "rolled_in", "took_out", "match"):
        if s.any("paid_in", "deferred") and not s.any("has"):  # at the old one I put 14,000 into the 401(k)
            return NOTHING
        is_income = s.plans[0] == "pension" and (not s.any("has") or bool(s.things & {"hsa", "unearned"}))
        return NOTHING if is_income else Meant((f"plans.{s.plans[0]}.value",))
    if not current:
        return NOTHING
    for name, fact in _ONE.items():
        if s.any(name):
            return Meant((fact,))
    if "after_tax" in s.things and (s.plans or s.year == THIS or s.any("paid_in", "has", "deferred")):
        return Meant(("plans.?.after_tax_made",))
    if "rmd" in s.things:
        return Meant(("withdrew",) if "took_out" in s.acts else ("ira_rmd",))
    if "took_out" in s.acts:
        return NOTHING if s.plans or {"roth", "inherited"} & set(s.iras) else Meant(("withdrew",))
    if s.plans:
        return _of_plan(s)
    if "deferred" in s.acts or ("paid_in" in s.acts and (s.own or "pretax" in s.things)):
        return Meant(("plans.?.deferrals",))
    return _income(s)


_ONE = {
    "withheld": "withheld",
    "to_charity": "charity",
    "relabeled": "relabeled",
    "foreign": "foreign_excluded",
    "add_backs": "add_backs",
    "employer": "plans.?.employer_money",
    "match": "plans.?.employer_money",
}


def _converted(s: Slots, *, current: bool) -> Meant:
    if s.things & {"after_tax"} or (s.plans and not s.iras):
        return NOTHING
    if s.year == NEXT:
        return Meant(("converted_next",))
    return Meant(("converted",)) if current or (s.for_year == LAST and s.year in {None, THIS}) else NOTHING


def _paid_in(s: Slots) -> Meant:
    """A contribution; for the year before only where it was made in this one."""
    if s.for_year == LAST and s.year in {None, THIS}:
        elsewhere = bool(s.iras) and not {"traditional", "any"} & set(s.iras)  # into a Roth, a SEP
        return NOTHING if elsewhere else Meant(("contributed_prior",), sure="traditional" in s.iras)
    if s.year in {LAST, OTHER} or s.for_year not in {None, THIS}:
        return NOTHING
    if "backdoor" in s.acts and "paid_in" in s.acts and not s.iras:
        return Meant(("contributed",))
    for kind, fact in (("traditional", "contributed"), ("roth", "contributed_roth"), ("sep", "sep_contribution")):
        if kind in s.iras:
            return Meant((fact,))
    if set(s.iras) & {"rollover", "simple", "inherited"}:
        return NOTHING
    return Meant(("contributed", "contributed_roth"), sure=False)


def _worth(s: Slots) -> Meant:
    """What an account holds today."""
    if s.year in {LAST, OTHER} and not s.any("opened"):
        return NOTHING
    if "inherited" in s.iras:
        return NOTHING
    if "any" in s.iras:
        return Meant(("traditional", "rollover"), sure=False)
    if s.iras == ("roth",) and s.any("opened") and s.any("has") and s.year == THIS:
        return Meant(("contributed_roth",))
    if s.iras == ("traditional",) and s.acts == {"opened"} and s.year == THIS:
        return Meant(("contributed",))  # opened only this year: 7,500 on August 3
    kinds = tuple(kind for kind in s.iras if kind in VALUES)
    return Meant(kinds, sure=len(kinds) == 1)


def _of_plan(s: Slots) -> Meant:
    if s.plans[0] == "simple" and s.any("has"):  # a SIMPLE IRA at work
        return Meant(("simple",))
    if s.any("rolled_over", "rolled_in"):
        return NOTHING
    if "roth_side" in s.things:
        return Meant(("plans.?.roth_deferrals",))
    if s.any("paid_in", "deferred", "saved", "maxed", "earned", "pretax") or s.into or s.own:
        return Meant(("plans.?.deferrals",))
    if s.any("has") and s.year == THIS:
        return Meant(("plans.?.deferrals", "plans.?.value"), sure=False)
    if s.any("has"):
        return Meant(("plans.?.value",))
    return Meant(("plans.?.deferrals", "plans.?.value"), sure=False)


def _income(s: Slots) -> Meant:
    """Pay, income, profit."""
    if "hsa" in s.things and "agi" not in s.things:
        return NOTHING
    if "agi" in s.things:
        return Meant(("agi",))
    if "profit" in s.things:
        return Meant(("plans.solo401k.net_profit", "compensation"), sure=False)
    if "bonus" in s.things and not s.any("earned", "pay"):
        return Meant(("compensation",), adds=True)
    if "income" in s.things and "earned" not in s.acts:
        return Meant(("agi",) if s.total else ("agi", "compensation"), sure=s.total)
    if "pay" in s.things or s.any("earned", "is_a"):
        return Meant(("agi", "wages"), sure=False) if s.total and "pay" not in s.things else Meant(("compensation",))
    if "works" in s.acts:
        return Meant(("compensation",), sure=False)
    return NOTHING
