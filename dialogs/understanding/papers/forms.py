"""Tax forms: what the boxes and lines of each tell a talk about a tax year, and what they fill at the checking desk.

Only what a form is about counts: a payout is no pay, last year's form is last year's, and line 14 is basis for the
next year alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from calc.checking.tables import counts, payout, table
from calc.facts import Move, PlanKind
from dialogs.session import Told
from dialogs.understanding import lexicon
from dialogs.understanding.papers import boxes, lines
from dialogs.understanding.papers.reading import OWN, Context, Note, Offer, Reading, told_amount
from dialogs.understanding.papers.scan import Text
from dialogs.understanding.papers.words import any_of, pattern, words

NONE = Decimal(0)
NEAR_DAY = 20  # characters of a month and a day before a year
OF_8606 = {"1": "contributed", "2": "basis", "4": "contributed_late", "6": "year_end_value", "8": "converted"}
EXCESS = {"23": "roth", "15": "traditional"}


def form_1099r(text: Text, year: int | None, context: Context) -> Reading:
    if len(parts := boxes.parts("1099-R", text)) > 1:
        return _together(
            [form_1099r(part, year_of(part, "1099-r") or year, context) for part in parts], copies=_are_copies(text)
        )
    found = boxes.filled("1099-R", text)
    codes = boxes.code_of_1099r(found)
    if not found.money and not codes:
        return Reading(kind="1099-R", year=year, unfinished=True)
    ticked = boxes.ira_ticked(text, found.behind.get("7", ()))
    inherited = pattern("marks", "beneficiary").search(text.text) is not None
    what = payout(codes, ticked=ticked is not False, beneficiary=inherited)
    entries = [f"{box}:{amount.normalize():f}" for box, amount in found.money.items() if amount >= 0]
    entries = _in_order(entries, "1099-R")
    entries += [f"7:{codes.casefold()}"] if codes else []
    if ticked is not None and what.account in {"ira", "plan"}:
        entries.append(f"ira:{'yes' if ticked else 'no'}")
    entries += ["inherited:yes"] if inherited else []
    entries += _marks(text)
    facts: dict[str, Told] = {}
    notes = (
        [Note("payout" if codes else "payout_open", {"amount": found.money.get("1", NONE), "codes": codes})]
        if "1" in found.money
        else []
    )
    notes += [Note(f"code.{what.account}_{what.does}", {"amount": found.money.get("1", NONE)})] if codes else []
    if what.year_before and year is not None:
        notes.append(Note("code.year_before", {"year": year - 1}))
    offers: list[Offer] = []
    gross = found.money.get("1")
    if "7_or_8" in what.effect and gross and year is not None and year == context.tax_year:
        offers = [
            Offer("converted", f"{OWN}converted", told_amount(gross)),
            Offer("withdrew", f"{OWN}withdrew", told_amount(gross)),
        ]
    return Reading(
        kind="1099-R", year=year, found=facts, boxes=tuple(entries), notes=tuple(notes), offers=tuple(offers)
    )


def form_5498(text: Text, year: int | None, context: Context) -> Reading:
    if len(parts := boxes.parts("5498", text)) > 1:
        return _together(
            [form_5498(part, year_of(part, "5498") or year, context) for part in parts], copies=_are_copies(text)
        )
    found = boxes.filled("5498", text)
    if not found.money:
        return Reading(kind="5498", year=year, unfinished=True)
    kind = boxes.kind_of_5498(found.whole.get("7", ()))
    if kind is None:
        kind = next(
            (
                of
                for of, box in (("roth", "3"), ("roth", "10"), ("sep", "8"), ("simple", "9"))
                if found.money.get(box)
            ),
            "ira",
        )
    inherited = pattern("marks", "beneficiary").search(text.text) is not None
    entries = _in_order(
        [f"{box}:{amount.normalize():f}" for box, amount in found.money.items() if amount >= 0], "5498"
    )
    entries = [*entries, f"7:{kind}", *(["inherited:yes"] if inherited else []), *_marks(text)]
    notes = [Note("inherited_apart")] if inherited else []
    facts: dict[str, Told] = {}
    if year is not None and year == context.tax_year and not inherited:
        facts = dict(_of_5498(found.money, kind, context, year))
    return Reading(kind="5498", year=year, found=facts, boxes=tuple(entries), notes=tuple(notes))


def _of_5498(money: Mapping[str, Decimal], kind: str, context: Context, year: int) -> Iterator[tuple[str, Told]]:
    """Contributions, conversions and the value at the end of the form's own year."""
    names = {"contributed": "contributed", "roth_contributed": "contributed_roth", "converted": "converted"}
    for box, amount in money.items():
        what = counts(box, kind)
        if what in names and amount > 0:
            yield f"{OWN}{names[what]}", told_amount(amount)
        elif what == "employer" and amount > 0:
            yield f"{OWN}sep_contribution", told_amount(amount)
        elif what == "roth_value" and context.today.year <= year + 1:
            yield f"{OWN}roth", told_amount(amount)


