"""Plan descriptions, and what HR writes about a plan: what is allowed, up to how much, and what the employer adds.

Clause by clause: the subject of a clause is what its words name, and a denial in it is about that subject.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from calc import law
from calc.facts import RollIn
from dialogs.session import Told
from dialogs.understanding import lexicon
from dialogs.understanding.papers.reading import OWN, Context, Note, Reading, told_amount
from dialogs.understanding.papers.scan import Text
from dialogs.understanding.papers.words import any_of, pattern, words

HUNDRED = Decimal(100)
BRIEF_HEADING = 3  # words of one that names nothing but its subject
FULL = 0.6  # of the longest line: a shorter one was not wrapped
HEADING = 7  # words of a clause that may be the heading of the next


def read(text: Text, context: Context, kind: str = "plan") -> Reading | None:
    """None where no clause is about anything of a plan that counts here; unfinished where one only denies."""
    who = context.who or "you"
    plan = f"{OWN}plans.{context.plan_kind(who, None)}"
    found: dict[str, Told] = {}
    notes: list[Note] = []
    exits: dict[str, bool] = {}
    said = text.text
    if lexicon.pattern("papers", "voluntary_defined").search(said):  # which these contributions are, once for all
        said = lexicon.pattern("papers", "voluntary").sub(f"{words('plan')['subjects']['after_tax'][-1]} ", said)
    clauses = list(_clauses(said))
    for clause, following in itertools.zip_longest(clauses, clauses[1:], fillvalue=""):
        denied = _says(_without_limits(clause), "not")
        _after_tax(clause, plan, found, notes, denied=denied)
        _exits(clause, following, exits, denied=denied)
        roll_in = _roll_in(clause, denied=denied)
        if roll_in is None and len(clause.split()) <= BRIEF_HEADING:  # Rollovers in: qualified plans, IRAs
            roll_in = _roll_in(f"{clause} {following}", denied=_says(_without_limits(following), "not"))
        if roll_in is not None and not _told_already(found.get(f"{plan}.roll_in"), roll_in):
            found[f"{plan}.roll_in"] = roll_in.value
        if _says(clause, "subjects", "roth") and not _says(clause, "subjects", "in_plan") and not denied:
            found[f"{plan}.offers_roth"] = True
    ways = [way for way in ("automatic", "in_plan", "in_service") if exits.get(way)]
    if "automatic" in ways and "in_plan" in ways:
        ways.remove("in_plan")
    if ways or (exits and not any(exits.values()) and {"in_plan", "in_service"} <= set(exits)):
        found[f"{plan}.exits"] = ways
    money = _employer_money(text.text, who, context)
    if money is not None:
        amount, note = money
        notes.append(note)
        if amount is not None:
            found[f"{plan}.employer_money"] = told_amount(amount)
    if any(note.name == "cap_for_some" for note in notes):
        found.pop(f"{plan}.after_tax_capped", None)  # who is asking may be one of them
    if not found and not notes:
        return Reading(kind=kind, unfinished=True) if exits else None  # no way out so far
    return Reading(kind=kind, found=found, notes=tuple(notes))


def rows_apart(said: str) -> str:
    """The text with an end to each row of a table, point of a list and heading; lines that were wrapped go on."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    full = max(map(len, lines), default=0) * FULL
    parts: list[str] = []
    for line, following in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        ended = line[-1] in ".;:,!?" or not following
        apart = "|" in line or "\t" in line or re.match(r"[•*–-]\s|\(?\w{1,2}[.)]\s", following)
        short = len(line) < full and following[:1].isupper()
        parts.append(line if ended or not (apart or short) else f"{line}.")
    whole = lexicon.pattern("papers", "point_inside").sub(". ", " ".join(parts))
    return lexicon.pattern("papers", "heading_inside").sub(r"\g<before>. \g<heading>", whole)


def _told_already(before: Told | None, now: RollIn) -> bool:
    """Whether what was told before says more: the plan takes some IRAs, and what follows denies the others."""
    return before == RollIn.ANY or (before == RollIn.ROLLOVER_ONLY and now is RollIn.NO)


def about_a_plan(text: Text) -> bool:
    """Whether it reads like a document, and not like somebody's own words."""
    own = pattern("plan", "own").search(text.text) or lexicon.pattern("papers", "somebody").search(text.text)
    return pattern("plan", "signs").search(text.text) is not None and not own


def _says(clause: str, *path: str) -> bool:
    return pattern("plan", *path).search(clause) is not None


def _without_limits(clause: str) -> str:
    """Without what says how much at most, which denies nothing."""
    return pattern("plan", "limits").sub(" ", pattern("plan", "uncapped", "words").sub(" ", clause))


def _says_so(name: str, clause: str) -> bool:
    return lexicon.pattern("papers", name).search(clause) is not None


