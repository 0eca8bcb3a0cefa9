"""What must hold in every plan, whoever reads it on whatever day: nothing forbidden, nothing that contradicts itself,
and a first screen that fits a phone.

Each rule is a function with one sentence; it yields a short text for each fault. In the suite a household is planned
on its own day, by ``make fuzz`` on each of the twelve.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from hypothesis import given, settings

from calc import law
from calc.contradictions import contradictions
from calc.facts import Facts, IraKind, PlanKind
from calc.planning.plan import Plan, plan
from calc.planning.stakes import at_stake
from calc.public.plan import as_json
from calc.refusals import Refusal
from dialogs.answering import cards
from dialogs.messages import plain
from dialogs.views.plan import steps as telling
from dialogs.views.plan.as_data import as_data
from dialogs.views.plan.details import more
from dialogs.views.plan.names import state_name
from dialogs.views.plan.screen import ROOM, Screen, first_screen
from tests.interviews import DAYS, answered, many, seeds

LINE = 90  # characters of a step on the first screen
LONG = 45  # characters of a line that is a sentence
NO_ROLL_IN = {"old", "pension", "simple", "457b_tax_exempt"}
HOLE = re.compile(r"\bNone\b|[{}]|Decimal\(|Fraction\(|Amount\(")
PUT_IN = ("contribute_traditional", "contribute_direct")
SUMS = {"3": ("1", "2"), "9": ("6", "7", "8"), "13": ("11", "12")}
DIFFERENCES = {"5": ("3", "4"), "14": ("3", "13"), "18": ("16", "17")}


@dataclass(frozen=True)
class Read:
    """A plan as it is told, and as data."""

    facts: Facts
    made: Plan

    @cached_property
    def stakes(self) -> dict[str, Any]:
        return dict(at_stake(self.made))

    @cached_property
    def warned(self) -> list[str]:
        return [*cards.warned(self.made.case, stakes=self.stakes).values()]

    @cached_property
    def data(self) -> dict[str, Any]:
        warned = cards.warned(self.made.case, stakes=self.stakes)
        by_code = {code: self.stakes[one.name] for code, one in cards.cards().items() if one.name in self.stakes}
        return as_json(as_data(self.made, warned, by_code))

    def steps(self, who: str, branch: str | None = None) -> list[dict[str, Any]]:
        """Of a person: those of every branch, or of one with what holds in any case."""
        return [one for one in self.data["steps"] if one["who"] in (who, "both") and one["branch"] in (None, branch)]

    def steps_of_all(self, branch: str | None = None) -> list[dict[str, Any]]:
        return [one for one in self.data["steps"] if one["branch"] in (None, branch)]

    @property
    def branches(self) -> list[str | None]:
        return [None, *(one["id"] for one in self.data["branches"])]

    @property
    def settled_branches(self) -> list[str | None]:
        """Those that suppose nothing about what is in the IRAs."""
        held = {"moves", "ira_kinds"}
        apart = {one["id"] for one in self.data["branches"] if one["fact"].rpartition(".")[2] in held}
        return [one for one in self.branches if one not in apart]


Rule = Callable[[Read], Iterator[str]]


def known(amount: Any) -> Fraction | None:
    return None if amount is None or isinstance(amount, dict) else Fraction(str(amount))


def at_most(amount: Any) -> Fraction:
    return known(amount["high"] if isinstance(amount, dict) else amount) or Fraction(0)


def the_first_screen_fits(read: Read) -> Iterator[str]:
    """1,600 characters for one person, 2,400 for a couple; a step on a line has at most 90."""
    blocks = first_screen(read.made, read.warned).blocks
    text = "\n\n".join(map(plain, blocks))
    if len(text) > ROOM[len(read.made.people)]:
        yield f"{len(text)} characters"
    lines = (telling.line(one) for one in telling.numbered(read.made, read.made.steps)[1:])
    yield from (line for line in lines if len(line) > LINE)


def every_sentence_is_filled(read: Read) -> Iterator[str]:
    """No hole where a value should stand."""
    yield from HOLE.findall(read.data["text"])


def something_is_said(read: Read) -> Iterator[str]:
    """A verdict always; while the year is open and something is unknown, a step to take too."""
    if not any(line["text"].strip() for line in read.data["verdict"]):
        yield "no verdict"
    undecided = any(one.contribute is None for one in read.made.people)
    if undecided and read.made.case.season.open and not read.data["steps"]:
        yield "no step"


def forms_add_up(read: Read) -> Iterator[str]:
    """Lines that are sums and differences of others are."""
    for form in read.data["forms"]:
        line = {number: known(amount) for number, amount in form["lines"].items()}
        for number, parts in {**SUMS, **DIFFERENCES}.items():
            first, *rest = (line.get(part) for part in parts)
            if line.get(number) is None or first is None or None in rest:
                continue
            others = sum((part for part in rest if part is not None), Fraction(0))
            right = first + others if number in SUMS else max(first - others, Fraction(0))
            if abs((line[number] or 0) - right) > 1:
                yield f"{form['who']} {form['year']} line {number}"


def a_contribution_has_its_form(read: Read) -> Iterator[str]:
    """What goes into a traditional IRA is reported on Form 8606, or deducted."""
    for one in read.made.people:
        codes = {step["code"] for step in read.data["steps"] if step["who"] in (one.who, "both")}
        deducted = one.chosen is not None and one.chosen.deducted.value
        if "contribute_traditional" in codes and "file_8606" not in codes and not deducted:
            yield one.who


def nothing_above_the_limit(read: Read) -> Iterator[str]:
    """What is to be put in, with what went in, stays within the limit and the pay, in every branch."""
    for one in read.made.people:
        if one.limit is None or one.compensation is None:
            continue
        made = sum((one.person.contributed or 0, one.person.contributed_roth or 0), Decimal(0))
        most = max(min(one.limit.money, one.compensation.money), made) if not read.facts.joint else one.limit.money
        for branch in read.branches:
            put = sum(known(step["amount"]) or 0 for step in read.steps(one.who, branch) if step["code"] in PUT_IN)
            if put and put + Fraction(made) > Fraction(max(most, made)) + 1:
                yield f"{one.who}: {float(put)} on {made}"


def no_more_leaves_than_is_there(read: Read) -> Iterator[str]:
    """What is converted and rolled in is in the IRAs, or goes in before."""
    for one in read.made.people:
        if one.held.value is None:
            continue
        for branch in read.settled_branches:
            steps = read.steps(one.who, branch)
            there = Fraction(one.held.value.value)
            there += sum(at_most(s["amount"]) for s in steps if s["code"] == "contribute_traditional")
            gone = sum(known(s["amount"]) or 0 for s in steps if s["code"] in ("convert", "roll_in"))
            both = one.relabel.value if one.relabel else 0
            if gone > there + Fraction(both) + 1:
                yield f"{one.who} {branch}: {float(gone)} of {float(there)}"


def in_lawful_order(read: Read) -> Iterator[str]:
    """Required distribution, then roll-in, then conversion; charity before the distribution."""
    order = ("give_to_charity", "take_distribution", "roll_in", "convert")
    for one in read.made.people:
        for branch in read.branches:
            codes = [step["code"] for step in read.steps(one.who, branch) if step["code"] in order]
            own = [code for code in codes if code in order]
            if branch is None and own != sorted(own, key=order.index):
                yield f"{one.who}: {own}"


def days_are_ahead(read: Read) -> Iterator[str]:
    """No last day is past or before its first day, and no date of the calendar either."""
    today = str(read.made.today)
    for step in read.data["steps"]:
        if step["by"] and (step["by"] < today or step["from"] > step["by"]):
            yield f"{step['code']} {step['from']} {step['by']}"
    yield from (day["text"] for day in read.data["dates"] if day["on"] < today)
    for step in read.made.every_step:
        if step.start and (step.start < read.made.today or (step.by and step.start > max(step.by, read.made.today))):
            yield f"{step.code} from {step.start}"


def one_catch_up(read: Read) -> Iterator[str]:
    """Over all plans of a person (IRC 414(v)(2)(D))."""
    for one in read.made.people:
        if sum(step["code"] == "catch_up" for step in read.steps(one.who)) > 1:
            yield one.who


def within_net_pay(read: Read) -> Iterator[str]:
    """After-tax money through payroll is no more than what is left of pay."""
    for one in read.made.people:
        left = known(read.data["ledger"][one.who]["net_pay_left"])
        put = [
            known(s["amount"]) or 0
            for s in read.steps(one.who)
            if s["code"] == "after_tax" and s["plan"] != "solo401k"
        ]
        if left is not None and sum(put) > left + 1:
            yield f"{one.who}: {float(sum(put))} of {float(left)}"


def clean_is_untaxed(read: Read) -> Iterator[str]:
    """Nothing is called clean that is taxed, or not clean of which nothing is."""
    for line in read.data["verdict"]:
        taxed = re.search(r"[Tt]axed: \$[1-9]", line["text"])
        if ("can be clean" in line["text"] and taxed) or ("not clean" in line["text"] and "$0 of" in line["text"]):
            yield line["text"]


def a_final_figure_stands_in_the_form_of_its_year(read: Read) -> Iterator[str]:
    """What is called final is on lines 15c and 18 of the tax year's own form."""
    final = [line for line in read.data["verdict"] if line["code"] == "settled"]
    for line in final:
        own = [f["lines"] for f in read.data["forms"] if f["year"] == read.made.tax_year]
        sums = [sum((known(lines.get(n)) or 0) for n in ("15c", "18")) for lines in own]
        told = Fraction(re.sub(r"[$,]", "", re.findall(r"\$[\d,.]*\d", line["text"])[0]))
        if not any(abs(total - told) <= 1 for total in sums):
            yield line["text"]


