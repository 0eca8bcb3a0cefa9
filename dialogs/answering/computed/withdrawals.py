"""What comes out of a Roth IRA, what an excess costs while it stays, and what leaves with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from calc import law
from calc.derivation import ZERO, cents, given
from calc.facts import FilingStatus
from calc.repairs.early import additional_tax
from calc.repairs.earnings import net_income_attributable
from calc.repairs.excess_left import Account, YearEnd, excise_by_year
from calc.worksheets.ira_limit import dollar_limit
from calc.worksheets.reverse_rollover import reverse_rollover
from calc.worksheets.roth_401k import roth_401k
from calc.worksheets.roth_limit import roth_range
from dialogs.answering.computed import kinds
from dialogs.answering.computed.contributions import roth_most
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.prorata import income_of
from dialogs.answering.computed.question import Asked
from dialogs.answering.computed.result import Computed, computed, facts_in_words, verdict
from dialogs.phrases import percent, say
from dialogs.understanding import roth_withdrawals

SHEET = "roth-distribution"
NOTHING = Decimal(0)
_OF_ITS_OWN = re.compile(data()["asks"]["apart"])
_STAYS = re.compile(data()["asks"]["stays_through"])
_GROWTH = re.compile(data()["asks"]["earnings_taken"])
_FROM_55 = 55
_YEARS = re.compile(r"20\d\d")
_MONTHS = 12
_LOCKED = 2  # years of a SIMPLE IRA
_TWO = 2  # years: of the conversion, and of the withdrawal
_OLD_ENOUGH = 60  # at 59 the half year decides


def roth_out(question: Asked) -> Computed | None:
    """Tax and 10 % on a withdrawal from a Roth IRA."""
    put_in, converted, taken = _told_of_it(question)
    if (only_growth := _growth_alone(question)) is not None:
        put_in, taken = NOTHING, only_growth
    if (
        taken is None and not question.speaks_of("withdraw") and not question.told("takes_all")
    ):  # "I put 7,000 in. What do I owe?"
        return excess(question) if put_in and not converted else None
    if taken is None and (question.speaks_of("all_of_it") or question.told("takes_all")):
        taken = question.figure("worth_now", "value", "roth_value")
    if taken is None and not converted and _asks_for_free_part(question):
        return _free_part(question, put_in)
    if taken is None and not (put_in and question.figure("worth_now", "value", "roth_value")) and not question.aside:
        taken = converted or put_in  # of what has grown nobody told how much is taken
    if not taken:
        return None
    story = roth_withdrawals.read(question.said, question.today)
    layered = len(story.converted) > 1
    if layered and not (story.all_told and story.wanted == taken):
        return None  # each year has a clock of its own: that is for the desk
    if layered:
        question.take_all()
        question.reckoned.add("in_several_years")
        put_in, converted = story.paid_in or NOTHING, sum(story.converted.values(), NOTHING)
    opened = _opened_in(question)
    years = [when for when in question.years if when <= question.today.year and (when != opened or not converted)]
    if converted and not layered and len(set(years)) > _TWO:
        return None  # which of them are of conversions, nobody can tell
    year = question.today.year if len(set(years)) <= 1 else max(years)
    made = min(years, default=year)
    unknown = question.told_age is None or not years
    if not (put_in or converted) and (unknown or ((question.told_age or 0) < _OLD_ENOUGH and only_growth is None)):
        return _paid_in_missing(question, taken)
    backdoor = converted and put_in == converted and not layered
    by_backdoor = question.told("by_the_backdoor") and not backdoor
    free = backdoor or by_backdoor or question.says("untaxed")
    age = question.told_age
    if converted and not layered and (by_backdoor or not free):
        question.assume("backdoor_untaxed" if by_backdoor else "all_taxed")
    earnings = max(taken - (NOTHING if backdoor else put_in) - converted, NOTHING)
    risky = earnings or (converted and not free and taken > put_in and year < made + _clock())
    layers = {made: (converted, converted if free else NOTHING)} if converted else {}
    if layered:
        layers = {when: (amount, story.free[when]) for when, amount in sorted(story.converted.items())}
        year = question.today.year
    if age is None and risky:
        head = say("asked.roth_out.missing", most=_tenth(taken - put_in), taken=taken)
        return computed(question, "missing", head, missing=("birth_year",), worksheet=SHEET, card="C66")
    inputs = {
        "first_roth_year": min(made, opened or made),
        "contributions": [] if backdoor or not put_in else [[min(made, opened or made), put_in]],
        "conversions": [[when, amount - untaxed, untaxed] for when, (amount, untaxed) in layers.items()],
        "distributions": [[year, taken, (age or 0) >= _OLD_ENOUGH or _is_first_home(question, earnings)]],
    }
    out = question.work(SHEET, inputs)
    tax, extra = Decimal(str(out["taxable"])), Decimal(str(out["additional_tax"]))
    values = {"taken": taken, "taxed": tax, "extra": extra, "until": made + _clock(), "made": made}
    key = "nothing" if not tax and not extra else "both" if tax and extra else "income" if tax else "extra"
    head = _cost_told(question, key, values)
    dated = bool(years) or layered
    if converted and extra and not dated:
        question.assume("converted_now", year=made)
    rule = " ".join((*_in_order(out, cost=bool(extra), dated=dated), say("asked.roth_out.rule")))
    card = "C67" if converted and free else "C66"
    return computed(question, "amount", head, amount=extra, rule=rule, worksheet=SHEET, lines=out, card=card)


def _opened_in(question: Asked) -> int | None:
    """The year in which the Roth IRA was opened, where that is told; None for a year that is ahead."""
    found = re.search(data()["asks"]["roth_opened"], question.text)
    year = int(found["year"]) if found else None
    return year if year is not None and year <= question.today.year else None


def _asks_for_free_part(question: Asked) -> bool:
    """Whether it is asked what may come out without tax or penalty."""
    may = question.asks("may") or (question.told("take_out") and not question.told("takes_all"))
    return may and question.told("without_cost")


def _free_part(question: Asked, put_in: Decimal) -> Computed | None:
    """What was contributed comes out free at any age; None where that is not told, and a card tells the rule."""
    if not put_in or question.wants_verdict:
        return None
    head, rule = say("asked.roth_out.free_part", put_in=put_in), say("asked.roth_out.rule")
    return computed(question, "amount", head, amount=put_in, rule=rule, worksheet=SHEET, card="C66")


def _paid_in_missing(question: Asked, taken: Decimal) -> Computed | None:
    """What the cost of a withdrawal hangs on; None where none is asked for."""
    if not question.asks("tax", "taxed", "penalty", "much"):
        return None
    missing = ("contributions",) if question.told_age is not None else ("contributions", "birth_year")
    head = say("asked.roth_out.missing_paid", taken=taken, what=facts_in_words(missing), most=_tenth(taken))
    ends = (NOTHING, _tenth(taken))
    return computed(question, "range", head, amount=ends, missing=missing, worksheet=SHEET, card="C66")


def _cost_told(question: Asked, key: str, values: Mapping[str, object]) -> str:
    """What it costs, after a yes or a no where one is asked for."""
    of_penalty = key == "both" and question.asks("penalty") and not question.asks("tax", "taxed")
    head = say("asked.roth_out.penalty" if of_penalty else f"asked.roth_out.{key}", **values)
    if not question.wants_verdict:
        return head
    asks_free = question.asks("free", "may")
    if key == "nothing":
        return say("asked.roth_out.free" if asks_free else "asked.roth_out.none")
    may = asks_free and not question.speaks_of("free", "penalty", "tax", "taxed")  # "can I take 20k"
    return verdict(question, head, yes=may or not asks_free)


def _in_order(out: Mapping[str, object], *, cost: bool, dated: bool) -> Iterator[str]:
    """What comes out first, and, where it bears the 10 %, when each clock ends. dated: conversions by their years."""
    converted = "of_conversion" if dated else "of_some_conversion"
    layers = out["from_conversions"]
    layers = layers if isinstance(layers, list) else []
    parts: list[str] = []
    locked: list[int] = []
    for name in ("contributions", "earnings"):
        amount = Decimal(str(out[f"from_{name}"] or 0))
        parts += [say(f"asked.roth_out.of_{name}", amount=amount)] if amount else []
        for layer in layers if name == "contributions" else ():
            amount = Decimal(str(layer["taxable_part"])) + Decimal(str(layer["nontaxable_part"]))
            parts += [say(f"asked.roth_out.{converted}", amount=amount, made=layer["year"])] if amount else []
            locked += [layer["year"]] if layer["within_5_years"] and Decimal(str(layer["taxable_part"])) else []
    if len(parts) > 1:
        yield say("asked.roth_out.order", first=parts[0], then=parts[1:])
    for made in locked if cost else ():
        yield say("asked.roth_out.clock", made=made, until=made + _clock())
    if Decimal(str(out["from_earnings"] or 0)) and not out["qualified"]:
        yield say("asked.roth_out.clock_earnings")


def _told_of_it(question: Asked) -> tuple[Decimal, Decimal, Decimal | None]:
    """What was contributed, converted and taken; "took 5,000 from my contributions" tells the first as well."""
    put_in, converted = question.figure("contribution") or NOTHING, question.figure("conversion") or NOTHING
    taken = question.figure("withdrawal")
    if taken is not None and not converted and re.search(data()["asks"]["contributions_taken"], question.marked):
        put_in = max(put_in, taken)
    return put_in, converted, taken


def _growth_alone(question: Asked) -> Decimal | None:
    """What is taken out where only earnings are: "withdrawing 10,000 of gains"."""
    found = _GROWTH.search(question.marked)
    return question.sums[int(found["number"] or found["first"])] if found else None


def _is_first_home(question: Asked, earnings: Decimal) -> bool:
    """Whether earnings go into a first home, within what a life may take for it."""
    most = law.standing().figure("first_home_lifetime_limit").money
    return question.told("first_home") and earnings <= most


def _clock() -> int:
    return law.standing().whole("roth_clock_years")


def _tenth(amount: Decimal) -> Decimal:
    rate = law.standing().figure("early_distribution_additional_tax_rate_72t")
    return cents(given(amount, "amount") * rate).money


def excess(question: Asked) -> Computed | None:
    """What is above the limit, and the 6 % a year while it stays."""
    over = _excess_told(question)
    of_it = question.asks("part_of") and "contribution" not in question.figures
    part = over if of_it else None  # "how much of my 7,500 is too much" tells no excess
    over = None if of_it or question.told("over_by") else over  # an income is so much above the limit
    lines: dict[str, object] = {}
    worksheet = None
    most = dollar_limit(question.year, question.age).money
    allowed = question.figure("allowed")
    allowed = None if allowed is not None and allowed > 2 * most else allowed  # a limit of the income, of no IRA
    paid = part or question.figure("contribution") or question.person.contributed_roth
    if over is None and paid is not None and question.tells("all_over"):
        over = paid
    if paid is not None and allowed is not None:
        over = max(paid - allowed, NOTHING)
    if over is not None and paid is not None and allowed is None and over > paid:
        over = None  # nobody pays in less than is too much: that is an income
    if over is None and paid is not None:
        if question.status is None and _by_pay(question):
            question.status = FilingStatus.SINGLE
        if question.status is None and question.magi is None and paid > most:
            question.assume("low_income")
            question.status, question.magi = FilingStatus.SINGLE, NOTHING
            question.compensation = most
        if question.status is None or question.magi is None:
            facts = (("filing_status", question.status), ("agi", question.magi))
            missing = tuple(name for name, value in facts if value is None)
            head = say("asked.excess.missing", what=facts_in_words(missing))
            return computed(question, "missing", head, missing=missing, worksheet="roth-limit", card="C36")
        limit, lines = roth_most(question, question.status)
        worksheet, over = "roth-limit", max(paid - limit, NOTHING)
    if over is None:
        missing = ("contribution", "agi", "filing_status")
        return computed(question, "missing", say("asked.excess.missing_paid"), missing=missing, card="C36")
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    if over and (capped := _by_value(question, over)):
        return capped
    yearly = cents(given(over, "excess") * rate).money
    values = {"over": over, "yearly": yearly, "year": question.year, "paid": paid or NOTHING}
    ends = question.today.year - question.year
    until = question.law.date("excess_removal_and_recharacterization_deadline")
    if over and (ended := _ended(question, yearly, until, values)):
        return ended
    if over and (listed := _of_years(question, over, yearly)):
        return listed
    if over and question.told("each_paid") and question.status is FilingStatus.MFJ:
        return _of_each(question, over, values, until, ends)
    if over and ends > 0 and question.says("idle_since"):
        return _absorbed(question, over)
    head = _cost_of(question, over, ends, values)
    head = verdict(question, head, yes=bool(over)) if question.asks("over") else head
    late = until < question.today
    rule = say("asked.excess.rule_late" if late else "asked.excess.rule", until=until, rate=percent(rate.money))
    return computed(question, "amount", head, amount=over, rule=rule, worksheet=worksheet, lines=lines, card="C36")


def _cost_of(question: Asked, over: Decimal, ends: int, values: Mapping[str, object]) -> str:
    """What is too much and what it costs: in all by the year until which it stays, so far, or a year."""
    yearly = Decimal(str(values["yearly"]))
    past = {"so_far": yearly * ends, "next": question.today.year, "ends": ends}
    stays = _STAYS.search(question.text)
    if not over:
        return say("asked.excess.none", **values)
    if stays and int(stays["year"]) >= question.year:
        count = int(stays["year"]) - question.year + 1
        question.take_all()
        return say("asked.excess.through", owed=yearly * count, last=int(stays["year"]), count=count, **values)
    if question.asks("six", "penalty") and not question.asks("excess", "over", "so_far", "both_of_us"):
        return say("asked.excess.yearly_so_far" if ends > 0 else "asked.excess.yearly", **past, **values)
    return say("asked.excess.so_far" if ends > 0 else "asked.excess.cost", **past, **values)


def _of_years(question: Asked, over: Decimal, yearly: Decimal) -> Computed | None:
    """The 6 % of several years that are named one by one as those in which the excess stays."""
    listed = re.search(data()["asks"]["six_of_years"], question.text)
    years = sorted({int(year) for year in _YEARS.findall(listed[0])}) if listed else []
    in_a_row = len(years) > 1 and years[-1] - years[0] == len(years) - 1
    told = question.figure("excess") is not None or re.search(data()["asks"]["six_of"], question.marked)
    if not in_a_row or not told or not question.told("of_each_year") or len(question.sums) != 1:
        return None
    owed = yearly * len(years)
    values = {"owed": owed, "yearly": yearly, "over": over, "count": len(years), "years": [str(y) for y in years]}
    rule = say("asked.excess.rule_of_years")
    head = say("asked.excess.of_years", **values)
    return computed(question, "amount", head, amount=owed, rule=rule, card="C36", of_all=True)


def _by_value(question: Asked, over: Decimal) -> Computed | None:
    """The 6 % where the account held less than the excess at the year's end; None where it held more."""
    found = re.search(data()["asks"]["held_at_end"], question.marked)
    worth = question.sums[int(found["before"] or found["behind"])] if found else None
    if worth is None or worth >= over or question.speaks_of("traditional"):
        return None
    question.take_all()
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    yearly = cents(given(worth, "value") * rate).money
    values = {"yearly": yearly, "worth": worth, "over": over}
    rule = say("asked.excess.rule_by_value")
    return computed(question, "amount", say("asked.excess.by_value", **values), amount=yearly, rule=rule, card="C36")


