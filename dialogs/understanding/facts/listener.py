"""Hears clause after clause; what one leaves out is taken from the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from calc.effort import CLAUSE, spend
from dialogs.interview.suggested_amounts import limits_in_full
from dialogs.understanding import amounts as money
from dialogs.understanding.clauses import Clause, articles
from dialogs.understanding.dates import Said, births
from dialogs.understanding.facts.hearing import COUPLE, Hearing
from dialogs.understanding.facts.household import (
    ADULT,
    OLDEST,
    hear_births,
    hear_either_year,
    hear_household,
    hear_older,
    is_bounded_age,
)
from dialogs.understanding.facts.idle import is_out_of_work
from dialogs.understanding.facts.of_whom import whose_is_it
from dialogs.understanding.facts.signs import (
    does_another_thing,
    is_after_tax,
    is_bare,
    is_bare_no,
    of_another_thing,
    points_back,
    tells_a_home,
    words_of,
)
from dialogs.understanding.facts.sums import (
    DEFERRED,
    hear_amount,
    hear_roth_part,
    hear_shares,
    is_count,
    is_of_a_plan,
)
from dialogs.understanding.facts.telling import options
from dialogs.understanding.facts.without_sums import (
    hear_aim_at_the_limit,
    hear_date,
    hear_kinds,
    hear_short_year,
    hear_without_amount,
)
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.slots import (
    LAST,
    LEAST_PAY,
    OTHER,
    Slots,
    at_an_employer_with,
    relative,
    slots,
)
from dialogs.understanding.tokens import tokens

_STATES = frozenset({"has", "is_a", "earned", "works", "covered"})  # what is, and is not still to do
_NO_DEEDS = _STATES | {"opened", "idle", "occupied", "backdoor", "pays"}
_DOES = frozenset({"do", "does"})
_THOUSAND = 1000
_PAST = "ed"
_THEIRS = "'s"
_IRA = "ira"
_GREETING = 6  # words


def told_pays(hearing: Hearing, parts: Sequence[Clause]) -> None:
    """Find sentences of two people with a number each, of which one is no age: hubby 210, me 95."""
    found: dict[int, list[tuple[str, int, int]]] = {}
    for clause in parts:
        numbers = [mark.age.years for mark in clause.marks if mark.age]
        span = clause.amount.amount if clause.amount else None
        numbers += [int(span.words[:9])] if span is not None and span.words.isdecimal() else []
        people_in = [mark.kind for mark in clause.of(*COUPLE)] or ["you" for mark in clause.marks if mark.age]
        bare = is_bare(clause) or [m.kind for m in clause.marks if m.key not in _DOES] == [*people_in[:1], "amount"]
        if len(numbers) == 1 and len(people_in) == 1 and bare:
            found.setdefault(clause.number, []).append((people_in[0], numbers[0], clause.start))
    for number, told in found.items():
        for pair in zip(told[::2], told[1::2], strict=False):  # im 45 hes 47, i do 112 he does 96
            if sorted(who for who, _, _ in pair) != sorted(COUPLE):
                continue
            if not OLDEST < max(value for _, value, _ in pair) < _THOUSAND:
                continue
            hearing.placed |= {(number, start) for _, _, start in pair}
            for who, value, _ in pair:
                hearing.gathering.add(options(f"{who}.compensation", str(value), hearing.today), sure=False)


def told_births(hearing: Hearing, parts: Sequence[Clause]) -> None:
    """Find a sentence of two years of birth that names nobody: they are a couple's. Born 1981 and 1983."""
    if hearing.alone:
        return
    for number in {part.number for part in parts if part.has("act", "born")}:
        said = [part for part in parts if part.number == number]
        born = [
            part for part in said if [m.kind for m in part.marks if m.kind != "word"] in (["act", "time"], ["time"])
        ]
        years = [mark.time.year for part in born for mark in part.marks if mark.time and mark.time.said is Said.YEAR]
        if len(years) != len(COUPLE) or len(born) != len(years) or any(part.of(*COUPLE) for part in said):
            continue
        hearing.placed |= {(number, part.start) for part in born}
        first = _spoken_of_first(parts)
        for who, year in zip(sorted(COUPLE, key=lambda one: one != first), years, strict=True):
            hearing.gathering.add(options(f"{who}.birth_year", str(year), hearing.today))
    for part in parts:
        marks = [mark for mark in part.marks if mark.kind != "word" or mark.key not in articles()]
        of_them = [mark.kind for mark in marks] in [["time", "link", who] for who in COUPLE]
        time = marks[0].time if of_them and "for" in marks[1].keys else None
        if time and time.said is Said.YEAR and hearing.today.year - time.year >= ADULT:  # 1979 for me
            hearing.placed |= {(part.number, part.start)}
            hearing.gathering.add(options(f"{marks[2].kind}.birth_year", str(time.year), hearing.today))
    for one, other in pairwise(parts):
        shapes = [[m.kind for m in part.marks if m.kind != "word"] for part in (one, other)]
        years = [m.time.year for part in (one, other) for m in part.marks if m.time and m.time.said is Said.YEAR]
        grown = len(years) == len(COUPLE) and all(hearing.today.year - year >= ADULT for year in years)
        if shapes == [["both", "time"], ["time"]] and grown and one.number == other.number:  # we're 1979 and 1981
            hearing.placed |= {(part.number, part.start) for part in (one, other)}
            for who in COUPLE:
                hearing.gathering.add(tuple((f"{who}.birth_year", year) for year in years), sure=False)