def form_w2(text: Text, year: int | None, context: Context) -> Reading:
    if len(parts := boxes.parts("W-2", text)) > 1:
        return _together(
            [form_w2(part, year_of(part, "w-2") or year, context) for part in parts], copies=_are_copies(text)
        )
    if pattern("form_w2", "corrected").search(text.text):
        return Reading(kind="W-2", year=year, notes=(Note("corrected_w2"),))
    found = boxes.filled("W-2", text)
    twelve = boxes.box_12(text)
    if not found.money and not twelve:
        return Reading(kind="W-2", year=year, unfinished=True)
    who = context.who or "you"
    plans = table("form_w2")["box_12"]
    deferred = {code: amount for code, amount in twelve.items() if plans.get(code, {}).get("plan")}
    if year is not None and context.tax_year is not None and year != context.tax_year:
        return Reading(kind="W-2", year=year, found=dict(_of_earlier_w2(found.money, year, deferred, who, context)))
    facts: dict[str, Told] = {}
    if "1" in found.money:
        facts[f"{OWN}compensation"] = told_amount(found.money["1"] - found.money.get("11", NONE))
    retirement = any_of(words("form_w2")["retirement"])
    covered = boxes.is_ticked(text.text, retirement)
    if any(plans[code].get("covers") for code in deferred):
        covered = True  # who defers takes part (IRC 219(g)(5))
    if covered is not None:
        facts[f"{OWN}covered"] = covered
    for kind in dict.fromkeys(plans[code]["plan"] for code in deferred):
        mine = {code: amount for code, amount in deferred.items() if plans[code]["plan"] == kind}
        plan = f"{OWN}plans.{context.plan_kind(who, PlanKind(kind))}"
        facts[f"{plan}.deferrals"] = told_amount(sum(mine.values(), NONE))
        roth = [amount for code, amount in mine.items() if plans[code]["roth"]]
        if roth:
            facts[f"{plan}.roth_deferrals"] = told_amount(sum(roth, NONE))
    outside = [(f"12 {code}", amount) for code, amount in twelve.items() if code not in deferred]
    return Reading(kind="W-2", year=year, found=facts, left=tuple(outside))


def _of_earlier_w2(
    money: Mapping[str, Decimal], year: int, deferred: Mapping[str, Decimal], who: str, context: Context
) -> Iterator[tuple[str, Told]]:
    """Of last year only the wages that decide about this year's catch-up (IRC 414(v)(7))."""
    kinds = {table("form_w2")["box_12"][code]["plan"] for code in deferred}
    person = context.facts.people.get(who)
    if context.tax_year == year + 1 and "3" in money and len(kinds) == 1 and person and person.plan_kinds:
        plan = context.plan_kind(who, PlanKind(kinds.pop()))
        if plan in person.plan_kinds:
            yield f"{OWN}plans.{plan}.prior_wages", told_amount(money["3"])