def _excess_told(question: Asked) -> Decimal | None:
    """The excess by its words, or that of which the 6 % are asked."""
    if six := re.search(data()["asks"]["six_of"], question.marked):
        question.take_all()
        return question.sums[int(six["number"])]
    return question.figure("excess")


def _ended(question: Asked, yearly: Decimal, until: date, values: Mapping[str, object]) -> Computed | None:
    """The 6 % of an excess that was taken out, or would be today; None where it stays, or the day is not clear."""
    when = question.put_right
    if when is None and not question.told("if_removed"):
        return None
    day = when.last if when else question.today
    if day <= until:
        head = say(
            "asked.excess.no_in_time" if question.wants_verdict else "asked.excess.in_time", until=until, **values
        )
        return computed(question, "amount", head, amount=NOTHING, rule=say("asked.excess.rule_in_time"), card="C36")
    ends = day.year - question.year
    if when is None or not ends or when.first <= until:
        return None
    head = say("asked.excess.ended", owed=yearly * ends, ends=ends, first=question.year, **values)
    return computed(question, "amount", head, amount=yearly * ends, rule=say("asked.excess.rule_ended"), card="C36")


def _of_each(question: Asked, over: Decimal, values: Mapping[str, object], until: date, ends: int) -> Computed:
    """The same excess of each of two spouses, of this year or with the ``ends`` of years that have passed."""
    yearly = Decimal(str(values["yearly"]))
    past = {"so_far": yearly * ends, "next": question.today.year, "ends": ends}
    both = {"both": over * 2, "both_yearly": yearly * 2}
    head = say(f"asked.excess.{'so_far_each' if ends > 0 else 'cost_each'}", **values, **past, **both)
    rate = law.standing().figure("excess_contribution_excise_rate_4973")
    late = until < question.today
    rule = say("asked.excess.rule_late" if late else "asked.excess.rule", until=until, rate=percent(rate.money))
    return computed(question, "amount", head, amount=over * 2, rule=rule, worksheet="roth-limit", card="C36")