def told_ages(hearing: Hearing, parts: Sequence[Clause]) -> None:
    """Find two ages that stand together and name nobody: they are a couple's. MFJ, 71 and 69."""
    for one, other in pairwise(parts):
        ages = [_bare_age(part) for part in (one, other)]
        together = one.number == other.number and other.joined.split()[-1:] == ["words"]
        if hearing.alone or not together or not all(ages):
            continue
        hearing.placed |= {(part.number, part.start) for part in (one, other)}
        first = _spoken_of_first([part for part in parts if (part.number, part.start) < (one.number, one.start)])
        for who, age in zip(sorted(COUPLE, key=lambda name: name != first), ages, strict=True):
            born = births(age, hearing.today)
            hearing.gathering.add(tuple((f"{who}.birth_year", year) for year in born), sure=False)


def _bare_age(clause: Clause) -> int:
    """The age of a grown person that is all of a clause, beside "we"; 0 for anything else."""
    told = [mark for mark in clause.marks if mark.amount or mark.age]
    if len(told) != 1 or (told[0].amount and (told[0].key != "number" or not told[0].amount.words.isdecimal())):
        return 0
    light = {mark.kind if mark.kind != "word" or mark.key not in articles() else "both" for mark in clause.marks}
    numbers = [int(token.text) for token in tokens(words_of(clause, told[0])) if token.text.isdecimal()]
    alone = light <= {"amount", "age", "both"} and len(numbers) == 1
    return numbers[0] if alone and ADULT <= numbers[0] <= OLDEST else 0


def _spoken_of_first(parts: Sequence[Clause]) -> str:
    """Who of the couple a text names first."""
    for part in parts:
        for mark in part.of(*COUPLE, "both"):
            spouse = next(lexicon("people", "spouse").find(tokens(words_of(part, mark))), None)
            return "spouse" if mark.kind == "spouse" or (spouse and spouse.first == 0) else "you"
    return "you"


def hear_clause(hearing: Hearing, clause: Clause) -> Iterator[str]:
    """Gather what the clause tells; its words where it told nothing and there was something in it."""
    spend(CLAUSE)
    clause = _denied_too(hearing, clause)
    if (clause.number, clause.start) in hearing.placed:
        return
    new = clause.number != hearing.sentence
    hearing.sentence = clause.number
    if new:
        hearing.has = hearing.wishing = hearing.correcting = False
        hearing.listed_people = frozenset()
        hearing.return_of, hearing.beside = None, ()
    whose_is_it(hearing, clause, new=new)
    hearing.gathering.of_either = not (hearing.whose_sure or hearing.alone) and hearing.who in COUPLE
    hearing.of_two = hearing.of_two or bool(clause.of("both", "each"))
    own = _in_plan(hearing, clause, _without_pay(hearing, clause, new=new), new=new)
    own = _as_wages(hearing, clause, _of_that_year(hearing, clause, own))
    own = _as_deferred(hearing, clause, _of_the_past(hearing, clause, own, new=new))
    _remember(hearing, clause, own)
    before = _before(hearing, clause, own, new=new)
    alone = hearing.listed and not new and clause.amount is not None and is_bare(clause)  # single, 190k
    alone = alone and not clause.of(*COUPLE)
    hearing.listed = (bool(clause.of("status", "state", "age")) and own.empty and not hearing.aside) or alone
    hearing.alone_said = alone
    of_it = lexicon("arithmetic", "part_of").at(tokens(clause.text.casefold()), 0) is not None
    alone = alone or (of_it and bool(own.iras) and clause.amount is not None)  # convert 50k of my 200k IRA
    stands = own.empty and clause.has("mood", "we_stand", "i_stand")  # now we'll be at 265k
    stands = stands and "deferred" not in hearing.before.acts
    if (not new or points_back(clause)) and not (of_another_thing(clause) or alone or stands or tells_a_home(clause)):
        own = own.after(Slots() if (clause.number, clause.start) in hearing.heads else before)
    own = _of_another_thing(hearing, clause, own).resolved
    if own.iras == ("simple",) and not own.plans and own.any("deferred", "employer", "match"):
        own = replace(own, iras=(), plans=("simple",))  # mine offers a SIMPLE IRA; I defer 10,000
    own = _as_pay(hearing, clause, own, new=new)
    beside = hearing.facts_in == clause.number and any(".plans." in fact for fact in hearing.facts)
    if own.things == {"after_tax"} and not own.acts and clause.amount and (beside or _is_only_done(clause)):
        own = replace(own, acts=frozenset({"deferred"}))  # after-tax is possible, I did 10,000
    if clause.asks or hearing.of_others:
        yield from _not_of_them(hearing, clause)
        hearing.before = Slots() if hearing.of_others else hearing.before
        return
    told = _tells(hearing, clause, own)
    if told and "pretax" in own.things and clause.amount is not None:
        hearing.pretax |= {fact for fact in hearing.facts[:1] if fact.endswith(".deferrals")}
    of_income = bool({"agi", "wages"} & {fact.rpartition(".")[2] for fact in hearing.facts})
    hearing.together_said |= bool(clause.amount) and (of_income or hearing.jointly) and _is_said_together(clause)
    _keep(hearing, clause, own)
    told = told or (clause.number in hearing.of_plans and clause.amount is None)
    if hearing.lost:
        yield hearing.lost
        hearing.lost = ""
    if not told and (clause.amount or clause.of("share") or _weighs(clause)):
        yield clause.text


