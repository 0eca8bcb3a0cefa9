"""What of a conversion out of traditional IRAs is taxed: Form 8606."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from calc.derivation import cents, given
from calc.worksheets.ira_limit import dollar_limit
from dialogs.answering.computed import kinds, wording
from dialogs.answering.computed.patterns import data, pattern_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words, verdict
from dialogs.phrases import percent, say

SHEET = "form-8606"
NOTHING = Decimal(0)
MOST_GROWN = Decimal("1.1")  # of new money until it is converted; more than that comes out of other money
_LINE_TOLD = re.compile(data()["asks"]["line_told"])
_LINE_ASKED = re.compile(data()["asks"]["line_asked"])
_YEAR = re.compile(r"\b20[12]\d\b")
_GIVEN = frozenset({"1", "2", "4", "6", "7", "8"})  # lines of Part I that are written, and not worked out
_NEEDED = frozenset({"1", "6"})
_RATIO = "10"


def prorata(question: Asked) -> Computed | None:
    """The taxable part of a conversion, and of a withdrawal beside it."""
    if (
        question.of_two
        and not question.is_of_one
        and not (question.leave_out_the_spouse() and "contribution" in question.figures)
    ):
        return None
    _settle_late_money(question)
    if part := pattern_of("asks", "part_of_whole").search(question.marked):
        question.settle({**question.settled, int(part["part"]): "basis", int(part["whole"]): "value"})
    pool = _pool(question)
    moved = question.figure("conversion")
    if moved is not None and question.speaks_of("all_of_it") and question.told("or_just_that"):
        moved = None  # "if I convert everything, is it all taxed or just the 650"
    given = question.figure("contribution") or NOTHING
    basis, rest = pool
    if moved is None and question.speaks_of("all_of_it"):
        whole = question.figure("worth_now", "value")
        moved = whole if whole is not None else rest + given if rest is not None else None
    if moved is None and question.told("converts_the_basis"):
        moved = basis
    if moved is None and rest is not None and question.told("converts_half"):
        moved = (rest + given) / 2
    if moved is None and (question.speaks_of("convert") or question.told("of_a_backdoor")):
        moved = question.figure("contribution")
    of_none = question.asks("share") or (question.asks("taxed") and question.asks("convert"))
    if moved is None and basis and rest and of_none:
        share = min(basis / rest, Decimal(1))
        head = say("asked.prorata.share_alone", share=percent(share))
        rule = say("asked.prorata.rule", basis=basis, pool=rest, share=percent(share))
        return computed(question, "amount", head, amount=share, rule=rule, worksheet=SHEET, card="C10")
    taken = question.figure("withdrawal") or NOTHING
    if rest is None and basis == 0 and moved and question.says("no_basis"):
        rest = moved  # whatever the IRAs hold: nothing of it was taxed before
    if moved is None and taken and basis and rest is not None and not given and question.asks("taxed", "free"):
        return _of_withdrawal(question, basis, rest, taken)
    if moved is None:
        return None
    if (basis is None or rest is None) and (told := _by_share(question, moved)):
        return told
    missing = tuple(name for name, value in (("basis", basis), ("ira_values", rest)) if value is None)
    if not basis and _are_of_two_years(question):
        return None  # one of the contributions may be basis of the year before
    if missing and question.speaks_of("all_of_it") and (question.aside or question.outside):
        return None  # all of what was told before, and not only the one amount that was placed
    if missing or basis is None or rest is None:
        head = say("asked.prorata.missing", what=facts_in_words(missing), moved=moved)
        return computed(
            question, "range", head, amount=(NOTHING, moved), missing=missing, worksheet=SHEET, card="C10"
        )
    after = question.figure("left")
    whole = rest + given + _grown(question, given, moved)
    if after is None:
        after = whole - moved - taken
    if after < 0:
        after = NOTHING
        if moved > whole:
            question.assume("growth", more=moved - whole)
    lines = _lines(question, given, basis, after, taken, moved)
    if given and _is_short(lines) and not question.told("lost_value"):
        return None  # what it is worth now may be told without what goes in: nobody can tell
    return _told(question, lines, moved, taken)


def _of_withdrawal(question: Asked, basis: Decimal, rest: Decimal, taken: Decimal) -> Computed | None:
    """The taxed part of money that is taken out, and not converted; None where more is taken than is told."""
    after = question.figure("left")
    after = rest - taken if after is None else after
    if after < 0 or question.wants_verdict:
        return None
    part1 = _lines(question, NOTHING, basis, after, taken, NOTHING)["part1"]
    assert isinstance(part1, dict)
    free, pool = _money(part1["12"]), _money(part1["9"])
    values: dict[str, object] = {"taken": taken, "taxed": taken - free, "free": free}
    values |= {"basis": basis, "pool": pool, "share": percent(min(basis / pool, Decimal(1)) if pool else Decimal(1))}
    of_free = question.asks("free") and not question.asks("taxed")
    head = say("asked.prorata.withdrawn_free" if of_free else "asked.prorata.withdrawn", **values)
    rule = say("asked.prorata.rule", **values)
    return computed(
        question, "amount", head, amount=taken - free, rule=rule, worksheet=SHEET, lines=part1, card="C10"
    )


def _by_share(question: Asked, moved: Decimal) -> Computed | None:
    """By the share of after-tax money that is told: "15% of my IRA money is after-tax"."""
    found = pattern_of("asks", "share_of_basis").search(question.text)
    if found is None or question.figures.keys() - {"conversion"}:
        return None
    share = Decimal(next(one for one in found.groups() if one)) / 100
    free = cents(given(moved, "moved") * given(share, "share")).money
    values = {"moved": moved, "taxed": moved - free, "free": free, "share": percent(share)}
    head = say("asked.prorata.share" if question.asks("share") else "asked.prorata.taxed", **values)
    rule = say("asked.prorata.rule_share", **values)
    return computed(question, "amount", head, amount=moved - free, rule=rule, worksheet=SHEET, card="C10")


def _grown(question: Asked, given: Decimal, moved: Decimal) -> Decimal:
    """What new money has grown by when just that was converted: "contributed 7,500, converted 7,538"."""
    own = question.figures
    told = question.figure("left") is not None or own.keys() & {"value", "worth_now", "growth"}
    if not given or told or not given < moved <= given * MOST_GROWN or not own.get("pretax"):
        return NOTHING
    question.assume("growth", more=moved - given)
    return moved - given


def _is_short(lines: dict[str, object]) -> bool:
    """Whether there is more basis than money: line 5 above line 9."""
    part1 = lines["part1"]
    return isinstance(part1, dict) and _money(part1["5"]) > _money(part1["9"])


def _told(question: Asked, lines: dict[str, object], moved: Decimal, taken: Decimal) -> Computed:
    part1 = lines["part1"]
    assert isinstance(part1, dict)
    free = _money(part1["11"])
    taxed = moved - free
    pool = _money(part1["9"])
    share = _money(part1["5"]) / pool if pool else Decimal(1)
    share = min(share, Decimal(1))
    values: dict[str, object] = {"moved": moved, "taxed": taxed, "free": free, "share": percent(share)}
    values |= {"basis": _money(part1["5"]), "pool": pool}
    if question.asks("share"):
        head = say("asked.prorata.share", **values)
    elif not taxed:
        head = say("asked.prorata.nothing", **values)
    elif question.asks("free") and question.asks("much") and not question.asks("taxed", "penalty"):
        head = say("asked.prorata.free", **values)
    else:
        head = say("asked.prorata.taxed" if moved in question.sums else "asked.prorata.taxed_all", **values)
    asks_free = (question.asks("free") or question.told("untaxed")) and not question.asks("penalty")
    head = verdict(question, head, yes=bool(taxed) is not asks_free)
    rule = say("asked.prorata.rule", **values)
    if question.asks("carried"):
        head += " " + say("asked.prorata.carried", left=_money(part1["14"]))
    if taken:
        out_free = _money(part1["12"])
        head += " " + say("asked.prorata.taken", taken=taken, taxed=taken - out_free)
    return computed(question, "amount", head, amount=taxed, rule=rule, worksheet=SHEET, lines=part1, card="C10")


def _pool(question: Asked) -> tuple[Decimal | None, Decimal | None]:
    """Basis brought forward, and everything in the IRAs before the new money; None where nobody said."""
    question.leave_out_other_people("conversion", ("pretax", "value", "left", "basis"))
    own = question.figures
    if _is_made_up(question, own):  # "7,000 each year, 14,000 of basis": once is enough
        question.tell({name: told for name, told in own.items() if name != "contribution"})
        own = question.figures
    fresh = "contribution" in own
    basis, before = own.get("basis"), own.get("pretax")
    value, grown = question.figure("value"), own.get("worth_now")
    after = own.get("left")
    of_year_end = question.says("year_end") and question.says("converted")
    if after is None and (value is not None or (grown is not None and not fresh)) and of_year_end:
        after, value, grown = value if value is not None else grown, None, None
        of_any_day = {"value", "worth_now"}  # what is there on 31 December is what the conversion has left
        question.tell({**{name: told for name, told in own.items() if name not in of_any_day}, "left": after})
    if after is None and question.speaks_of("nothing_left"):
        after = NOTHING
    if value is None and grown is not None:
        value = max(grown - own.get("contribution", NOTHING), NOTHING) if fresh else grown
    held, known = question.held
    if held is not None and (gone := question.into_a_plan):
        held = max(held - gone, NOTHING)
    if value is None and before is None and after is None and held is not None:
        if basis is None and known is None and fresh:
            known = NOTHING
            question.assume("no_basis")
        return (known if basis is None else basis), held
    if pool_is_gone(question, own):
        question.assume("nothing_else")
        return basis if basis is not None else NOTHING, NOTHING
    if (growth := own.get("growth")) is not None and before is not None and value is None:
        return max(before - growth, NOTHING), before  # "12,500, all of it nondeductible but 500 of growth"
    pool = value if value is not None else before
    if basis is None and not fresh and pool is not None and question.says("half_basis"):
        return pool / 2, pool
    if basis is None:
        if not fresh and before is None:
            return None, value
        basis = NOTHING
        question.assume("no_basis")
    if before is not None and basis and value == before + basis:
        return basis, value  # both parts, and what they make together
    if before is not None:
        listed = len(question.each("pretax")) > 1 and question.plainly("pretax", "pretax")
        apart = question.says("apart_from_basis") or (listed and question.told("several_accounts"))
        new = (
            basis and basis == own.get("conversion") and question.speaks_of("simple", "sep")
        )  # its money is none of that
        apart = fresh or new or (question.part_after_tax is None and (apart or question.basis_is_an_account))
        beside = basis if apart and question.basis_within is None else NOTHING
        return basis, before + beside + (value or NOTHING)
    if value is not None:
        if fresh and grown is None and (question.told("holds_now") or _is_of_before(question)):
            return basis, max(value - own["contribution"], NOTHING)  # the new money is in what is there now
        if fresh and grown is None:
            question.assume("beside")
        return basis, value
    if after is not None:
        out = own.get("conversion", NOTHING) + own.get("withdrawal", NOTHING)
        return basis, max(after + out - own.get("contribution", NOTHING), NOTHING)
    if question.speaks_of("all_of_it") and "conversion" in own:
        return basis, max(own["conversion"] - own.get("contribution", NOTHING), NOTHING)
    return basis, None


def pool_is_gone(question: Asked, own: Mapping[str, Decimal]) -> bool:
    """Whether all that is told of IRAs went into a plan in the year, and only new money is converted."""
    if not question.into_a_plan or "contribution" not in own or "conversion" not in own:
        return False
    told = own.keys() & {"value", "pretax", "left", "worth_now", "basis"}
    late = any(when.year > question.year for when in question.times)
    return not told and not late and question.told("rolled_in")


def _is_of_before(question: Asked) -> bool:
    """Whether every contribution is told of a year before this one, so that it is in what the IRA is worth now."""
    years = wording.years_of(question.marked)
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    paid = [years.get(n, question.today.year) for n, role in of.items() if role == "contribution"]
    return bool(paid) and max(paid) < question.today.year


def _are_of_two_years(question: Asked) -> bool:
    """Whether two contributions are told, and more than one year."""
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    paid = [number for number, role in of.items() if role == "contribution"]
    return len(paid) > 1 and len({*_YEAR.findall(question.text)}) > 1


def _settle_late_money(question: Asked) -> None:
    """What was paid in for an earlier year is basis, and what for the year of the conversion is new money."""
    years = wording.years_of(question.marked)
    of = kinds.roles(question.marked, question.sums, question.kind, question.settled)
    paid = {n: years[n] for n, role in of.items() if role == "contribution" and n in years}
    if len(paid) > 1 and len(set(paid.values())) == len(paid) and max(paid.values()) == question.year:
        earlier = {n: "basis" for n, year in paid.items() if year < question.year}
        question.settle({**question.settled, **earlier})


def _is_made_up(question: Asked, own: Mapping[str, Decimal]) -> bool:
    """Whether the basis is told with the contributions of several years that it is the sum of."""
    once, basis = own.get("contribution"), own.get("basis")
    each = re.search(data()["asks"]["several_years_each"], question.marked)
    return bool(each and once and basis and basis > once and not basis % once)


def backdoor(question: Asked) -> Computed | None:
    """What of a new contribution is taxed once it is converted, beside what the talk was told of the IRAs.

    None where that is not known, or where something has gone in or out this year already.
    """
    if not question.told("of_a_backdoor") or (worked := taxed_of_new(question)) is None:
        return None
    key, values, part1 = worked
    taxed = _money(values["taxed"])
    head = verdict(question, say(f"asked.backdoor.{key}", **values), yes=bool(taxed) is not question.told("untaxed"))
    rule = say(f"asked.backdoor.rule_{key}", **values)
    return computed(question, "amount", head, amount=taxed, rule=rule, worksheet=SHEET, lines=part1, card="C137")


def taxed_of_new(question: Asked) -> tuple[str, dict[str, object], dict[str, object]] | None:
    """How a new contribution is taxed once it is converted: its phrase, the values of that, the lines of the form.

    None where the talk was not told of the IRAs, or something has gone in or out this year already.
    """
    held, basis = question.held
    if held is None or basis is None or question.person.moves:
        return None
    given = dollar_limit(question.year, question.age).money
    part1 = _lines(question, given, basis, held, NOTHING, given)["part1"]
    assert isinstance(part1, dict)
    taxed = given - _money(part1["11"])
    values: dict[str, object] = {"given": given, "taxed": taxed, "share": percent(taxed / given)}
    values |= {"year": question.year, "held": held, "basis": basis, "pretax": max(held - basis, NOTHING)}
    return "mixed" if taxed else "clean", values, part1


def taxed_part(question: Asked) -> Decimal | None:
    """What of a conversion is income: by Form 8606 where there is basis, else all of it; None without an amount."""
    moved = question.figure("conversion")
    if moved is None and question.speaks_of("convert"):
        moved = question.figure("value", "pretax")
    held, known = question.held
    if moved is None and question.speaks_of("all_of_it") and held is not None and known is not None:
        return held - known
    if moved is None:
        return None
    basis, rest = _pool(question)
    if basis and rest is None:  # "my 50,000 IRA with 8,000 of basis", all of it
        rest = moved
    fresh = question.figure("contribution") or NOTHING
    if (not basis and not fresh) or rest is None:
        if basis is None:
            question.assume("all_taxed")
        return moved
    part1 = _lines(question, fresh, basis or NOTHING, max(rest + fresh - moved, NOTHING), NOTHING, moved)["part1"]
    return moved - _money(part1["11"]) if isinstance(part1, dict) else moved


def income_of(question: Asked, taken: Decimal) -> Decimal | None:
    """What of a withdrawal is income: by Form 8606 where there is basis; None where the IRAs are not told."""
    basis = question.figure("basis")
    if not basis and question.says("half_basis"):
        return taken / 2
    if not basis:
        return taken
    whole = question.figure("value", "worth_now")
    pretax = question.figure("pretax")
    whole = pretax + basis if whole is None and pretax is not None else whole
    if whole is None or whole < taken:
        return None
    part1 = _lines(question, NOTHING, basis, whole - taken, taken, NOTHING)["part1"]
    return taken - _money(part1["12"]) if isinstance(part1, dict) else None


def _lines(
    question: Asked,
    given: Decimal,
    basis: Decimal,
    after: Decimal,
    taken: Decimal,
    amount: Decimal,
    *,
    moved: bool = True,
) -> dict[str, object]:
    return question.work(
        SHEET,
        {
            "line1": given,
            "line2": basis,
            "line4": NOTHING,
            "line6": after,
            "line7": taken,
            "line8": amount,
            "distribution_or_conversion": moved,
        },
    )


def _money(line: object) -> Decimal:
    return Decimal(str(line)) if line is not None else NOTHING


def basis_left(question: Asked) -> Computed | None:
    """Line 14 of Form 8606: the basis that goes on to the next year."""
    moved, given = question.figure("conversion") or NOTHING, question.figure("contribution") or NOTHING
    half = question.told("converts_half")
    if not moved and not half and question.figure("value", "pretax", "other") is not None:
        return None  # what else is in the IRAs, or went in before, may be basis as well
    basis, rest = _pool(question)
    if not moved and rest and question.speaks_of("all_of_it") and question.speaks_of("convert"):
        moved = rest + given
    if not moved and rest and half:
        moved = (rest + given) / 2
    if not moved and basis is None and given:
        basis = NOTHING
        question.assume("no_basis")
    if basis is None or (moved and rest is None):
        missing = tuple(
            n for n, value in (("basis", basis), ("ira_values", rest or not moved)) if value in {None, False}
        )
        head = say("asked.basis.missing", what=facts_in_words(missing))
        return computed(question, "missing", head, missing=missing, worksheet=SHEET, card="C10")
    after = question.figure("left")
    if after is None:
        after = max((rest or NOTHING) + given - moved, NOTHING)
    lines = _lines(question, given, basis, after, NOTHING, moved, moved=bool(moved))
    part1 = lines["part1"]
    assert isinstance(part1, dict)
    values = {
        "left": _money(part1["14"]),
        "basis": basis,
        "given": given,
        "used": _money(part1["11"]),
        "moved": moved,
    }
    head, rule = say("asked.basis.left", **values), say("asked.basis.rule", **values)
    return computed(
        question, "amount", head, amount=_money(part1["14"]), rule=rule, worksheet=SHEET, lines=part1, card="C10"
    )


def of_lines(question: Asked) -> Computed | None:
    """A line of Form 8606, Part I, from lines that are told by their numbers; None where not just that is asked."""
    told = {m["line"]: question.sums[int(m["number"])] for m in _LINE_TOLD.finditer(question.marked)}
    asked = [m["line"] for part in question.asking for m in _LINE_ASKED.finditer(part) if m["line"] not in told]
    if len(told) < len(question.sums) or not _NEEDED <= told.keys() <= _GIVEN or len(asked) != 1:
        return None
    inputs = {f"line{line}": told.get(line, NOTHING) for line in sorted(_GIVEN)}
    moved = bool(told.get("7") or told.get("8"))
    part1 = question.work(SHEET, {**inputs, "distribution_or_conversion": moved})["part1"]
    line = asked[0]
    if not isinstance(part1, dict) or part1.get(line) is None or line == _RATIO:
        return None
    amount = _money(part1[line])
    head = say("asked.basis.line", line=line, amount=amount)
    rule = say("asked.prorata.rule", basis=_money(part1["5"]), pool=_money(part1["9"]), share=_share(part1))
    return computed(question, "amount", head, amount=amount, rule=rule, worksheet=SHEET, lines=part1, card="C58")


def _share(part1: dict[str, object]) -> str:
    pool = _money(part1["9"])
    return percent(min(_money(part1["5"]) / pool, Decimal(1)) if pool else Decimal(1))


def no_ira(question: Asked) -> Computed | None:
    """That an account of another kind is not added up; None where none is asked about."""
    if not question.wants_verdict or question.sums or re.search(data()["asks"]["no_ira"], question.text) is None:
        return None
    head, rule = say("asked.counts.no_ira"), say("asked.counts.rule")
    return computed(question, "yes_no", head, amount=False, rule=rule, card="C10")


def counts(question: Asked) -> Computed | None:
    """Whether an account is added up with the others when a conversion is taxed."""
    if question.told("counts_as_else"):
        return None  # "does it count as income", and not for the pro-rata
    outside = ("inherited", "gov457", "plan", "solo")
    name = next((name for name in outside if question.speaks_of(name)), None)
    if name is None:
        own_roth = question.speaks_of("roth_held") and not question.speaks_of(
            "sep", "simple", "traditional", "pretax"
        )
        name = "roth" if own_roth else "ira" if question.speaks_of("sep", "simple", "traditional", "pretax") else None
    if name is None:
        return None
    if name in outside and question.speaks_of("traditional") and not question.speaks_of("solo"):
        return None  # accounts of both kinds are told, and which of them is asked about nobody can tell
    key = {"gov457": "plan", "solo": "plan"}.get(name, name)
    rule = say("asked.counts.rule")
    return computed(question, "yes_no", say(f"asked.counts.{key}"), amount=key == "ira", rule=rule, card="C10")
