"""Any set of papers, with the forms worked out here line by line: it is right, and a changed line is found."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from calc.checking.verdict import Judged, check
from calc.public import checks
from tests.interviews import many

CENT = Decimal("0.01")
ENTERED = ("1", "2", "7", "8")  # lines that stand for something on a paper or in the talk


def cents(amount: Fraction | Decimal) -> Decimal:
    exact = Fraction(amount)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def money(least: int, most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(least * 100, most * 100).map(lambda n: Decimal(n).scaleb(-2))


def sometimes(amount: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Decimal]:
    return st.one_of(st.just(Decimal(0)), amount)


@st.composite
def households(draw: st.DrawFn) -> dict[str, Decimal]:
    paid_in = draw(st.sampled_from([0, 1000, 3500, 7000]).map(Decimal))
    paid_out = draw(sometimes(money(500, 30_000)))
    one = {
        "paid_in": paid_in,
        "deducted": draw(st.sampled_from([Decimal(0), paid_in / 2])),
        "basis": draw(sometimes(money(1, 40_000))),
        "converted": draw(sometimes(money(1000, 90_000))),
        "paid_out": paid_out,
        "charity": draw(st.sampled_from([Decimal(0), cents(paid_out / 2)])),
        "value": draw(sometimes(money(1, 400_000))),
    }
    assume(one["paid_in"] or one["basis"])
    return one


def form_8606(one: dict[str, Decimal]) -> dict[str, Decimal]:
    """By the lines of the 2025 form and its instructions (line 10 unrounded, each product to the cent)."""
    line = {"1": one["paid_in"] - one["deducted"], "2": one["basis"]}
    line["3"] = line["1"] + line["2"]
    line |= {"7": one["paid_out"] - one["charity"], "8": one["converted"]}
    if not line["7"] and not line["8"]:
        return {**{name: line[name] for name in "123"}, "14": line["3"]}
    line |= {"4": Decimal(0), "5": line["3"], "6": one["value"]}
    line["9"] = line["6"] + line["7"] + line["8"]
    share = min(Fraction(1), Fraction(line["5"]) / Fraction(line["9"]))
    line |= {"11": cents(Fraction(line["8"]) * share), "12": cents(Fraction(line["7"]) * share)}
    line["13"] = line["11"] + line["12"]
    line["14"] = line["3"] - line["13"]
    if line["7"]:
        line["15a"] = line["15c"] = line["7"] - line["12"]
    if line["8"]:
        line |= {"16": line["8"], "17": line["11"], "18": line["8"] - line["11"]}
    return line


def papers(one: dict[str, Decimal]) -> list[dict[str, object]]:
    """A Form 1099-R for each payout, and Forms 5498 of the year."""
    out = [
        {"form": "1099-R", "payer": name, "ira": True, "boxes": {"1": str(one[name]), "2a": str(one[name]), "7": "7"}}
        for name in ("converted", "paid_out")
        if one[name]
    ]
    ira = {"1": str(one["paid_in"]), "5": str(one["value"])}
    both = [("ira", ira), ("roth", {"3": str(one["converted"]), "5": str(one["converted"])})]
    in_ = [{"form": "5498", "payer": "converted", "kind": kind, "boxes": boxes} for kind, boxes in both]
    return [{"owner": "you", "year": 2025, **paper} for paper in [*out, *in_]]


@many(120)
@given(households(), st.data())
def test_a_right_set_is_right_and_a_changed_line_is_the_first_that_is_wrong(
    one: dict[str, Decimal], data: st.DataObject
):
    line = form_8606(one)
    moved = one["converted"] + one["paid_out"]
    taxed = line.get("15c", Decimal(0)) + line.get("18", Decimal(0))
    printed = {
        "8606": {name: str(amount) for name, amount in line.items()},
        "1040": {"4a": str(moved), "4b": str(taxed)} if moved else {},
    }
    whole = {
        "tax_year": 2025,
        "today": "2026-06-15",
        "facts": {
            "tax_year": 2025,
            "filing_status": "single",
            "you": {"birth_year": 1950, "basis": str(one["basis"])},
        },
        "papers": papers(one),
        "printed": printed,
        "told": {"charity": str(one["charity"]), "deducted": str(one["deducted"])},
    }
    assert check(checks.given(whole)[0]).judged is Judged.RIGHT
    name = data.draw(st.sampled_from(sorted(line)))
    printed["8606"][name] = str(line[name] + 1234)
    verdict = check(checks.given(whole)[0])
    assert verdict.judged in ({Judged.WRONG, Judged.ASK} if name in ENTERED else {Judged.WRONG})
    if verdict.judged is Judged.WRONG:
        assert verdict.first_wrong is not None
        assert verdict.first_wrong.line == name
        assert abs(verdict.first_wrong.right - line[name]) <= CENT  # lines 11 and 12 share out the cents of line 13