def _are_copies(text: Text) -> bool:
    return len({match[0] for match in lexicon.pattern("papers", "copy").finditer(text.text)}) > 1


def _said(one: Reading) -> tuple[object, ...]:
    return one.year, dict(one.found), one.boxes, one.left


def _together(read: list[Reading], *, copies: bool) -> Reading:
    """Several forms of a kind in one text: their amounts are added up, their boxes stand one after the other.

    Copies B, C and 2 of one form are one form, and so are two of Form W-2 that say the same to the cent.
    """
    read = [
        one
        for n, one in enumerate(read)
        if not (copies or one.kind == "W-2") or _said(one) not in map(_said, read[:n])
    ]
    found: dict[str, Told] = {}
    for one in read:
        for fact, value in one.found.items():
            before = found.get(fact)
            added = isinstance(value, str) and isinstance(before, str)
            found[fact] = told_amount(Decimal(str(before)) + Decimal(str(value))) if added else value
    notes = [note for one in read for note in one.notes]
    return replace(
        read[0],
        found=found,
        boxes=tuple(entry for one in read if one.year == read[0].year for entry in one.boxes),
        notes=tuple(note for n, note in enumerate(notes) if note not in notes[:n]),
        offers=(),
        left=tuple(part for one in read for part in one.left),
    )


def form_8606(text: Text, year: int | None, context: Context) -> Reading:
    shown = lines.on_lines("8606", text)
    if lines.of_several("8606", text):
        return Reading(kind="8606", year=year, notes=(Note("two_forms"),))
    if not shown:
        return Reading(kind="8606", year=year, unfinished=True)
    entries = tuple(f"{line}:{'' if amount is None else f'{amount.normalize():f}'}" for line, amount in shown.items())
    basis = shown.get("14")
    talk = context.tax_year
    if year is None or talk is None or year == talk:
        own = year is not None and year == talk
        facts = dict(_of_8606(shown)) if own else {}
        return Reading(kind="8606", year=year, found=facts, boxes=entries)
    is_last = year < talk and pattern("marks", "last").search(text.text) is not None
    if (year == talk - 1 or is_last) and basis is not None:
        return Reading(
            kind="8606", year=year, found={f"{OWN}basis": told_amount(basis)}, boxes=entries, notes=(Note("line_14"),)
        )
    if year < talk and basis is not None:
        note = Note("older_8606", {"year": year, "basis": basis, "before": talk - 1})
        offer = Offer("last_8606", f"{OWN}basis", told_amount(basis))
        return Reading(kind="8606", year=year, boxes=entries, notes=(note,), offers=(offer,))
    return Reading(kind="8606", year=year, boxes=entries)


def _of_8606(shown: Mapping[str, Decimal | None]) -> Iterator[tuple[str, Told]]:
    """The form of the talk's own year: what was entered, where there was something."""
    moved = bool(shown.get("7")) or bool(shown.get("8"))
    for line, fact in OF_8606.items():
        amount = shown.get(line)
        if amount is not None and (amount or fact == "basis") and (line != "6" or moved):
            yield f"{OWN}{fact}", told_amount(amount)


def lines_of_5329(text: Text, year: int | None, context: Context) -> Reading:
    shown = lines.on_lines("5329", text)
    if not shown:
        return Reading(kind="5329", year=year, unfinished=True)
    excess = next(((line, amount) for line in EXCESS if (amount := shown.get(line))), None)
    if excess is None:
        return Reading(kind="5329", year=year, notes=(Note("no_excess"),))
    line, amount = excess
    boxes_ = (f"what:{'direct_roth' if EXCESS[line] == 'roth' else 'too_much'}", f"excess:{amount.normalize():f}")
    note = Note(f"excess_{EXCESS[line]}", {"amount": amount, "line": line})
    del context
    return Reading(kind="5329", year=year, boxes=boxes_, notes=(note,))