def a_small_tax_is_no_step(read: Read) -> Iterator[str]:
    least = law.threshold("least_tax_step_dollars").value
    for step in read.data["steps"]:
        amount = known(step["amount"])
        if step["code"] == "pay_tax" and amount is not None and amount < least:
            yield str(step["amount"])


def a_ticked_circumstance_speaks(read: Read) -> Iterator[str]:
    """On the first screen, in its line."""
    told = read.facts.circumstances or ()
    if told and "Also ticked" not in "\n".join(first_screen(read.made, read.warned).blocks):
        yield str(sorted(told))


def branches_are_whole(read: Read) -> Iterator[str]:
    """Steps and forms of a branch name one that exists; letters are given once."""
    ids = [one["id"] for one in read.data["branches"]]
    if len(set(ids)) < len(ids):
        yield str(ids)
    for part in (*read.data["steps"], *read.data["forms"]):
        if part["branch"] not in (None, *ids):
            yield str(part["branch"])


def the_costliest_warning_comes_first(read: Read) -> Iterator[str]:
    stakes = [Fraction(one["at_stake"] or 0) for one in read.data["warnings"]]
    if stakes != sorted(stakes, reverse=True):
        yield str([float(one) for one in stakes])


def doing_nothing_has_no_last_day(read: Read) -> Iterator[str]:
    for way in read.data["ways"]:
        if way["code"] == "nothing" and way["by"] and not known(way["contribute"]):
            yield way["who"]


