"""What somebody says that there is not, or was not done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.session import Told
from dialogs.understanding.clauses import Clause, articles, is_harmless
from dialogs.understanding.dates import Said
from dialogs.understanding.facts.hearing import COUPLE, Hearing
from dialogs.understanding.facts.signs import is_bare_no, words_of
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.slots import (
    LAST,
    OTHER,
    THIS,
    VALUES,
    Slots,
    slots,
)
from dialogs.understanding.tokens import tokens

_DEEDS = ("contributed", "contributed_roth", "contributed_prior", "converted", "withdrew")


def hear_none(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Accounts, moves and pay of which somebody says that there are none."""
    told = False
    of_them = next(lexicon("grammar", "of_them").find(tokens(clause.text.casefold())), None)
    if of_them is not None and own.any("paid_in", "converted", "took_out"):
        own = replace(own, iras=("any",))
    no_other = _names_another(clause)
    own = replace(own, acts=frozenset()) if no_other and clause.of("ira") and not clause.of("act") else own
    bare = slots(clause, hearing.years).empty
    if bare and (clause.strange or _of_a_noun(clause)):  # no employees, no kids
        return False
    told_before = hearing.summed_in == clause.number or not (own.iras or own.plans)
    if is_bare_no(clause) and told_before:  # 3,600; no, wait
        return False
    if any(mark.time and mark.time.said is Said.MONTH for mark in clause.marks):  # I skipped July
        return False
    if _is_nothing(clause) and "works" in own.acts and clause.of(*COUPLE):  # nothing while I work there
        return False
    if _is_only_a_source(clause):
        return False  # money from other plans, but not from IRAs
    if _leaves_the_pay_open(clause, own):
        return True
    unable = next(lexicon("grammar", "unable").find(tokens(clause.text.casefold())), None)
    if unable and own.any("paid_in", "converted") and not clause.of("plan"):
        return False  # a Roth he can't add to
    minds = next(lexicon("grammar", "minds").find(tokens(clause.text.casefold())), None)
    if minds or _denies_a_deed(clause, "thing" if "basis" in own.things else "ira"):
        return False
    of_its_money = hearing.summed_in == clause.number and any(".plans." in fact for fact in hearing.facts)
    if own.any("converted") and of_its_money and not (own.iras or clause.of(*COUPLE) or "anything" in clause.unknown):
        return False  # my old 401(k) has 212k, 38k of it after-tax, never converted
    only = clause.has("link", "only", "except")
    if clause.has("link", "except") and own.any("converted", "paid_in", "took_out"):
        return False
    of_plan = hearing.question is not None and hearing.question.card.of == "plan"
    if of_plan and own.iras and (clause.of("plan") or not clause.of(*COUPLE)):  # my plan only has Roth
        return False
    if hearing.question_of_plan and own.any("paid_in") and not own.iras:  # into the plan, that is
        return False
    if _did_nothing(hearing, clause, own) or _is_idle_year(hearing, clause):
        _close_the_year(hearing, clause, own)
        return True
    if "covered" in own.acts:
        for who in hearing.people:
            hearing.gathering.add(((f"{who}.covered", False),))
        return True
    done = own.any(
        "converted", "paid_in", "rolled_over", "rolled_in", "took_out", "emptied"
    )  # nothing has been moved
    has_none = clause.has("not", "words") and not clause.of("ira") and "has" in own.acts and not done
    if (
        has_none and (own.iras or hearing.gathering.tells("ira_kinds", *VALUES)) and _is_nothing(clause)
    ):  # she has a SEP, I have nothing
        for who in hearing.people:
            hearing.gathering.add(((f"{who}.ira_kinds", []),))
        return True
    if (own.iras or own.plans) and hearing.denied_in != clause.number:  # no Roth, or a SEP
        hearing.denied, hearing.denied_in = (), clause.number
    for who in hearing.people:
        _idle_moves(hearing, who, own)
        for fact, value, sure in _none_of(own, only=only, at_work=_is_at_work(clause)):
            name = f"{who}.{fact}" if "?" not in fact else next(iter(hearing.named(fact, own)), "")
            if fact == "plan_kinds" and (no_other or hearing.gathering.plan_of(who)):  # a second job, no plan there
                return True
            others = _of_others(hearing, clause, who) if (fact, value) == ("ira_kinds", []) else []
            if others:
                hearing.gathering.close(name, others)
            elif no_other and (fact, value) == ("ira_kinds", []) and hearing.gathering.tells(*_DEEDS, "basis"):
                told = True  # no other IRA than the one that money went into
                continue
            elif sure or not hearing.agenda.answers.get(name):
                hearing.gathering.add(((name, value),), sure=sure)
                hearing.denied = (*(hearing.denied if hearing.denied_in == clause.number else ()), (fact, value))
                hearing.denied_in = clause.number
            told = True
    return told