def _absorbed(question: Asked, over: Decimal) -> Computed:
    """The 6 % of an excess that the unused room of later years takes up: nothing more was paid in."""
    age, value = question.age, given(over, "value")
    years = [YearEnd(year=question.year, contributed=value, value=value)]
    for year in range(question.year + 1, question.today.year + 1):
        room = dollar_limit(year, age + year - question.year)
        years.append(YearEnd(year=year, room=room, value=value))
    taxes = {year: form.money("tax") for year, form in excise_by_year(Account.ROTH, years).items()}
    due = [year for year, tax in taxes.items() if tax]
    owed = sum(taxes.values(), NOTHING)
    values = {"owed": owed, "over": over, "first": due[0], "last": due[-1], "count": len(due)}
    head = say("asked.excess.absorbed" if len(due) == 1 else "asked.excess.absorbed_later", **values)
    rule = say("asked.excess.rule_absorbed")
    return computed(question, "amount", head, amount=owed, rule=rule, card="C36")


def _by_pay(question: Asked) -> bool:
    """Whether pay alone settles the limit, however the person files: it is low for every status."""
    low = roth_range(question.year, FilingStatus.SINGLE, None)[0].money
    return question.figure("pay", "other_pay") is not None and (question.magi or low) < low


def earnings(question: Asked) -> Computed | None:
    """The earnings that leave with a contribution that is taken back, from what the account was and is worth."""
    back = question.figure("taken_back", "excess")
    after = re.search(data()["asks"]["held_after"], question.marked)
    if after is not None and back is not None:  # the deposit is in it
        question.settle({int(after["behind"] or after["before"]): "value"})
    paid = question.figure("contribution") or question.person.contributed_roth or back
    back = back or paid
    now = question.figure("worth_now", "left")
    if back is paid and "contribution" not in question.figures and question.speaks_of("excess"):
        back = _excess_known(question, paid) or back
    if now is None and question.told("empty_before"):
        now = question.person.roth  # all that is there now came of it
        question.lean("roth_value", now)
    if paid and now is None and (grown := question.figure("growth")) and back in {None, paid}:
        now = paid + grown
    if paid and now is None and question.asks("earnings", "grow") and question.asks("much"):
        head = say("asked.earnings.missing", back=back or paid)
        return computed(question, "missing", head, missing=("ira_values",), card="C36")
    if paid is None or now is None or back is None or not paid:
        return None
    if paid > 2 * dollar_limit(min(question.year, law.latest()), _OLD_ENOUGH).money:
        return None  # more than two years allow: that is no contribution
    before = question.figure("value") or NOTHING
    if before >= paid and (after is not None or question.says("opening_with")):
        before -= paid
    out = _taken_between(question)
    sheet = net_income_attributable(contribution=back, opening=before, closing=now + out, added=paid)
    growth = sheet.money("earnings")
    values = {"growth": growth, "out": back + growth, "back": back, "paid": paid, "now": now + out}
    values |= {"loss": -growth, "added": before + paid}
    key = "loss" if growth < 0 else "out" if question.kind == "earnings_out" else "growth"
    head = say(f"asked.earnings.{key}", **values)
    rule = say("asked.earnings.rule_with" if before else "asked.earnings.rule", **values)
    amount = back + growth if question.kind == "earnings_out" else growth
    return computed(question, "amount", head, amount=amount, rule=rule, lines=sheet, card="C36")