def lines_of_1040(text: Text, year: int | None, context: Context) -> Reading:
    shown = lines.on_lines("1040", text)
    income = next((amount for line in ("11a", "11", "8b", "11b") if (amount := shown.get(line)) is not None), None)
    if not shown or all(amount is None for amount in shown.values()):
        return Reading(kind="1040", year=year, unfinished=True)
    entries = tuple(
        f"{line}:{'' if (amount := shown[line]) is None else f'{amount.normalize():f}'}"
        for line in ("4a", "4b", "5a", "5b")
        if line in shown
    )
    if year is not None and context.tax_year is not None and year != context.tax_year:
        return Reading(kind="1040", year=year, boxes=entries if shown.get("4a") or shown.get("4b") else ())
    facts: dict[str, Told] = {}
    notes: list[Note] = []
    offers: list[Offer] = []
    taxed = shown.get("4b") or NONE
    converted = _converted(context)
    if income is not None and (not taxed or converted == 0):
        facts["agi"] = told_amount(income)
    elif income is not None and converted is not None and taxed <= converted:
        facts["agi"] = told_amount(income - taxed)
        notes.append(Note("income_less_conversion", {"income": income, "taxed": taxed}))
    elif income is not None:
        notes.append(Note("income_with_payout", {"income": income, "taxed": taxed}))
        offers = [
            Offer("without_conversion", "agi", told_amount(income - taxed)),
            Offer("with_payout", "agi", told_amount(income)),
        ]
    wages = shown.get("1a") or shown.get("1z")
    if wages and not context.facts.joint and context.facts.you.compensation is None:
        facts[f"{OWN}compensation"] = told_amount(wages)
    moved = bool(shown.get("4a") or shown.get("4b"))
    return Reading(
        kind="1040",
        year=year,
        found=facts,
        boxes=entries if moved else (),
        notes=tuple(notes),
        offers=tuple(offers),
    )


def _converted(context: Context) -> Decimal | None:
    """What was converted by everybody on the return, as far as the talk tells it."""
    told = [person.moved(Move.CONVERTED) for person in context.facts.people.values()]
    known = [amount for amount in told if amount is not None]
    return sum(known, NONE) if len(known) == len(told) else None


def _in_order(entries: list[str], form: str) -> list[str]:
    """In the order in which the desk's card has the boxes, those alone that it has."""
    known = {
        "1099-R": ("1", "2a", "3", "4", "5", "6", "9b"),
        "5498": ("1", "2", "3", "4", "5", "8", "9", "10", "13a"),
    }[form]
    by_box = {entry.partition(":")[0]: entry for entry in entries}
    return [by_box[box] for box in known if box in by_box]


def _marks(text: Text) -> list[str]:
    return ["corrected:yes"] if pattern("marks", "corrected").search(text.text) else []


def year_of(text: Text, names: str) -> int | None:
    """The year that stands nearest to the form's name or title; that of a deadline or a span counts for nothing."""
    years = [
        (int(m[1]), m.start(), m.end())
        for m in re.finditer(r"(?<![\d/,.$-])((?:19|20)\d\d)(?![\d/%-]|[.,]\d)", text.text)
        if not lexicon.pattern("papers", "of_an_earlier_form").search(text.text[: m.start()][-NEAR_DAY:])
        and not re.search(rf"(?:{_MONTHS()})\w*\.?\s+\d{{1,2}},\s*$", text.text[: m.start()][-NEAR_DAY:])
    ]
    if not years:
        return None
    places = [(m.start(), m.end()) for m in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text.text)]
    if not places or len({year for year, *_ in years}) == 1:
        return years[0][0]
    return min(years, key=lambda year: min(max(start - year[2], year[1] - end) for start, end in places))[0]


def _MONTHS() -> str:  # noqa: N802 - a part of a pattern
    return any_of(words("marks")["months"])