def steps_are_the_form(read: Read) -> Iterator[str]:
    """Every form that has to be filed is a step of its owner and year, with its line 14; no step files another.

    What only an answer settles is line 1 in the step of all answers.
    """
    opened = {(s.who, f"{s.amount.money:.2f}") for s in read.made.steps if s.code == "form_8606_open" and s.amount}
    for branch in read.branches:
        inline = [
            one["id"] for one in read.data["branches"] if any(s["branch"] == one["id"] for s in read.data["steps"])
        ]
        if branch in inline or inline:
            continue
        filed = {(s["who"], s["amount"]) for s in read.steps_of_all(branch) if s["code"] == "file_8606"}
        due = [f for f in read.data["forms"] if f["branch"] == branch and "14" in f["lines"]]
        for form in due:
            reported = branch is not None and (form["who"], form["lines"].get("1")) in opened
            if (form["who"], form["lines"]["14"]) not in filed and not reported:
                yield f"{branch}: {form['who']} {form['lines']['14']}"


def line_8_is_what_is_converted(read: Read) -> Iterator[str]:
    """What was converted in the year and what the steps convert is line 8, where all of it was a conversion."""
    year = read.made.case.season.conversion_year
    for one in read.made.people:
        if one.meant or one.along.value or one.chosen is None or any(f.who == one.who for f in read.made.branches):
            continue
        told = one.person.converted_next if read.made.case.season.split else one.person.converted
        planned = sum(known(s["amount"]) or 0 for s in read.steps(one.who) if s["code"] == "convert")
        for form in one.chosen.forms:
            line = form.sheet["8"] if form.year == year else None
            if line and abs(Fraction(line.value) - planned - Fraction(told or 0)) > 1:
                yield f"{one.who}: line 8 {float(line.value)}, {float(planned)} on {told}"