def _taken_between(question: Asked) -> Decimal:
    """What left the account between the contribution and its return: it is added back to what is there now."""
    found = re.search(data()["asks"]["out_in_between"], question.marked)
    if found is None:
        return NOTHING
    number = int(found["behind"] or found["before"])
    question.used |= {kinds.roles(question.marked, question.sums, question.kind, question.settled)[number]}
    return question.sums[number]


def _excess_known(question: Asked, paid: Decimal | None) -> Decimal | None:
    """The excess of what the talk was told to have gone straight into a Roth IRA; None where that is not known."""
    if paid is None or question.status is None or question.magi is None:
        return None
    return max(paid - roth_most(question, question.status)[0], NOTHING)


def roll_in(question: Asked) -> Computed | None:
    """How much IRA money a plan takes so that only after-tax money stays."""
    if question.figure("basis") is None and question.told("backdoor_done"):
        return None  # what went in is out again, and is no basis of what is there now
    if question.figure("basis") is None and question.told("over_years"):
        return None  # one year's contribution is not the basis of several
    value, basis = question.figure("value", "worth_now"), question.figure("basis", "contribution", "after_tax")
    pretax = question.figure("pretax")
    if value is not None and pretax is not None and basis is not None and value not in {pretax, pretax + basis}:
        value, pretax = value + pretax, None  # several IRAs are one
    if question.wants_verdict and basis and value is None and pretax is None:
        head, rule = say("asked.roll_in.basis", basis=basis), say("asked.roll_in.rule_basis")
        return computed(question, "yes_no", head, amount=False, rule=rule, card="C17")
    if _OF_ITS_OWN.search(question.marked) and (old := pretax or question.figure("value")) is not None:
        value = old + (
            question.figure("worth_now") or basis or NOTHING
        )  # two accounts: "75,000 and a traditional of"
    elif value is None:
        value = pretax
    told = question.outlook
    sheet = told.rollover if value is None and told is not None else None
    if sheet is None:
        held, known = question.held
        value, basis = held if value is None else value, known if basis is None else basis
        if value is None or basis is None:
            gone = (("ira_values", value), ("basis", basis))
            missing = tuple(name for name, told in gone if told is None)
            head = say("asked.roll_in.missing", what=facts_in_words(missing))
            return computed(question, "missing", head, missing=missing, card="C17")
        sheet = reverse_rollover(value=value, basis=basis)
    values = {"most": sheet.money("maximum"), "stays": sheet.money("stays"), "value": sheet.money("value")}
    head, rule = say("asked.roll_in.most", **values), say("asked.roll_in.rule", **values)
    if question.wants_verdict:
        wanted = question.figure("withdrawal", "conversion")
        whole = not sheet.money("stays") if wanted is None else wanted <= sheet.money("maximum")
        head = say("asked.roll_in.yes" if whole else "asked.roll_in.no", **values)
    return computed(question, "amount", head, amount=sheet.money("maximum"), rule=rule, lines=sheet, card="C17")