def _of_another_thing(hearing: Hearing, clause: Clause, own: Slots) -> Slots:
    """Nothing goes on behind what no word of ours tells: Social Security 28,000, and I tutor for 9,000."""
    if not does_another_thing(clause):
        return own
    hearing.before = Slots()
    return slots(clause, hearing.years)


def _is_in_an_ira_now(hearing: Hearing, clause: Clause, own: Slots) -> None:
    """What a former plan held has moved on by the words behind it: I rolled my old TSP (85k) into an IRA."""
    old = [fact for fact in hearing.facts if fact.endswith(".plans.old.value") and hearing.gathering.value(fact)]
    went = own.into and set(own.iras) <= {"traditional", "rollover", "any"} and clause.amount is None
    if not old or not own.iras or not went or clause.number not in {hearing.facts_in} - {hearing.wished_in}:
        return
    kind = own.iras[0] if own.iras[0] != "any" else "rollover"
    for fact in old:
        value = str(hearing.gathering.value(fact))
        hearing.gathering.rename(fact)
        hearing.gathering.add(((f"{fact.partition('.')[0]}.{kind}", value),), sure=False)


def _keep(hearing: Hearing, clause: Clause, own: Slots) -> None:
    """What the clauses behind this one can go on with."""
    _is_in_an_ira_now(hearing, clause, own)
    if _did_the_same(hearing, clause):
        hearing.before = Slots(acts=frozenset({"paid_in"}), iras=tuple(hearing.accounts), into=True)
        return
    if own.empty and clause.has("act", "is_a") and not clause.amount and not clause.has("link", "it"):
        hearing.before = Slots(acts=frozenset({"is_a"}))  # she puts 20,500 into her 403(b), she's a teacher, 178,000
    retires = slots(clause, hearing.years).acts == {"retired"} and bool(hearing.before.iras) and not clause.amount
    if not own.empty and not retires:  # when he retired
        of_it = own.things == {"basis"} and clause.amount is None and not own.iras  # ..., never deducted, now 7,900
        own = replace(own, iras=hearing.before.iras) if of_it else own
        done = frozenset() if _is_not_done(clause) else own.acts - {"always_deducted"}
        things = own.things - (_denied_things(clause) & {"match", "after_tax"})
        hearing.before = replace(own, acts=done, things=things)
        if own.any("rolled_over") and own.into and own.iras:  # out of the TSP into an IRA: it's worth 212,000
            iras = ("rollover",) if own.iras == ("any",) and own.plans else own.iras
            hearing.before = replace(hearing.before, iras=iras, plans=())


def _is_only_done(clause: Clause) -> bool:
    """Whether a clause says that somebody did something, and not what."""
    return not set(data("grammar")["did"]["words"]).isdisjoint(clause.unknown)


def _did_the_same(hearing: Hearing, clause: Clause) -> bool:
    """Whether somebody did what was told of the other: he put in 7,500 and converted it; I did the same but 6,000."""
    did = _is_only_done(clause) and clause.has("link", "too")
    return did and clause.amount is None and hearing.moved_in in {clause.number, clause.number - 1}


def _denied_too(hearing: Hearing, clause: Clause) -> Clause:
    """With the denial of the clause before it: no contribution or conversion."""
    goes_on = clause.joined.split()[-1:] == ["or"] and hearing.denied_in == clause.number
    if not goes_on or clause.amount or clause.of("not", *COUPLE, "both", "each", "other") or clause.strange:
        return clause
    if not clause.has("act", "converted", "paid_in", "took_out", "rolled_over"):
        return clause
    denial = Mark(clause.start, clause.start, "not", ("words",))
    return replace(clause, marks=(denial, *clause.marks))


def _as_pay(hearing: Hearing, clause: Clause, own: Slots, *, new: bool) -> Slots:
    """What somebody works for as their pay, and what is got beside deferrals as the employer's."""
    if (
        "pays" in own.acts
        and not (clause.of("plan", "ira") or own.things)
        and _is_a_pay(clause)
        and _of_a_job(clause)
    ):
        return replace(own, acts=own.acts - {"pays"} | {"earned"}, iras=(), plans=())
    if own.acts == {"works"} and not (own.iras or own.plans or own.things) and _is_a_pay(clause):
        return replace(own, acts=frozenset({"works", "earned"}))  # I do work, 64,000 at the library
    if own.acts == {"works"} and slots(clause, hearing.years).empty and _is_a_pay(clause):
        return replace(own, acts=frozenset({"works", "earned"}), iras=(), plans=())  # I work part time, 24k
    deferrals = hearing.facts_in == clause.number and {fact.rpartition(".")[2] for fact in hearing.facts} == {
        "deferrals"
    }
    deferrals = deferrals or "deferred" in hearing.before.acts
    if own.acts == {"earned"} and not new and deferrals and (_gets(clause) or clause.has("act", "from_firm")):
        return replace(own, acts=frozenset({"employer"}), plans=hearing.before.plans)  # I defer 18,000 and get 9,000
    if own.plans and own.acts <= {"has"} and clause.amount and slots(clause, hearing.years).empty and _gives(clause):
        return replace(own, acts=frozenset({"deferred"}))  # my store has a 401(k), I give 24,500
    return own