def the_price_is_set_aside(read: Read) -> Iterator[str]:
    """The step about the tax has the federal, the state's and the additional tax of the plan, to the dollar."""
    tax, year = read.made.tax, read.made.case.season.conversion_year
    steps = [known(s["amount"]) for s in read.data["steps"] if s["code"] == "pay_tax" and s["branch"] is None]
    if tax is None or not tax.federal_at_most or None in steps:
        return
    early = sum(Fraction(one.whole.value) for one in read.made.early if one.year == year)
    due = Fraction(tax.federal_at_most.value) + Fraction(tax.state_at_most.value if tax.state_at_most else 0) + early
    if steps and abs(sum(one or 0 for one in steps) - due) > 2:
        yield f"{steps} of {float(due)}"
    taxable = read.made.case.taxable
    if steps and taxable is not None and not taxable.value:
        yield "a tax step, and nothing taxed"


def inside_the_season(read: Read) -> Iterator[str]:
    """Contributions by the due date, conversions and roll-ins by 31 December, payroll in the tax year."""
    when = read.made.case.season
    for step in read.made.steps:
        if step.by is None:
            continue
        if step.code in ("contribute_direct", "contribute_traditional") and step.by > when.contribute_by:
            yield f"{step.code} {step.by}"
        if step.code.startswith(("convert", "roll_in", "rmd", "charity")) and step.by > when.convert_by:
            yield f"{step.code} {step.by}"
        if step.code in ("after_tax", "roth_catch_up") and step.by.year != when.tax_year:
            yield f"{step.code} {step.by}"
        if step.by > date(max(when.today.year, when.conversion_year) + 1, 10, 15):
            yield f"{step.code} {step.by}"