def withheld(question: Asked) -> Computed | None:
    """What of a conversion counts as one when tax was withheld from it."""
    if not question.asks("make_up") and (question.told("rollover_alone") or question.told("roth_plan_alone")):
        return None  # of a rollover nothing is converted
    moved, share = question.figure("conversion", "withdrawal", "pretax", "value"), question.percent
    held = question.figure("held_back")
    if told := re.search(data()["asks"]["share_withheld"], question.marked):
        share = Decimal(told["before"] or told["behind"])
    if share is not None and (pair := _gross_and_held(question, share)):
        moved, held = pair
    if moved is None:
        return None
    if held is None and share is not None:
        held = cents(given(moved, "moved") * given(share, "share") / given(100, "percent")).money
    if held is None:
        return None
    age = question.told_age
    values = {"held": held, "kept": moved - held, "gross": moved, "extra": _tenth(held)}
    if question.asks("make_up"):
        rule = say("asked.withheld.rule_plan")
        return computed(
            question, "amount", say("asked.withheld.make_up", **values), amount=held, rule=rule, card="C46"
        )
    if age is None:
        head = say("asked.withheld.missing", **values)
        return computed(question, "missing", head, missing=("birth_year",), card="C46")
    old = age >= _OLD_ENOUGH
    head = say("asked.withheld.old" if old else "asked.withheld.young", **values)
    rule = say("asked.withheld.rule")
    amount = ZERO.money if old else _tenth(held)
    return computed(question, "amount", head, amount=amount, rule=rule, card="C46")