def _names_another(clause: Clause) -> bool:
    """Whether it is of what there is beside: converted right away, never any other IRA."""
    return not set(data("grammar")["others"]["words"]).isdisjoint(clause.unknown)


def _leaves_the_pay_open(clause: Clause, own: Slots) -> bool:
    """Whether who is not self-employed, or no longer works for one firm, may have a job all the same."""
    said = tokens(clause.text.casefold())
    left_it = next(lexicon("grammar", "no_longer").find(said), None)
    elsewhere = bool(left_it) and "works" in own.acts and clause.has("link", "for", "in")
    return elsewhere or next(lexicon("grammar", "self_employed").find(said), None) is not None


def _close_the_year(hearing: Hearing, clause: Clause, own: Slots) -> None:
    """Nothing was done in the year; without a word of what, it is of the deed whose amount is asked for alone."""
    asked = hearing.question.fact if hearing.question is not None else ""
    if asked.partition(".")[2] in _DEEDS and not own.acts:
        hearing.gathering.add(((asked, "0"),))
        return
    for who in _of_nobody(hearing, clause):
        hearing.gathering.close(f"{who}.moves", [])


def _did_nothing(hearing: Hearing, clause: Clause, own: Slots) -> bool:
    """Whether nothing at all was done in the year: this year nothing has gone anywhere; she did nothing."""
    now = own.year in {None, THIS} and own.for_year in {None, THIS}
    said = next(lexicon("grammar", "nothing_done").find(tokens(clause.text.casefold())), None)
    said_of = (
        clause.of("time", "ira")
        or hearing.return_of == THIS
        or hearing.gathering.tells("ira_kinds", *VALUES, *_DEEDS)
    )
    if said is None or not now or not said_of or clause.of("amount", "plan", "thing") or len(clause.strange) > 1:
        return False
    told = [hearing.gathering.value(f"{who}.{name}") for who in _of_nobody(hearing, clause) for name in _DEEDS]
    return all(value in {None, "0"} for value in told)


def _is_idle_year(hearing: Hearing, clause: Clause) -> bool:
    """Whether nothing was done this year, said behind deeds of another: last year 7,000, this year nothing."""
    plain = all(
        mark.kind in {"time", "not", "link", "cut", "skip"} or mark.key in articles() for mark in clause.marks
    )
    if not (plain and _is_nothing(clause)) or hearing.moved_in not in {clause.number, clause.number - 1}:
        return False
    told = [hearing.gathering.value(f"{who}.{name}") for who in hearing.people for name in _DEEDS]
    now = slots(clause, hearing.years)
    return THIS in {now.year, now.for_year} and all(value in {None, "0"} for value in told)


def _of_nobody(hearing: Hearing, clause: Clause) -> tuple[str, ...]:
    """Of whom nothing is told: of two people where nobody did it."""
    nobody = next(lexicon("people", "nobody").find(tokens(clause.text.casefold())), None)
    return COUPLE if nobody and hearing.with_two and not hearing.alone else hearing.people


def _of_others(hearing: Hearing, clause: Clause, who: str) -> list[str]:
    """The IRAs told before, where there are no others; those of a back door are empty again, and a Roth."""
    told = hearing.gathering
    if set(data("grammar")["others"]["words"]).isdisjoint(clause.unknown):
        return []
    ticked = told.value(f"{who}.ira_kinds")
    kinds = {str(kind) for kind in ticked} if isinstance(ticked, list) else set()
    kinds |= {kind for kind in VALUES if told.value(f"{who}.{kind}") not in {None, "0"}}
    paid_in, converted = told.value(f"{who}.contributed"), told.value(f"{who}.converted")
    if paid_in is not None and paid_in == converted:
        kinds |= {"traditional", "roth"}
        told.add(((f"{who}.traditional", "0"),), sure=False)
    return [kind for kind in (*VALUES, "inherited") if kind in kinds]


