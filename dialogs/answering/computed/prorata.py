"""What of a conversion out of traditional IRAs is taxed: Form 8606."""

from __future__ import annotations

from decimal import Decimal

from calc.derivation import ZERO
from calc.public.worksheets import answer
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words
from dialogs.phrases import percent, say

SHEET = "form-8606"
NOTHING = Decimal(0)


def prorata(question: Asked) -> Computed | None:
    """The taxable part of a conversion, and of a withdrawal beside it."""
    if not question.is_of("prorata") or question.of_two:
        return None
    pool = _pool(question)
    moved = question.figure("conversion")
    given = question.figure("contribution") or NOTHING
    basis, rest = pool
    if moved is None and question.asks("all_of_it") and rest is not None:
        moved = rest + given
    if moved is None:
        moved = question.figure("contribution")
    if moved is None:
        return None
    missing = tuple(name for name, value in (("basis", basis), ("ira_values", rest)) if value is None)
    if missing or basis is None or rest is None:
        head = say("asked.prorata.missing", what=facts_in_words(missing), moved=moved)
        return computed(
            question, "range", head, amount=(NOTHING, moved), missing=missing, worksheet=SHEET, card="C10"
        )
    taken = question.figure("withdrawal") or NOTHING
    after = question.figure("left")
    whole = rest + given
    if after is None:
        after = whole - moved - taken
    if after < 0:
        after = NOTHING
        if moved > whole:
            question.assume("growth", more=moved - whole)
    lines = _lines(given, basis, after, taken, moved)
    return _told(question, lines, moved, taken)


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
    else:
        head = say("asked.prorata.taxed", **values)
    rule = say("asked.prorata.rule", **values)
    if taken:
        out_free = _money(part1["12"])
        head += " " + say("asked.prorata.taken", taken=taken, taxed=taken - out_free)
    return computed(question, "amount", head, amount=taxed, rule=rule, worksheet=SHEET, lines=part1, card="C10")


def _pool(question: Asked) -> tuple[Decimal | None, Decimal | None]:
    """Basis brought forward, and everything in the IRAs before the new money; None where nobody said."""
    own = question.figures
    fresh = "contribution" in own
    basis, before = own.get("basis"), own.get("pretax")
    value = question.figure("value", "worth_now")
    after = own.get("left")
    told = question.outlook
    if value is None and before is None and after is None and told is not None and told.pretax is not None:
        held = told.pretax.money + (told.basis or ZERO).money
        return (basis if basis is not None else (told.basis or ZERO).money), held
    if basis is None:
        if not fresh and before is None:
            return None, value
        basis = NOTHING
        question.assume("no_basis")
    if before is not None:
        return basis, before + basis + (value or NOTHING)
    if value is not None:
        if fresh:
            question.assume("beside")
        return basis, value
    if after is not None:
        out = own.get("conversion", NOTHING) + own.get("withdrawal", NOTHING)
        return basis, after + out - own.get("contribution", NOTHING)
    return basis, None


def taxed_part(question: Asked) -> Decimal | None:
    """What of a conversion is income: by Form 8606 where there is basis, else all of it; None without an amount."""
    moved = question.figure("conversion") or question.only_sum
    if moved is None:
        return None
    basis, rest = _pool(question)
    if not basis or rest is None:
        if basis is None:
            question.assume("all_taxed")
        return moved
    lines = _lines(NOTHING, basis, max(rest - moved, NOTHING), NOTHING, moved)
    part1 = lines["part1"]
    return moved - _money(part1["11"]) if isinstance(part1, dict) else moved


def _lines(given: Decimal, basis: Decimal, after: Decimal, taken: Decimal, moved: Decimal) -> dict[str, object]:
    return answer(
        SHEET,
        {
            "line1": given,
            "line2": basis,
            "line4": NOTHING,
            "line6": after,
            "line7": taken,
            "line8": moved,
            "distribution_or_conversion": True,
        },
    )


def _money(line: object) -> Decimal:
    return Decimal(str(line)) if line is not None else NOTHING