def _gross_and_held(question: Asked, share: Decimal) -> tuple[Decimal, Decimal] | None:
    """What was paid out before a share of it was withheld, and that share; None where that is not told."""
    kept = 1 - share / 100
    for gross in question.sums:
        held = cents(given(gross, "gross") * given(share / 100, "share")).money
        if {held, gross - held}.intersection(question.sums):
            question.take_all()
            return gross, held
    if kept > 0 and len(question.sums) == 1 and question.told("net_of_it"):
        (net,) = question.sums
        gross = cents(given(net, "net") / given(kept, "kept")).money
        return gross, gross - net
    return None


def early_out(question: Asked) -> Computed | None:
    """The additional tax on what is taken out of a traditional IRA or a plan before 59 1/2."""
    taken = question.figure("withdrawal", "value", "pretax")
    taxed = None if taken is None else income_of(question, taken)
    if taken is None or taxed is None:
        return None
    simple = question.speaks_of("simple")
    young = simple and any(question.today.year - year < _LOCKED for year in question.years)
    young = young or (simple and (question.told("young_simple") or _is_locked_still(question)))
    extra = additional_tax(given(taxed, "withdrawal"), simple=young).money
    age = question.told_age
    values = {"taken": taken, "extra": extra}
    rule = say("asked.early.rule")
    left = question.told("left_old") or (question.told("left_now") and (question.told_age or 0) >= _FROM_55)
    if left and question.speaks_of("plan") and not question.speaks_of("ira"):
        head = verdict(question, say("asked.early.left"), yes=question.told("without_it"))
        return computed(question, "amount", head, amount=NOTHING, card="C113", of_all=True)
    home = law.standing().figure("first_home_lifetime_limit").money
    if question.told("first_home") and not question.speaks_of("plan"):
        over = additional_tax(given(max(taxed - home, NOTHING), "withdrawal"), simple=young).money
        head = say("asked.early.home_over" if over else "asked.early.home", most=home, over=over)
        rule = say("asked.early.rule_home")
        return computed(question, "amount", head, amount=over, rule=rule, card="C113", of_all=True)
    if age is None:
        head = say("asked.early.missing", **values)
        return computed(
            question, "range", head, amount=(NOTHING, extra), missing=("birth_year",), rule=rule, card="C113"
        )
    before = question.taken_before_half
    old = age >= _OLD_ENOUGH if before is None else not before
    if simple and not old and not young and not question.years:
        locked = additional_tax(given(taxed, "withdrawal"), simple=True).money
        head = say("asked.early.simple", locked=locked, **values)
        return computed(question, "range", head, amount=(extra, locked), rule=rule, card="C113")
    key = "old" if old else "locked" if young else "young"
    head = verdict(question, say(f"asked.early.{key}", **values), yes=(not old) is not question.told("without_it"))
    if taxed < taken:
        head += " " + say("asked.early.taxed", taxed=taxed, **values)
    return computed(question, "amount", head, amount=NOTHING if old else extra, rule=rule, card="C113")