def the_law_allows_it(read: Read) -> Iterator[str]:
    """No roll-in where a plan takes none, no conversion of locked money, nothing put in without pay."""
    for one in read.made.people:
        told = read.facts.people[one.who]
        steps = read.steps(one.who)
        for step in steps:
            kind = step["plan"]
            if step["code"] == "roll_in" and (kind in NO_ROLL_IN or told.plans[kind].roll_in == "no"):
                yield f"{one.who} rolls into {kind}"
            if step["code"] in PUT_IN and one.compensation is not None and not one.compensation.value:
                yield f"{one.who} puts in without pay"
            if step["code"] == "give_to_charity" and (one.age or 99) < 70:
                yield f"{one.who} gives at {one.age}"
            if step["code"] == "take_distribution" and (one.age or 99) < 72:
                yield f"{one.who} takes a required distribution at {one.age}"
            if step["code"] == "catch_up" and (one.age or 99) < 50:
                yield f"{one.who} catches up at {one.age}"
        rolled = sum(at_most(s["amount"]) for s in steps if s["code"] == "roll_in")
        choosy = rolled and one.taker and told.plans[one.taker].roll_in == "rollover_only"
        if choosy and rolled > Fraction(told.ira_value(IraKind.ROLLOVER) or 0):
            yield f"{one.who} rolls in {float(rolled)} that never was in a plan"
        locked, value = one.held.locked, one.held.value
        if locked and locked.value and value:
            free = Fraction(value.value) - Fraction(locked.value)
            free += sum(at_most(s["amount"]) for s in steps if s["code"] == "contribute_traditional")
            if sum(known(s["amount"]) or 0 for s in steps if s["code"] in ("convert", "roll_in")) > free + 1:
                yield f"{one.who} moves SIMPLE money in its two years"


def additions_within_415(read: Read) -> Iterator[str]:
    """After-tax money that is put in stays within what the plan has room for."""
    for one in read.made.people:
        for plan_ in one.plans:
            put = [
                known(s["amount"]) or 0
                for s in read.steps(one.who)
                if (s["code"], s["plan"]) == ("after_tax", plan_.kind)
            ]
            room = plan_.room.line("room") if plan_.room else None
            if put and room is not None and sum(put) > Fraction(room.value) + 1:
                yield f"{one.who} {plan_.kind}: {float(sum(put))} of {float(room.value)}"


def ways_are_the_forms(read: Read) -> Iterator[str]:
    """What a way taxes is what its forms of that year tax, and the basis it leaves is their last line 14."""
    year = read.made.case.season.conversion_year
    for way in read.made.ways:
        sheets = [form.sheet for form in way.option.worked if form.year == year]
        lines = (sheet[n] for sheet in sheets for n in ("15c", "18"))
        taxed = sum((Fraction(line.value) for line in lines if line), Fraction(0))
        if sheets and abs(taxed - Fraction(way.option.taxable.value)) > 1:
            yield f"{way.who} {way.option.way}: {float(taxed)}"
        if way.option.worked and way.option.basis_left.value != way.option.worked[-1].sheet.line("14").value:
            yield f"{way.who} {way.option.way}: basis"


def the_state_is_named(read: Read) -> Iterator[str]:
    """Where something is taxed the first screen says what the state takes, if only that it is not worked out."""
    taxable, name = read.made.case.taxable, state_name(read.facts.state)
    if not taxable or not taxable.value or not name or read.made.tax is None or read.made.case.season.split:
        return
    text = "\n".join(first_screen(read.made, read.warned).blocks)
    if name not in text:
        yield name


def more_repeats_nothing(read: Read) -> Iterator[str]:
    """A sentence of the first screen is not told again behind More, and none is told twice there."""
    first = first_screen(read.made, read.warned)
    lines = [line for block in first.blocks for line in block.splitlines()]
    lines += [line for block in _behind(read.made, first) for line in block.splitlines()]
    long = [line for line in lines if len(line) > LONG and not line.startswith("|")]
    yield from {line for line in long if long.count(line) > 1}


def _behind(made: Plan, first: Screen) -> tuple[str, ...]:
    return more(made, first.verdict, sized=first.sizes, brief=first.brief)


def sizes_rise(read: Read) -> Iterator[str]:
    """Each amount to an edge is larger than the one before."""
    for one in read.made.people:
        own = [size for size in read.data["sizes"] if size["who"] == one.who]
        converts = [known(size["convert"]) or 0 for size in own]
        if converts != sorted(converts):
            yield f"{one.who}: {[float(c) for c in converts]}"


def what_is_asked_has_its_letter(read: Read) -> Iterator[str]:
    """Who is told that a message is ready finds one."""
    ready = any("message is ready" in step["text"] for step in read.data["steps"])
    if ready and not read.data["letters"]:
        yield "no letter"