def _clauses(text: str) -> Iterator[str]:
    """Sentences, and their parts where a new amount or verb begins."""
    plain = re.sub(r"(?<![\d,$])\d+\.\d+(?:\.\d+)?(?=\s+[a-z])", " ", text)  # numbers of sections
    plain = lexicon.pattern("papers", "roth_is_after_tax").sub(lambda m: m["roth"] or m["roth2"] or m["roth3"], plain)
    answered = lexicon.data("patterns")["papers"]["answered"]
    for sentence in re.split(rf"(?<=[a-z0-9%)])[.;](?=\s|$)|;\s|:\s(?!\s*{answered})", plain):
        parts = lexicon.pattern("papers", "parts_of_a_sentence").split(sentence)
        yield from (part for part in parts if part.strip())


def _after_tax(clause: str, plan: str, found: dict[str, Told], notes: list[Note], *, denied: bool) -> None:
    if not _says(clause, "subjects", "after_tax"):
        return
    other = _says(clause, "subjects", "in_plan") or _says(clause, "subjects", "in_service")
    other = other or _says_so("converts_to_roth", clause) or _takes_out_after_tax(clause)
    if denied and (not other or _beside_another(clause)):
        if other or _denies_after_tax(clause):
            found[f"{plan}.after_tax_allowed"] = False
        return
    if f"{plan}.after_tax_allowed" not in found:
        found[f"{plan}.after_tax_allowed"] = True
    if other or _says(clause, "together") or _says(clause, "own_rate"):
        return
    percents = lexicon.pattern("papers", "percents").findall(_near_after_tax(clause))
    amounts = re.findall(r"\$\s?(\d{1,3}(?:,\d{3})+|\d+)", clause)
    if _says(clause, "only_some"):
        notes.append(Note("cap_for_some"))
    elif percents:
        found[f"{plan}.after_tax_capped"] = f"{max(map(Decimal, percents)).normalize():f}%"
    elif amounts and _says_so("limits", clause):
        found[f"{plan}.after_tax_capped"] = amounts[-1].replace(",", "")
    elif _says(clause, "uncapped", "words"):
        found[f"{plan}.after_tax_capped"] = "no"


def _beside_another(clause: str) -> bool:
    """Whether after-tax money stands in a list with what else is denied, and is not what that is about."""
    subject = any_of(words("plan")["subjects"]["after_tax"])
    joined = lexicon.data("patterns")["papers"]["joined_with"]
    return re.search(rf"(?<![\w])(?:{subject}){joined}|{joined}(?:{subject})(?![\w])", clause) is not None


def _near_after_tax(clause: str) -> str:
    """Of a clause that names several kinds of money, the part about after-tax money."""
    parts = lexicon.pattern("papers", "kinds_of_money").split(clause)
    return next(
        (
            part
            for part in parts
            if _says(part, "subjects", "after_tax") and lexicon.pattern("papers", "percents").search(part)
        ),
        clause,
    )


def _denies_after_tax(clause: str) -> bool:
    """As "does not permit after-tax contributions" does, and "are not matched" does not."""
    subject = any_of(words("plan")["subjects"]["after_tax"])
    verbs, not_so = (lexicon.data("patterns")["papers"][name] for name in ("permits", "is_not"))
    before = rf"(?:{any_of(words('plan')['not'])})\s+(?:\w+\s+)?{verbs}?(?:\s+\w+){{0,3}}\s+(?:{subject})"
    behind = rf"(?:{subject})(?:\s+\(?[\w-]+\)?){{0,3}}\s+{not_so}(?:\s+{verbs}|\s*$)"
    answered = rf"(?:{subject})[\w\s()-]{{0,40}}:\s*(?:{any_of(words('plan')['not'])})(?!\w)"
    return re.search(rf"{before}|{behind}|{answered}", clause) is not None


def _exits(clause: str, following: str, exits: dict[str, bool], *, denied: bool) -> None:
    if (
        _says(clause, "subjects", "in_plan")
        or lexicon.pattern("papers", "converts_to_roth").search(clause)
        or _goes_on(clause, exits)
    ):
        exits["in_plan"] = exits.get("in_plan", False) or not denied
        if not denied and _says(clause, "ways", "automatic"):
            exits["automatic"] = True
    if (_says(clause, "subjects", "in_service") and not _of_other_money(clause, following)) or _takes_out_after_tax(
        clause
    ):
        whole = clause if len(clause.split()) > HEADING else f"{clause} {following}"
        late = _says(whole, "ways", "late_in_life") and not _says(clause, "subjects", "after_tax")
        if denied or not late:
            exits["in_service"] = exits.get("in_service", False) or not denied


def _of_other_money(clause: str, following: str) -> bool:
    """Whether what may be taken out is other money alone; a heading is about what the clause behind it tells."""
    whole = clause if len(clause.split()) > HEADING else f"{clause} {following}"
    return _says(whole, "other_money") and not _says(whole, "subjects", "after_tax")


def _takes_out_after_tax(clause: str) -> bool:
    """As "withdraw all or part of your after-tax contributions" does."""
    return _says(clause, "taking_out") and _says(clause, "subjects", "after_tax") and not _says(clause, "putting_in")