def _before(hearing: Hearing, clause: Clause, own: Slots, *, new: bool) -> Slots:
    """What the clause can go on with of what stood before it."""
    before = hearing.before
    if new and own.empty and not points_back(clause):
        hearing.before = replace(
            before, acts=frozenset(), iras=(), plans=(), things=frozenset(), year=None, for_year=None
        )
    if new:
        acts = before.acts if clause.has("link", "it", "more") else before.acts & {"born"}
        if own.for_year is not None and "converted" in acts:  # what is for a year was paid in
            acts = acts - {"converted"} | {"paid_in"}
        before = replace(before, acts=acts, things=frozenset(), into=False, year=None)
    if "employer" in before.acts and _has_a_doer(clause) and (own.own or not own.any("match")):
        before = replace(before, acts=before.acts - {"employer"} | {"deferred"})
    if own.own and "match" in before.things:  # profit sharing: 24,500 from me, 41,000 from them
        before = replace(before, things=before.things - {"match"})
    if "idle" in before.acts and clause.of("you", "spouse") and not clause.has("link", "too"):
        before = replace(before, acts=before.acts - {"idle"})  # I'm on disability and my wife is the earner
    if len(hearing.accounts) > 1 and clause.has("word", "one") and clause.has("link", "too"):
        before = replace(before, iras=("any",))  # she has a rollover and a Roth, I have one too
    before = _with_plan_beside(hearing, clause, own, before)
    if before.plans == ("old",) and own.any("deferred", "paid_in", "maxed", "employer", "match"):
        before = replace(before, plans=())  # nothing goes into the plan of a former employer
    if own.year and before.year not in {None, own.year} and _is_only_a_time(clause):  # in 2023, but this year I only
        before = replace(before, acts=frozenset(), year=None)
    it = clause.has("link", "it") or clause.has("word", "its") or clause.relative
    it = it or any(words_of(clause, mark) in data("people")["possessed"]["words"] for mark in clause.of(*COUPLE))
    left = clause.has("link", "left") or _is_left(clause)  # what is left is 33,000
    left = left or (it and own.empty and bool(before.iras) and _is_now(clause))
    opened = own.acts == {"has"} and not (own.iras or own.plans) and before.acts <= {"opened", "has"}
    if opened and own.year is None and clause.amount:  # first deposit in August 2023, 19,800 in it
        before = replace(before, year=None)
    if _is_of_today(clause, hearing) and own.empty and "rolled_over" in before.acts and before.iras:  # 22,000 today
        before = replace(before, acts=frozenset({"has"}), plans=(), year=None, into=False)
    if (("has" in own.acts and it) or left) and clause.amount:  # it holds so much now
        acts = frozenset({"has"}) if left else before.acts & {"has"}
        before = replace(before, acts=acts, things=frozenset(), into=False, year=None, for_year=None)
    if "bracket" in clause.joined and own.empty and before.acts & {"rolled_over", "rolled_in"}:
        before = replace(before, acts=frozenset({"has"}), into=False, year=None)  # roll her old 401(k) (39k) over
    today = _is_of_today(clause, hearing) and own.empty
    if ("has" in own.acts or today) and clause.amount and "basis" in before.things:  # 4,300 basis and 9,900 value
        before = replace(before, things=frozenset())
    return before


def _not_of_them(hearing: Hearing, clause: Clause) -> Iterator[str]:
    """What a question, or words about somebody else, tells all the same; an amount of others is named."""
    if "aid" in clause.keys("circ") and not clause.of("not"):  # a child's
        hearing.gathering.add((("circumstances", ["aid"]),))
    if clause.amount and not clause.asks:
        yield clause.text


def _denied_things(clause: Clause) -> frozenset[str]:
    """What a plan is said not to take or to give, so that no amount behind it is of that: no match, no after-tax."""
    denial = next((mark.start for mark in clause.of("not")), None)
    if clause.amount is not None or denial is None:
        return frozenset()
    return frozenset(key for mark in clause.of("thing") if mark.start > denial for key in mark.keys)


def _is_not_done(clause: Clause) -> bool:
    """Whether what it tells was never done, so that nothing behind it goes on with that."""
    done = [mark for mark in clause.of("act") if mark.keys != ("has",)][:1] or clause.of("act")[:1]
    return bool(done) and any(mark.end <= done[0].start for mark in clause.of("not"))


def _without_pay(hearing: Hearing, clause: Clause, *, new: bool) -> Slots:
    """What stands in it, and no pay where it is somebody's account: my SEP is at 41,000, my wife's at 19,500."""
    own = slots(clause, hearing.years)
    goes_on = not new and bool(hearing.before.iras or hearing.before.plans)
    theirs = any(words_of(clause, mark).endswith(_THEIRS) for mark in clause.of("spouse"))
    return replace(own, acts=own.acts - {"earned"}) if goes_on and theirs and not clause.of("act") else own