def what_is_told_is_not_unknown(read: Read) -> Iterator[str]:
    for gap in read.data["unknown"]:
        *path, name = gap["fact"].split(".")
        place: Any = read.facts
        for part in path:
            place = place.get(PlanKind(part)) if isinstance(place, dict) else getattr(place, part, None)
        if place is not None and getattr(place, name, None) is not None:
            yield gap["fact"]


def early_money_has_its_form(read: Read) -> Iterator[str]:
    """Who takes pre-tax money out before 59½ reads of the additional tax."""
    for one in read.made.early:
        if one.whole.value and "5329" not in read.data["text"]:
            yield one.who


def a_range_is_no_rounding(read: Read) -> Iterator[str]:
    """No range is told whose ends are a cent apart: a line of a form was rounded up in one of them."""
    for found in read.made.ranges:
        if found.facts and found.highest and found.highest.money - found.lowest.money <= Decimal("0.01"):
            yield f"{found.who} {found.decides}: {found.lowest.money}"


def each_form_is_worked_by_its_lines(read: Read) -> Iterator[str]:
    """Line 10 is line 5 of line 9 and at most 1, lines 11 and 12 are so much of 8 and 7, and 15a to 17 follow."""
    for form in read.data["forms"]:
        line = {number: known(amount) or Fraction(0) for number, amount in form["lines"].items()}
        if "14" not in line or "5" not in line:
            continue  # line 1 alone, or a year of nothing but a contribution
        share = min(line["5"] / line["9"], Fraction(1)) if line["9"] else Fraction(0)
        due = {"11": line["8"] * share, "12": line["7"] * share, "14": line["3"] - line["13"]}
        due |= {"15a": line["7"] - line["12"], "16": line["8"], "17": line["11"]}
        wrong = [number for number, amount in due.items() if number in line and abs(line[number] - amount) > 1]
        if wrong or line["4"] > line["1"] or min(line.values()) < 0:
            yield f"{form['who']} {form['year']}: {wrong}"


def a_form_begins_where_the_last_one_ended(read: Read) -> Iterator[str]:
    """Line 2 is line 14 of the year before, and a person files one form a year."""
    forms = read.data["forms"]
    ended = {(one["who"], one["year"], one["branch"]): one["lines"].get("14") for one in forms}
    if len(ended) < len(forms):
        yield "two forms of one year"
    for one in forms:
        who, before, begun = one["who"], one["year"] - 1, one["lines"].get("2")
        carried = ended.get((who, before, one["branch"]), ended.get((who, before, None)))
        if begun and carried and abs(Fraction(begun) - Fraction(carried)) > 1:
            yield f"{who} {one['year']}: {begun} after {carried}"


def both_put_in_no_more_than_their_pay(read: Read) -> Iterator[str]:
    """And than they want to save: what goes into the IRAs of both, and into plans after tax, in every branch."""
    people = read.facts.people.values()
    made = Fraction(sum((one.contributed or 0) + (one.contributed_roth or 0) for one in people))
    pays = [one.compensation and one.compensation - (one.foreign_excluded or 0) for one in people]
    for branch in read.branches:
        steps = read.steps_of_all(branch)
        put = sum(known(one["amount"]) or 0 for one in steps if one["code"] in PUT_IN)
        if read.facts.joint and None not in pays and put > max(Fraction(sum(filter(None, pays))) - made, 0) + 1:
            yield f"{branch}: {float(put)} on {float(made)}"
        put += sum(known(one["amount"]) or 0 for one in steps if one["code"] == "after_tax")
        if read.facts.save is not None and put > max(Fraction(read.facts.save) - made, 0) + 1:
            yield f"{branch}: {float(put)} of {read.facts.save}"


