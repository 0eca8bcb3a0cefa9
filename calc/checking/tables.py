"""The tables of ``calc/law/forms``: what each box and code of a paper does to the lines of the return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from calc.law import LAW
from calc.packaged import read_toml

KINDS = ("ira", "sep", "simple", "roth")  # of an account, as box 7 of Form 5498 has them


@dataclass(frozen=True, slots=True)
class Payout:
    """What a Form 1099-R is, by its codes. ``account``: ira, roth, plan or relabeled; ``does``: a kind of effect.

    early: the additional tax is due without an exception; simple: at the rate of a SIMPLE IRA's first two years;
    year_before: it belongs to the return of the year before; codes: sorted, as ``7Y``.
    """

    account: str
    does: str
    codes: str
    early: bool = False
    simple: bool = False
    year_before: bool = False

    @property
    def effect(self) -> Mapping[str, str]:
        """Line or pool to what is counted there: ``box_1``, ``box_2a``, ``box_1_less_2a`` or ``form_8606``."""
        by_account: Mapping[str, Mapping[str, str]] = table("form_1099r")["effects"].get(self.account, {})
        return by_account.get(self.does, {})


@cache
def table(name: str) -> Mapping[str, Any]:
    return read_toml(LAW / "forms" / f"{name}.toml")


def lines(form: str) -> tuple[str, ...]:
    """The lines of ``8606``, ``5329`` or ``1040`` in the form's order."""
    return tuple(table("returns")[form])


def printed_as(line: str, year: int) -> str:
    """The number that a line of Form 1040 bears on the form of a year."""
    return str(table("returns")["1040"][line].get("in", {}).get(str(year), line))


def boxes(form: str) -> Mapping[str, str]:
    """The boxes of ``1099-R``, ``5498`` or ``W-2``, and what each holds: money, code, mark, year, date, words."""
    match form:
        case "1099-R":
            held: Mapping[str, str] = table("form_1099r")["boxes"]
            return held
        case "5498":
            return {box: entry["holds"] for box, entry in table("form_5498")["boxes"].items()}
        case _:
            return {box: entry["holds"] for box, entry in table("form_w2")["boxes"].items()}


def counts(box: str, kind: str) -> str:
    """What a box of Form 5498 counts for in an account of a kind (ira, sep, simple, roth); empty: for nothing."""
    entry = table("form_5498")["boxes"].get(box, {})
    return str(entry.get("roth", "") if kind == "roth" else entry.get("counts", ""))


def is_code(code: str) -> bool:
    return code in table("form_1099r")["codes"]


def allowed(codes: str) -> bool:
    """Whether the instructions let these codes stand together."""
    return len(codes) == 1 or (len(codes) == 2 and codes[1] in table("form_1099r")["codes"][codes[0]]["beside"])


@cache
def payout(codes: str, *, ticked: bool, beneficiary: bool = False) -> Payout:
    """``codes``: one or two known codes of box 7; none: an ordinary payout. ``ticked``: the box IRA/SEP/SIMPLE.

    Of two codes the one that says more wins; a payout to a beneficiary is inherited whatever the code.
    """
    known = table("form_1099r")
    told = [known["codes"][code] for code in codes]
    froms = {entry["from"] for entry in told if "from" in entry} - {"ticked"}
    account = next((of for of in ("relabeled", "roth", "plan", "ira") if of in froms), "ira" if ticked else "plan")
    acts = {entry["does"] for entry in told} - {""} | ({"inherited"} if beneficiary else set())
    does = next((act for act in known["precedence"]["order"] if act in acts), "paid_out")
    return Payout(
        account=account,
        does=does,
        codes="".join(sorted(codes)),
        early=does == "paid_out" and any(entry.get("early") for entry in told),
        simple=any(entry.get("simple") for entry in told),
        year_before=any(entry.get("year_before") for entry in told),
    )