def _goes_on(clause: str, exits: Mapping[str, bool]) -> bool:
    """As "or have it converted automatically each pay period" does, after a clause about converting."""
    return exits.get("in_plan", False) and "convert" in clause and _says(clause, "ways", "automatic")


def _roll_in(clause: str, *, denied: bool) -> RollIn | None:
    without = lexicon.pattern("papers", "no_roth_iras").sub(" ", clause)
    if without != clause:  # from traditional IRAs, but not from Roth IRAs
        clause, denied = without, _says(_without_limits(without), "not")
    if not _says(clause, "subjects", "roll_in") or not _says(clause, "iras", "any") or "$" in clause:
        return None  # an amount that moved says nothing of what is allowed
    if _says_so("into_an_ira", clause) and not _says_so("comes_in", clause):
        return None  # money that goes out
    if _says(clause, "iras", "only_rollover"):
        return None if denied and not _says_so("only", clause) else RollIn.ROLLOVER_ONLY
    return RollIn.NO if denied else RollIn.ANY


def _employer_money(text: str, who: str, context: Context) -> tuple[Decimal | None, Note] | None:
    """What the match and the base contribution come to with the pay that was told; None where there is neither."""
    share = _match(text)
    base = _base(text)
    if share is None and base is None:
        return None
    percent = (share or Decimal(0)) + (base or Decimal(0))
    pay = _pay(who, context)
    if pay is None:
        return None, Note("match_without_pay", {"percent": f"{percent.normalize():f}"})
    year = context.tax_year
    if year is not None and year in law.years():
        pay = min(pay, law.year(year).figure("compensation_cap_401a17").money)
    amount = (pay * percent / HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return amount, Note("match", {"percent": f"{percent.normalize():f}", "pay": pay, "amount": amount})


def _match(text: str) -> Decimal | None:
    """Percent of pay: 100% of the first 3% and 50% of the next 2% is 4% of pay."""
    heading = ""
    for sentence in re.split(r"(?<=[a-z0-9%)])[.;](?=\s|$)", text):
        said = lexicon.pattern("papers", "dollars_for_each").sub(_rate_first, sentence)
        rate = lexicon.pattern("papers", "cents_on_a_dollar").search(said)
        matched = _says(said, "subjects", "match") or _says(heading, "subjects", "match")
        if (rate or matched) and (share := _tiers(said)) is not None:
            return share
        heading = sentence if len(sentence.split()) <= HEADING else ""
    return None


def _rate_first(said: re.Match[str]) -> str:
    """For every $1 you contribute up to 4% of pay, the company contributes $1: 100% of the first 4%."""
    percent = Decimal(said["cents"]) if said["cents"] else Decimal(said["dollars"]) * HUNDRED
    return f"match {percent.normalize():f}% of the first {said['of']}%"


def _tiers(said: str) -> Decimal | None:
    """Each rate with the percent of pay it is on."""
    for phrase in words("plan")["tier"]["whole"]:
        said = said.replace(phrase, "100%")
    each = any_of(words("plan")["tier"]["each_dollar"])
    cents = lexicon.data("patterns")["papers"]["cents_on_each"].replace("EACH", each)
    said = re.sub(cents, lambda m: "100% " if m["whole"] else f"{m[1] or m[3] or m[4]}% ", said)
    said = lexicon.pattern("papers", "dollars_on_the_first").sub(
        lambda m: f"{(Decimal(m[1]) * HUNDRED).normalize():f}% ", said
    )
    tiers = _TIER().findall(said)
    return sum((Decimal(rate) * Decimal(of) / HUNDRED for rate, of in tiers), Decimal(0)) if tiers else None


@cache
def _TIER() -> re.Pattern[str]:  # noqa: N802 - a constant that is read when it is needed
    between = any_of(words("plan")["tier"]["between"])
    percent = lexicon.data("patterns")["papers"]["percent_sign"]
    return re.compile(
        rf"(\d{{1,3}}(?:\.\d+)?){percent}(?:[\s,]+(?:{between})(?![\w])){{0,9}}\s*(\d{{1,2}}(?:\.\d+)?){percent}"
    )


def _base(text: str) -> Decimal | None:
    ways = any_of(words("plan")["subjects"]["base"])
    percent = rf"(\d{{1,2}}(?:\.\d+)?){lexicon.data('patterns')['papers']['percent_sign']}"
    said = re.search(rf"{percent}[^.;%]{{0,60}}(?:{ways})|(?:{ways})[^.;%]{{0,60}}?{percent}", text)
    return Decimal(said[1] or said[2]) if said else None


def _pay(who: str, context: Context) -> Decimal | None:
    """Of the plan's employer, as told; else the pay of whoever has only one plan."""
    person = context.facts.people.get(who)
    if person is None:
        return None
    kind = context.plan_kind(who, None)
    plan = person.plans.get(kind)
    if plan is not None and plan.pay is not None:
        return plan.pay
    return person.compensation if len(person.plan_kinds or ()) <= 1 else None