def both_are_the_whole(read: Read) -> Iterator[str]:
    """One way is chosen for a person; what these tax, with growth of plan money, is what the price is on."""
    chosen = [one for one in read.data["ways"] if one["chosen"]]
    if len({one["who"] for one in chosen}) < len(chosen):
        yield "two ways for one"
    whole, taxed = read.made.case.taxable, [known(one["taxed"]) for one in chosen]
    if whole is None or None in taxed or len(chosen) < len(read.made.people):
        return
    both = sum(one or 0 for one in taxed) + sum(Fraction(one.growth.value) for one in read.made.people)
    if abs(both - Fraction(whole.value)) > 1:
        yield f"{float(both)} of {float(whole.value)}"


def a_price_is_less_than_what_it_is_on(read: Read) -> Iterator[str]:
    """No income tax is more than the income, and none is below nothing; the child credit falls in steps of $50."""
    for one in read.data["ways"]:
        taxed, federal = one["taxed"], one["federal"]
        if federal is None or taxed is None or (isinstance(taxed, dict) and taxed["high"] is None):
            continue
        low = Fraction(federal["low"] if isinstance(federal, dict) else federal)
        if low < 0 or at_most(federal) > at_most(taxed) + 50:
            yield f"{one['who']} {one['code']}: {federal} on {taxed}"


def deferrals_within_their_limit(read: Read) -> Iterator[str]:
    """What went in and what is left are no more than the limit, over all plans and in each; catching up, likewise."""
    for who, kept in read.data["ledger"].items():
        for place, one in (("all", kept), *kept["plans"].items()):
            for part in ("base", "catch_up"):
                limit, made, left = (known(one[part][name]) for name in ("limit", "in", "left"))
                if limit is not None and made is not None and left is not None and made + left > limit:
                    yield f"{who} {place} {part}: {float(made)} and {float(left)} of {float(limit)}"
        left = known(kept["catch_up"]["left"])
        put = sum(known(step["amount"]) or 0 for step in read.steps(who) if step["code"] == "catch_up")
        if left is not None and put > left + 1:
            yield f"{who} catches up {float(put)} of {float(left)}"


RULES: tuple[Rule, ...] = (
    the_first_screen_fits,
    every_sentence_is_filled,
    something_is_said,
    forms_add_up,
    a_contribution_has_its_form,
    nothing_above_the_limit,
    no_more_leaves_than_is_there,
    in_lawful_order,
    days_are_ahead,
    one_catch_up,
    within_net_pay,
    clean_is_untaxed,
    a_final_figure_stands_in_the_form_of_its_year,
    a_small_tax_is_no_step,
    a_ticked_circumstance_speaks,
    branches_are_whole,
    the_costliest_warning_comes_first,
    doing_nothing_has_no_last_day,
    steps_are_the_form,
    line_8_is_what_is_converted,
    the_price_is_set_aside,
    inside_the_season,
    the_law_allows_it,
    additions_within_415,
    ways_are_the_forms,
    the_state_is_named,
    more_repeats_nothing,
    sizes_rise,
    what_is_asked_has_its_letter,
    what_is_told_is_not_unknown,
    a_range_is_no_rounding,
    early_money_has_its_form,
    each_form_is_worked_by_its_lines,
    a_form_begins_where_the_last_one_ended,
    both_put_in_no_more_than_their_pay,
    both_are_the_whole,
    a_price_is_less_than_what_it_is_on,
    deferrals_within_their_limit,
)


def faults(facts: Facts, today: date) -> list[str]:
    """None where there is no plan on that day: two facts clash, or the year is refused."""
    if contradictions(facts, today):
        return []
    try:
        read = Read(facts, plan(facts, today))
    except Refusal:
        return []
    return [f"{today} {rule.__name__}: {fault}" for rule in RULES for fault in rule(read)]


@many(70, 3_000)
@given(seeds())
def test_what_must_hold_in_every_plan_holds(seed: int) -> None:
    told = answered(seed, unknown=0.15 * (seed % 2))
    days = [told.today] if settings.default.derandomize else [today for _, today in DAYS]
    facts = told.agenda.facts
    assert [fault for today in days for fault in faults(facts, today)] == []