def _with_plan_beside(hearing: Hearing, clause: Clause, own: Slots, before: Slots) -> Slots:
    """The plan that was named beside a pay, where the clause is about it: a 457(b), in which I save 6,000."""
    if at_an_employer_with(clause):
        hearing.beside = clause.keys("plan")
    present = (own.any("paid_in", "deferred", "from_firm") or own.own) and not (
        own.iras or own.into or _is_past(clause)
    )  # she puts 9k
    return replace(before, plans=hearing.beside) if hearing.beside and (clause.relative or present) else before


def _of_that_year(hearing: Hearing, clause: Clause, own: Slots) -> Slots:
    """What was done is of the year whose return the sentence is about: "my 2024 return …, I put in 7,000"."""
    told = [m.time.year for m in clause.marks if m.time and m.time.said is Said.YEAR]
    if told and any(True for _ in lexicon("grammar", "of_return").find(tokens(clause.text.casefold()))):
        hearing.return_of = relative(told[0], hearing.years[0])
    elif (first := _headed_by(clause)) is not None:  # last year I put in 7,000 and converted 7,010
        hearing.return_of = relative(first, hearing.years[0])
    year = OTHER if clause.number in hearing.over_years else hearing.return_of
    past = year in {LAST, OTHER} and own.year is None and own.for_year is None
    return replace(own, year=year) if past and own.any("paid_in", "converted", "took_out", "backdoor") else own


def _headed_by(clause: Clause) -> int | None:
    """The year that a sentence begins with, and what is done in it is of: in 2025 I put in 7,000."""
    head = [mark for mark in clause.marks if mark.kind != "link" or "for" in mark.keys][:1]
    time = head[0].time if head and clause.start == 0 else None
    return time.year if time is not None else None


def _remember(hearing: Hearing, clause: Clause, own: Slots) -> None:
    """What the rest of the sentence goes on with: its account, that it told an amount, that it took one back."""
    months = [m.time.last.month for m in clause.marks if m.time and m.time.said is Said.MONTH]
    hearing.month, hearing.month_in = (months[0], clause.number) if months else (hearing.month, hearing.month_in)
    at_head = clause.start == 0 and hearing.summed_in == clause.number - 1  # I earn 215k. No, 251k
    close = clause.number in {hearing.summed_in, hearing.born_in} or at_head
    taken_back = clause.has("link", "sorry") or (is_bare_no(clause) and close)
    hearing.taken_back_in = clause.number if taken_back else hearing.taken_back_in
    hearing.correcting = hearing.correcting or (taken_back and clause.amount is None and own.empty)
    if own.iras:
        earlier = hearing.accounts if hearing.account_in == clause.number else frozenset()
        hearing.accounts = earlier | {*own.iras}
    hearing.account_in = clause.number if own.iras or own.plans else hearing.account_in
    if clause.amount and is_bare(clause):
        hearing.listed_people |= {mark.kind for mark in clause.of(*COUPLE)}
    hearing.after_tax_in = clause.number if clause.start == 0 and is_after_tax(clause) else hearing.after_tax_in
    hearing.filed_in = clause.number if clause.of("status") else hearing.filed_in
    moves = own.any("paid_in", "converted", "took_out", "backdoor") and not own.plans
    hearing.moved_in = clause.number if moves else hearing.moved_in
    hearing.summed_in = clause.number if clause.amount else hearing.summed_in


def _in_plan(hearing: Hearing, clause: Clause, own: Slots, *, new: bool) -> Slots:
    """Roth and traditional are the two sides of a plan where its deferrals are asked for, or it was just named."""
    ones = [mark for mark in clause.of("plan") if words_of(clause, mark).split()[-1:] == ["one"]]
    if own.plans == ("old",) and ones and not new and hearing.before.iras:  # a traditional IRA, an old one
        own = replace(own, plans=())
    question = hearing.question
    if plans := _plan_of_sides(hearing, clause, own, new=new):
        side = "roth_side" if "roth" in own.iras else "pretax"
        return replace(own, iras=(), plans=plans, acts=own.acts | {"deferred"}, things=own.things | {side})
    if question is None or question.kind is None:
        return own
    if own.acts & {"pays", "from_firm"} and not own.things & {"pay", "income"} and not own.iras:
        own = replace(
            own, acts=own.acts - {"pays", "from_firm"} | {"employer"}, plans=own.plans or (question.kind.value,)
        )
    if not question.fact.endswith("deferrals"):
        return own
    if not own.iras or set(own.iras) - {"roth", "traditional"}:
        return own
    side = "roth_side" if "roth" in own.iras else "pretax"
    return replace(own, iras=(), plans=(question.kind.value,), things=own.things | {side})