def _idle_moves(hearing: Hearing, who: str, own: Slots) -> None:
    """Who paid nothing in and moved nothing did nothing."""
    general = own.iras in {(), ("any",)} or (own.iras == ("roth",) and own.acts & {"converted"})  # a Roth is not
    if not general or own.plans or own.year in {LAST, OTHER} or own.for_year in {LAST, OTHER}:
        return
    paid_in = "paid_in" in own.acts and "after_tax" not in own.things
    done = {"in"} if paid_in else set[str]()
    done |= {"out"} if own.any("converted", "rolled_over", "took_out") else set[str]()
    told = hearing.idle_in.setdefault(who, set())
    told |= done
    if told == {"in", "out"}:
        hearing.gathering.close(f"{who}.moves", [])


def _of_a_noun(clause: Clause) -> bool:
    """Whether "no" stands before the word for what there is none of."""
    pairs = zip(clause.marks, clause.marks[1:], strict=False)
    return any(m.kind == "not" and words_of(clause, m) == "no" and n.kind in {"word", "other"} for m, n in pairs)


def _denies_a_deed(clause: Clause, kind: str) -> bool:
    """Whether what is denied was done, or not, with a thing that is there: did not touch the IRAs."""
    thing = next(iter(clause.of(kind)), None)
    denied = next((mark for mark in clause.of("not") if words_of(clause, mark).split()[-1:] != ["no"]), None)
    if thing is None or denied is None or clause.has("act", "paid_in", "converted", "took_out", "deducted"):
        return False
    between = [mark for mark in clause.marks if denied.end <= mark.start and mark.end <= thing.start]
    strange = any(mark.kind == "word" and not is_harmless(mark.key) for mark in between)
    last = between[-1] if between else denied
    if kind == "thing":
        return strange and last.key not in data("grammar")["indefinite"]["words"]
    return strange and (last.kind in {*COUPLE, "both"} or last.key in data("grammar")["definite"]["words"])


def _is_only_a_source(clause: Clause) -> bool:
    """Whether an account is denied only as what something could come from."""
    told = [mark for mark in clause.marks if mark.kind != "word" or not is_harmless(mark.key)]
    trios = zip(told, told[1:], told[2:], strict=False)
    return any(m.kind == "not" and "from" in n.keys and o.kind == "ira" for m, n, o in trios)


def _is_at_work(clause: Clause) -> bool:
    """Whether it is about what there is where somebody works: my job has no 401(k)."""
    return not set(data("plan")["work"]["words"]).isdisjoint(clause.unknown)


def _is_nothing(clause: Clause) -> bool:
    """Whether a clause denies all there could be: nothing, none."""
    return any(lexicon("grammar", "nothing").whole(tokens(words_of(clause, mark))) for mark in clause.of("not"))


def _none_of(own: Slots, *, only: bool, at_work: bool = False) -> Iterator[tuple[str, Told, bool]]:
    """Facts, values, and whether they are sure, of a clause that denies."""
    if own.any("converted"):
        yield "converted", "0", True
        if own.any("paid_in") and not own.plans and own.iras in {(), ("any",)} and not own.things:  # neither … nor
            yield "contributed", "0", True
            yield "contributed_roth", "0", True
    elif own.any("paid_in") and not own.plans and ("basis" in own.things or (own.iras and "after_tax" in own.things)):
        yield "basis", "0", True  # what never went in is only what is not deducted
    elif own.any("paid_in") and not own.plans and "after_tax" not in own.things:  # never put in after-tax money
        if own.iras != ("roth",):
            yield "contributed", "0", True
        if "traditional" not in own.iras:
            yield "contributed_roth", "0", True
    elif own.plans and own.any("works") and not own.any("idle", "earned"):  # no plan at my wife's work
        yield "plan_kinds", [], True
    elif own.any("idle", "works", "earned"):
        yield "compensation", "0", True
    elif "basis" in own.things and "unfiled" not in own.things:
        yield "basis", "0", True
    elif own.things == {"match"} and own.plans and not own.acts - {"has"}:  # 401(k): 9,000 from me, no match
        yield "plans.?.employer_money", "0", True
    elif own.any("match", "employer", "after_tax") or (own.any("rolled_over", "rolled_in") and not own.iras):
        return
    elif only:
        kinds: list[str] = [kind for kind in own.iras if kind != "any"]
        if "any" in own.iras or kinds:
            yield "ira_kinds", list(kinds), bool(kinds)
    elif own.iras:
        if "any" in own.iras:
            yield "ira_kinds", [], True
        for kind in own.iras:
            if kind in VALUES and kind != "roth":
                yield kind, "0", True
    elif own.plans:
        yield "plan_kinds", [], own.plans == ("any",) or at_work