def _is_locked_still(question: Asked) -> bool:
    """Whether a payout is told to have come so many months after the start, within the two years of a SIMPLE IRA."""
    found = re.search(data()["asks"]["after_months"], question.plain)
    return found is not None and int(found["months"]) < _LOCKED * _MONTHS


def roth_plan_out(question: Asked) -> Computed | None:
    """A payout from the Roth side of a plan: in proportion, not contributions first."""
    paid, growth = question.figure("contribution", "basis", "deferrals"), question.figure("growth")
    taken, now = question.figure("withdrawal"), question.figure("worth_now", "value", "roth_value")
    if growth is None and paid is not None and now is not None:
        growth = max(now - paid, NOTHING)
    share = re.search(data()["asks"]["share_of_growth"], question.text)
    if growth is None and taken is not None and share:
        now = now or taken
        growth = cents(given(now, "value") * given(Decimal(share["share"]) / 100, "share")).money
    if paid is None and growth is not None and taken is not None:
        paid = max((now or taken) - growth, NOTHING)
    if paid is None or growth is None:
        return None
    taken = paid + growth if taken is None else taken
    age, year = question.told_age, question.year
    if age is None:
        head = say("asked.roth_plan_out.missing")
        return computed(question, "missing", head, missing=("birth_year",), card="C66")
    first = min((when for when in question.years if when < year), default=None)
    old = age >= _OLD_ENOUGH
    if old and first is None:
        head = say("asked.roth_plan_out.missing_year")
        return computed(question, "missing", head, missing=("roth_first_year",), card="C66")
    sheet = roth_401k(
        year=year,
        first_year=first or year,
        contributions=paid,
        earnings=growth,
        distribution=taken,
        exempt=False,
        old_enough=old,
    )
    values = {"taken": taken, "taxed": sheet.money("taxable"), "extra": sheet.money("additional_tax")}
    key = "both" if values["extra"] else "income" if values["taxed"] else "nothing"
    head, rule = say(f"asked.roth_out.{key}", **values), say("asked.roth_plan_out.rule", **values)
    return computed(question, "amount", head, amount=values["taxed"], rule=rule, lines=sheet, card="C66")