def _plan_of_sides(hearing: Hearing, clause: Clause, own: Slots, *, new: bool) -> tuple[str, ...]:
    """The plan whose sides a clause tells, without a word of an IRA: 401(k): 15k traditional and 9.5k Roth."""
    named = [words_of(clause, mark) for mark in clause.of("ira")]
    span = clause.amount.amount if clause.amount else None
    if span is None or not span.values or not own.iras or set(own.iras) - {"roth", "traditional"}:
        return ()
    if any(_IRA in one for one in named) or own.acts - {"paid_in", "deferred"} or own.into:
        return ()
    if max(span.values) > max(limits_in_full("deferrals", max(hearing.years), ()), default=Decimal(0)):
        return ()  # balances
    none_there = hearing.denied_in == clause.number and "plan_kinds" in {fact for fact, _ in hearing.denied}
    before = () if new or hearing.before.iras or none_there else hearing.before.plans  # no 401(k), 7,500 in trad
    side = hearing.before.things & {"pretax", "roth_side"} or clause.has("link", "of_it")
    heads = hearing.summed_in != clause.number or bool(side)
    plans = own.plans or (before if heads else ())
    return () if set(plans) & {"old", "pension"} else plans


def _tells(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    supposed = clause.has("mood", "supposed", "limit")
    past = _is_long_gone(clause) or (clause.has("mood", "used_to") and not _is_old(clause))
    past = past and not _is_about_the_past(hearing)
    wished = clause.has("mood", "wished") or (hearing.wishing and _goes_on_wishing(clause))
    wished = wished or _is_to_do(hearing, clause) or (hearing.wishing and _is_of_that_move(clause, own))
    hearing.wishing = wished
    hearing.wished_in = clause.number if wished else hearing.wished_in
    told = False
    if supposed:
        return False
    if not past:
        told |= hear_household(hearing, clause, own)
    clause, own = _without_no_basis(hearing, clause, own)
    aged = hear_births(hearing, clause, own) or hear_older(hearing, clause)
    told |= aged
    counted = clause.amount is not None and is_count(clause, clause.amount)  # for thirty years
    if counted or hear_either_year(hearing, clause, own) or hear_short_year(hearing, clause, own):
        told = True
    elif clause.amount is not None and not (aged and (clause.amount.key == "number" or is_bounded_age(clause))):
        if not past:
            told |= hear_amount(hearing, clause, own, clause.amount, wished=wished)
            if at_an_employer_with(clause):
                hear_kinds(hearing, clause, replace(own, plans=clause.keys("plan")))
    elif hear_aim_at_the_limit(hearing, clause) if wished else not past and hear_roth_part(hearing, clause):
        told = True
    elif not wished and (not past or "always_deducted" in own.acts):
        told |= hear_without_amount(hearing, clause, own)
    if not (wished or past):
        told |= not is_of_a_plan(hearing, clause) and hear_shares(hearing, clause, own)
        born_then = aged and not clause.of("ira", "plan")  # Kate is from 1998
        told |= not born_then and hear_date(hearing, clause, own)
    return told


def placed_at_last(hearing: Hearing, lost: list[str]) -> list[str]:
    """The one amount of a terse list ("MFJ, TX, 400k") that no word places, where no income is told or known."""
    if hearing.jointly:  # married, we make 500 together
        hearing.gathering.choose("filing_status", "mfj")
    if hearing.together_said and not (hearing.alone or hearing.gathering.tells("filing_status")):
        hearing.gathering.add((("filing_status", "mfj"),), sure=False)
    of_two = hearing.of_two or bool(hearing.gathering.values("spouse.birth_year"))  # wife 1984. 205k + 88k
    if len(hearing.bare) == len(COUPLE) and of_two and not hearing.gathering.tells("agi", "compensation"):
        sums = [
            options(f"{who}.compensation", words, hearing.today)
            for who, (_, words) in zip(COUPLE, hearing.bare, strict=True)
        ]
        likely = [doubt[:1] for doubt in sums if doubt and Decimal(str(doubt[0][1])) >= LEAST_PAY]
        if len(likely) == len(sums):
            for doubt in likely:
                hearing.gathering.add(doubt, sure=False)
            return [part for part in lost if part not in {text for text, _ in hearing.bare}]
    if hearing.commutes and not hearing.gathering.tells("state"):  # perhaps lives there too
        hearing.gathering.add(tuple(("state", code) for code in hearing.commutes), sure=False)
    if hearing.apart is not None and hearing.files_apart:
        hearing.gathering.add((("lived_with_spouse", hearing.apart),))
    placed = hearing.gathering.tells("filing_status", "state", "birth_year")
    if len(hearing.bare) != 1 or not placed or hearing.gathering.tells("agi") or _tells_own_pay(hearing):
        return lost
    text, words = hearing.bare[0]
    if money.is_below_zero(words):  # hardly anybody's income or pay: asked for again
        return lost
    facts = ("you.compensation",) if hearing.gathering.tells("compensation") else ("agi", "you.compensation")
    doubt = tuple(option for fact in facts for option in options(fact, words, hearing.today))
    hearing.gathering.add(doubt, sure=False)
    return [part for part in lost if part != text]


def _is_to_do(hearing: Hearing, clause: Clause) -> bool:
    """Whether a conversion is ordered or thought of, where none is asked for: convert 30000; I'd convert 30000."""
    asked = hearing.question.fact.rpartition(".")[2] if hearing.question else ""
    ordered = lexicon("grammar", "to_do").at(tokens(clause.text.casefold()), 0)
    return ordered is not None and not asked.startswith(("converted", "moves"))


def _is_about_the_past(hearing: Hearing) -> bool:
    """Whether the year that is spoken of is over, so that "back then" is when it was."""
    year = hearing.gathering.value("tax_year") or hearing.agenda.facts.tax_year
    return isinstance(year, int) and year < hearing.today.year


def _is_old(clause: Clause) -> bool:
    """Whether only what somebody has is from another time: I have a Roth from years ago."""
    since = [mark for mark in clause.marks if mark.kind == "mood" and "used_to" in mark.keys]
    before = [mark for mark in clause.marks if mark.end <= since[0].start]
    return clause.has("act", "has") and bool(before) and before[-1].kind == "link" and "from" in before[-1].keys


def _is_long_gone(clause: Clause) -> bool:
    """Whether somebody once had something: I had a SIMPLE IRA once, I once had a SEP."""
    had = any(words_of(clause, mark) in data("grammar")["had"]["words"] for mark in clause.of("act"))
    return had and not clause.amount and not set(data("grammar")["once"]["words"]).isdisjoint(clause.unknown)


def _goes_on_wishing(clause: Clause) -> bool:
    """Whether a clause without a subject of its own goes on with what is planned: "and convert it right away".

    So does one more amount with its day: "… 5k in December and 6k in January".
    """
    if not clause.of("act", "you", "spouse", "both", "thing", "ira", "plan", "status", "state"):
        return clause.amount is not None and any(mark.time for mark in clause.marks)
    acts = [mark for mark in clause.of("act") if not _STATES & set(mark.keys)]
    past = _is_past(clause)
    if not acts and clause.amount is not None:  # I want to do it for us, 7,500 each
        return not clause.of("you", "spouse", "ira", "plan", "thing", "age", "state", "status", "act")
    return bool(acts) and not past and not clause.of("you", "spouse", "both")


def _is_of_that_move(clause: Clause, own: Slots) -> bool:
    """Whether a bare amount is of the move that is only planned before it: trying to convert my IRA, 40k."""
    return clause.amount is not None and is_bare(clause) and own.any("converted", "paid_in", "took_out")


def _weighs(clause: Clause) -> bool:
    """Whether there is anything in it to miss: more than filler, and no greeting or signature."""
    said = tokens(clause.text.casefold())
    if len(said) <= _GREETING and lexicon("grammar", "courtesy").at(said, 0):
        return False
    if clause.of("other") and not clause.of("amount", "share", "time", "age", "ira", "plan"):  # two kids live with me
        return False
    told = clause.of("amount", "share", "time", "age", "ira", "plan", "thing", "act", "circ")
    has = clause.has("act", "has")
    named = [mark.key for mark in told if mark not in clause.of("act") or not has]
    if clause.of("ira") and named == ["any"] and set(clause.unknown) <= articles():  # a 401(k) and an IRA
        return bool(has or clause.unknown)
    light = all(_is_light(mark) for mark in told)  # this is the third bot today
    return bool(told) and not light and len(clause.unknown) > 1 and not clause.of("status", "state", "cut")


def _is_light(mark: Mark) -> bool:
    """Whether a mark alone is nothing that can be missed: that somebody is something, and a day without a number."""
    if mark.time is not None:
        return mark.time.first == mark.time.last and not any(map(str.isdigit, mark.time.words))
    return mark.kind == "act" and set(mark.keys) <= {"is_a", "works", "occupied"}


def _is_of_today(clause: Clause, hearing: Hearing) -> bool:
    """Whether an amount is what there is on the day of the talk."""
    times = [mark.time for mark in clause.marks if mark.time]
    return clause.amount is not None and len(times) == 1 and times[0].first == times[0].last == hearing.today


def _without_no_basis(hearing: Hearing, clause: Clause, own: Slots) -> tuple[Clause, Slots]:
    """An amount with no basis in it: 27k in a traditional IRA with no basis."""
    pairs = zip(clause.marks, clause.marks[1:], strict=False)
    denied = next((m for m, n in pairs if m.kind == "not" and n.kind == "thing" and "basis" in n.keys), None)
    if denied is None or clause.amount is None or clause.amount.end > denied.start or not own.iras:
        return clause, own
    for who in hearing.people:
        hearing.gathering.add(((f"{who}.basis", "0"),))
    told = tuple(mark for mark in clause.marks if mark.end <= denied.start)
    return replace(clause, marks=told), replace(own, things=own.things - {"basis"})


def _has_a_doer(clause: Clause) -> bool:
    """Whether one of the couple is spoken of, and not only whose plan it is: 5 percent to my 401(k)."""
    pairs = zip(clause.marks, (*clause.marks[1:], None), strict=True)
    return any(one.kind in COUPLE and (behind is None or behind.kind not in {"plan", "ira"}) for one, behind in pairs)


def _is_left(clause: Clause) -> bool:
    """Whether an amount is what is left of something: 9,200 left."""
    pairs = pairwise(clause.marks)
    return any(one.kind == "amount" and other.key in data("grammar")["left_over"]["words"] for one, other in pairs)


def _is_only_a_time(clause: Clause) -> bool:
    """Whether a clause only names another time, of which something else is told then."""
    return all(mark.kind in {"time", "cut"} or mark.keys in {("in",), ("for",)} for mark in clause.marks)


def _is_now(clause: Clause) -> bool:
    """Whether an amount is told as what it is by now: my IRA, which is now 498,000; it's 2,610 now."""
    said = {mark.key for mark in clause.marks[:2] if mark.kind == "word"}
    return not said.isdisjoint(data("grammar")["is_now"]["words"]) and any(
        lexicon("calendar", "day").whole(tokens(mark.time.words)) for mark in clause.marks if mark.time
    )


def _is_past(clause: Clause) -> bool:
    """Whether what is told was done already."""
    return any(words_of(clause, mark).endswith(_PAST) for mark in clause.of("act"))


def _gets(clause: Clause) -> bool:
    """Whether somebody only gets an amount: what is got beside deferrals is the employer's."""
    return any(words_of(clause, mark) in data("grammar")["gets"]["words"] for mark in clause.of("act"))


def _gives(clause: Clause) -> bool:
    """Whether one of the couple is said to give an amount."""
    return bool(clause.of(*COUPLE)) and any(word in data("grammar")["gives"]["words"] for word in clause.unknown)


def _is_a_pay(clause: Clause) -> bool:
    """Whether an amount of dollars is as large as a pay."""
    span = clause.amount.amount if clause.amount else None
    return span is not None and span.kind == "money" and bool(span.values) and span.values[0] >= LEAST_PAY


def _is_the_most_deferred(hearing: Hearing, clause: Clause) -> bool:
    """Whether an amount is the most that somebody may defer in the year, at any age."""
    span = clause.amount.amount if clause.amount else None
    return span is not None and any(one in limits_in_full("deferrals", hearing.years[0], ()) for one in span.values)


def _as_deferred(hearing: Hearing, clause: Clause, own: Slots) -> Slots:
    """What somebody's plan gets, and what goes into it from them: we both have a 403(b), mine gets 9,000 from me."""
    if own.acts == {"maxed"} and not (own.iras or own.plans or own.things) and _is_the_most_deferred(hearing, clause):
        return replace(own, acts=frozenset({"deferred"}))  # I max 24,500
    owned = clause.has("link", "it") and bool(clause.of(*COUPLE)) and _gets(clause)
    if own.acts != {"earned"} or own.iras or own.plans or own.things or not (own.own or owned):
        return own
    plans = hearing.before.plans
    return replace(own, acts=frozenset({"deferred"} if plans or own.own else ()), plans=plans)


def _as_wages(hearing: Hearing, clause: Clause, own: Slots) -> Slots:
    """What a job pays as pay, also behind a plan that was spoken of, and of "the new one" as of a job."""
    earns = own.any("earned", "pays", "pay") or clause.has("mood", "will_be")  # I'll earn 230k at a new firm
    if set(own.plans) <= {"any", "old"} and earns and _is_a_pay(clause):
        said = tokens(clause.text.casefold())
        if own.plans and any(True for _ in lexicon("grammar", "employers").find(said)):
            return replace(own, acts=own.acts - {"pays"} | {"earned"}, plans=())
    plain = "pays" in own.acts and not (clause.of("plan", "ira") or own.things or clause.has("link", "into", "in"))
    paid = hearing.gathering.value(f"{hearing.who}.compensation") is not None and not clause.of(*COUPLE)
    if not (plain and _is_a_pay(clause) and _of_a_job(clause)) or paid:  # 160,000, and the company paid 20,000
        return own
    return replace(own, acts=own.acts - {"pays"} | {"earned"})


def _of_a_job(clause: Clause) -> bool:
    """Whether an amount is what a job pays, and no employer into a plan: my job pays 312k; the firm pays 95,000."""
    span = clause.amount.amount if clause.amount else None
    named = any(words_of(clause, mark).split()[0] in data("plan")["job"]["words"] for mark in clause.of("act"))
    return named or (span is not None and span.values[0] >= DEFERRED)


def _of_the_past(hearing: Hearing, clause: Clause, own: Slots, *, new: bool) -> Slots:
    """The plan of a job that is left as an old one: he left his job, his 401(k) there."""
    said = tokens(clause.text.casefold())
    if _heads_the_past(clause):
        hearing.past_in = clause.number  # from before: a 403(b) at the university, 71,000
    left = hearing.stopped_in in {clause.number, clause.number - new} and _is_there(clause)
    left = left or (hearing.stopped_in >= 0 and any(True for _ in lexicon("grammar", "that_job").find(said)))
    if own.plans and (left or hearing.past_in == clause.number):
        own = replace(own, plans=("old",))
    hearing.stopped_in = clause.number if is_out_of_work(clause) else hearing.stopped_in
    return own


def _heads_the_past(clause: Clause) -> bool:
    """Whether a clause only says that what follows is from earlier jobs."""
    return bool(lexicon("grammar", "from_before").whole(tokens(clause.text.casefold())))


def _is_there(clause: Clause) -> bool:
    """Whether it is about what somebody had where they worked: my 401(k) there."""
    return any(words_of(clause, mark) in data("grammar")["there"]["words"] for mark in clause.of("link", "word"))


def _is_said_together(clause: Clause) -> bool:
    """Whether an income is one of two people on a return: 260k joint, a combined income of 400k."""
    return next(lexicon("grammar", "together").find(tokens(clause.text.casefold())), None) is not None


def _tells_own_pay(hearing: Hearing) -> bool:
    own = "you.compensation"
    return own in hearing.agenda.answers or own in hearing.gathering or hearing.gathering.doubts(own)
