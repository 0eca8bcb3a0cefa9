"""The kinds of question that a worksheet answers, and when one stands before the cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from calc import law
from calc.facts import AGGREGATED, Facts
from calc.refusals import Refusal
from calc.worksheets.ira_limit import dollar_limit
from dialogs.answering import classify
from dialogs.answering.computed import (
    basics,
    catch_ups,
    contributions,
    days,
    firm,
    follow,
    inherited,
    investment,
    irmaa,
    kinds,
    limits,
    paychecks,
    plans,
    prorata,
    required,
    rooms,
    ruled,
    several_plans,
    several_years,
    sizing,
    taxes,
    turning,
    withdrawals,
    wording,
)
from dialogs.answering.computed.patterns import data
from dialogs.answering.computed.question import Asked, of_whom
from dialogs.answering.computed.result import WORKED, Computed, computed, with_aside
from dialogs.phrases import Refused, money, say
from dialogs.text import tidy
from dialogs.understanding import accounts, dates
from dialogs.understanding.basics import basic
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.of_plan import asks_for_plan
from dialogs.understanding.questions import asks_by_noun, is_question

KINDS: Mapping[str, Callable[[Asked], Computed | None]] = {
    "basis_left": prorata.basis_left,
    "break_even": taxes.break_even,
    "catch_up_part": catch_ups.catch_up_part,
    "conversion_clock": days.conversion_clock,
    "counts": prorata.counts,
    "deduction": contributions.deduction,
    "deferral": plans.deferral,
    "deferral_left": plans.deferral,
    "deferred_too_much": plans.deferred_too_much,
    "direct": contributions.direct,
    "early_out": withdrawals.early_out,
    "earnings": withdrawals.earnings,
    "earnings_out": withdrawals.earnings,
    "excess": withdrawals.excess,
    "federal": taxes.federal,
    "first_rmd": days.first_rmd,
    "form_penalty": required.form_penalty,
    "ira_amount": contributions.ira_amount,
    "last_day": days.last_day,
    "limit_additions": limits.limit,
    "limit_deduction_range": limits.limit,
    "limit_ira": limits.limit,
    "limit_roth_range": limits.limit,
    "mega": plans.mega,
    "missed_rmd": required.missed_rmd,
    "plan_growth": plans.plan_growth,
    "prorata": prorata.prorata,
    "rmd_amount": required.rmd_amount,
    "roth_catch_up": catch_ups.roth_catch_up,
    "roll_in": withdrawals.roll_in,
    "roth_clock": days.roth_clock,
    "roth_out": withdrawals.roth_out,
    "roth_plan_out": withdrawals.roth_plan_out,
    "sep": plans.sep,
    "simple_lock": days.simple_lock,
    "sixty_days": days.sixty_days,
    "solo": plans.solo,
    "solo_employer": plans.solo,
    "spouse_apart": days.spouse_apart,
    "state": taxes.state,
    "until": rooms.until,
    "whole_plan": plans.whole_plan,
    "withheld": withdrawals.withheld,
}
BACKDOOR = "backdoor"
BASICS: Mapping[str, Callable[[Asked], Computed | None]] = {
    BACKDOOR: basics.backdoor,
    "deadline": basics.deadline,
    "direct": contributions.direct,
}
FIRST: tuple[Callable[[Asked], Computed | None], ...] = (
    ruled.ruled,
    catch_ups.larger,
    inherited.emptied_by,
    several_years.basis_of_years,
    investment.tax_on_it,
    irmaa.premiums,
    paychecks.by_paycheck,
    paychecks.as_percent,
    paychecks.of_percent,
    days.of_a_conversion,
    days.half_reached,
    days.of_both_acts,
    days.over_for_a_year,
    contributions.of_both_limits,
    contributions.of_two_years,
    contributions.of_incomes,
    several_plans.of_two_plans,
    prorata.no_ira,
    prorata.of_lines,
    days.late_for_a_year,
    taxes.of_two_rates,
    taxes.at_told_rates,
    taxes.on_returned_earnings,
    required.left_after_charity,
)  # what the words tell by themselves, whatever kind is likely
OF_AN_EXCESS = frozenset({"deferred_too_much", "excess", "ira_amount", "earnings", "direct"})
OF_A_LIMIT = frozenset({"ira_amount", "deferral", "deferral_left", "deferred_too_much", "limit_ira"})
OF_INCOME = frozenset({"last_day", "limit_roth_range", "until"})  # what an income told may turn into its limit
OF_ROTH_OUT = frozenset({"roth_out", "early_out"})  # what money out of the Roth side of a plan may sound like
OF_TAX = frozenset({"federal", "state"})
OF_CONTRIBUTIONS = frozenset({"limit_roth_range", "limit_ira", "limit_deduction_range"})  # not of conversions
OF_BUSINESS = frozenset({"pay", "profit"})  # what a plan of the self-employed goes by
OF_NO_TAX = frozenset({"direct", "limit_ira", "ira_amount", "limit_roth_range", "deferral"})  # what may go in
OF_A_PLAN = frozenset({"deferral", "whole_plan"})  # whose limit is asked for by the name of a plan and a year
OF_PAY = frozenset({"deferral", "deferral_left", "whole_plan"})  # what a roll-in may sound like
OF_AN_ACCOUNT = frozenset({"counts", "spouse_apart"})  # a card says more where no amount is named
LONGEST = 500  # characters; a longer message tells a story, and its figures are many things
MOST_SUMS = 12  # of a question; more are a table
_PLEASE = re.compile(data()["asks"]["please"])
IN_SHORT = (
    "limit",
    "much",
    "share",
    "until",
    "deadline",
    "range",
    "deduct",
    "taxed",
    "breakeven",
    "bracket",
    "direct",
    "whole",
)
_NO_COUNT = re.compile(data()["asks"]["often"])  # how often is told by a card
_MUST_BE = re.compile(data()["asks"]["must_be"])
_SAME = re.compile(data()["asks"]["same"])
EITHER = re.compile(data()["asks"]["either"])  # which of two amounts is asked for, and that is no figure
MOST_KINDS = 4  # that are looked at for what they mean together
MOST_DOUBTS = 4  # readings that are tried
FEW = 14  # words
SOME = 20  # words; a longer question without an amount asks for a rule
SHORT = 4  # words
LIKELY = 0.2  # below this chance the kind of figure is a guess
CERTAIN = 0.8  # of words that are no question by their form
HALF = 0.5  # where amounts are told, and one is missing
ENOUGH = 0.45  # where amounts are told, or the talk knows the person
SAID = frozenset({"date", "limits", "refused"})  # what needs nothing of the person's own
OF_THE_LAW = frozenset(
    {"catch_up_part", "roth_catch_up", "deferral", "form_penalty", "limit_ira", "missed_rmd", "whole_plan"}
)  # age and year are enough
OF_A_DAY = ("deadline", "sixty", "five", "rmd", "simple", "remove")
PLAIN = 0.95  # of words that ask for one figure and no other, though a card is near
OURS = ("plan", "ira", "roth", "rmd", "contribute", "convert", "deduct", "defer")  # words of our subject
SURE = 0.6  # from here on a figure is meant, whatever card the words remind of
OF_NO_YEAR = frozenset(
    {
        "basis_left",
        "conversion_clock",
        "counts",
        "early_out",
        "earnings",
        "earnings_out",
        "first_rmd",
        "plan_growth",
        "prorata",
        "roth_clock",
        "roth_out",
        "roth_plan_out",
        "simple_lock",
        "sixty_days",
        "spouse_apart",
        "withheld",
    }
)  # whose years are those of what happened
OF_THE_YEARS_LIMIT = frozenset({"limit_ira", "limit_additions", "limit_roth_range", "limit_deduction_range"})
OF_A_RULE = frozenset({"counts", "spouse_apart", "simple_lock", "last_day"})  # where no amount has a say
FIGURES = frozenset({"C03", "C25", "C31", "C35", "C72", "C78", "C99", "C122", "C130"})  # cards answered by a figure


def compute(text: str, facts: Facts, today: date, before: str = "", *, asked: bool = False) -> Computed | None:
    """The answer to a question whose figures a worksheet can work out; None for any other message.

    before: the question that a worksheet answered last; the new one may lean on it. asked: it is a question for
    sure, whatever its form.
    """
    text = pattern("questions", "of_correctness").sub(", right?", follow.leaning(text, before, today) or text)
    facts = of_whom(text, facts)
    if len(text) > LONGEST or len(Asked(text, facts, today).sums) > MOST_SUMS:
        return None
    try:
        return _all_accounted(_compute(text, facts, today, asked=asked))
    except Refusal as refusal:
        return computed(Asked(text, facts, today), "refused", Refused(refusal))


def _all_accounted(found: Computed | None) -> Computed | None:
    """The answer with every amount of the question in it: what nothing was worked out with is named."""
    if found is None or found.kind not in WORKED or found.asked.kind in {*OF_A_RULE, kinds.NONE}:
        return found
    left = [amount for amount in found.asked.aside if money(amount) not in found.text]
    none_used = bool(left) and len(left) == len(found.asked.sums)
    if none_used and found.asked.kind in OF_THE_YEARS_LIMIT and not _is_named(found):
        return None  # a limit of the law, and every amount of the question was told for something else
    return with_aside(found, left) if left else found


def _is_named(found: Computed) -> bool:
    """Whether the IRA limit is asked for by its name, and nothing that is told can be a pay that lowers it."""
    asked, most = found.asked, found.amount
    if asked.kind != "limit_ira" or not asked.asks("limit") or asked.asks("roth") or not isinstance(most, Decimal):
        return False
    low = (n for n, amount in enumerate(asked.sums) if amount < most)
    return not any(wording.nearest(asked.marked, n).keys() & kinds.EARNED for n in low)


def _compute(text: str, facts: Facts, today: date, *, asked: bool) -> Computed | None:
    """As ``compute``; Refusal where the law of the year is not known."""
    if found := _basic(Asked(text, facts, today, _asked_first(text, today))):
        return found
    if _NO_COUNT.search(tidy(text)) or _is_of_the_plan(Asked(text, facts, today)):
        return None
    asks = asked and bool(Asked(text, facts, today).sums)  # bare amounts ask for what is made of them
    asks = asks or "?" in text or is_question(text) or _PLEASE.search(tidy(text)) is not None or asks_by_noun(text)
    if asks and (gone := _not_ours(Asked(text, facts, today))):
        return gone
    inside = Asked(text, facts, today).told("inside")  # "I'm 62 what's the most I can defer"
    if not asks and not inside and not _in_short(Asked(text, facts, today)):
        return None
    for way in FIRST:
        if asks and (told := way(Asked(text, facts, today))):
            return told
    sized = Asked(text, facts, today)
    if asks and not sized.sums and (found := sizing.size(sized)):
        return found
    named = Asked(text, facts, today)
    few = len(named.text.split()) <= FEW
    of_limits = not named.sums and (few or named.speaks_of("limit", "range", "much", "what", "catch_up"))
    if of_limits and (found := limits.other(named)):
        return found
    ruled_out = 0.0  # the chances of kinds whose figures are not told
    likely_kinds = kinds.kinds(Asked(text, facts, today).marked)
    meant = {kind: _meant(Asked(text, facts, today, kind)) for kind, _ in likely_kinds[:MOST_KINDS] if kind in KINDS}
    for place, (kind, alone, sure) in enumerate(_ranked(likely_kinds)):
        same = (
            other for one, other in likely_kinds[:MOST_KINDS] if one != kind and meant.get(one) == meant.get(kind)
        )
        chance = alone + (sum(same) if asks and kind in meant else 0)  # what only tells is no question
        if kind in KINDS and not _is_named_at_all(text, facts, today, meant[kind]):
            continue
        if kind not in KINDS or (chance < (LIKELY if asks else CERTAIN) and not place):
            break
        question = Asked(text, facts, today, meant[kind])
        question.settled = firm.told_otherwise(question)
        try:
            if question.kind in firm.OF_ONE_YEAR and (found := contributions.of_two_people(question)):
                return found
            found = (
                (kind not in OF_NO_YEAR and limits.uncovered(question))
                or taxes.territory(question)
                or KINDS[question.kind](question)
            )
        except Refusal as refusal:
            return computed(question, "refused", taxes.without_ends(refusal) or Refused(refusal))
        if found is None:
            name = turning.turned(question)
            if asks and name and chance >= SURE and (told := turning.ruling(question, name)):
                return told
            ruled_out += chance
        if found is None or (not asks and found.kind in {"missing", "range"}):
            continue
        if not sure and not (asks and (found.kind in SAID or question.kind in OF_THE_LAW)):
            continue
        turned = turning.turned(question) if found.kind != "refused" else None
        if turned is None and firm.is_open(question, found):
            return None
        if asks and turned and chance >= CERTAIN and (told := turning.ruling(question, turned)):
            return told
        asked_back = question.wants_verdict and found.kind in {"missing", "range"}
        likely = chance / (1 - ruled_out) if asked_back else chance
        likely = CERTAIN if _is_plain(question) else likely
        stands = _stands(question, found, likely)
        if asks and not stands and question.sums and found.kind not in {"missing", "range"}:
            others = {meant[one]: one_chance for one, one_chance in likely_kinds[:MOST_KINDS] if one in meant}
            others.pop(question.kind, None)
            stands = _stands(question, found, likely + _agreeing(question, found, others))
        if stands:
            return found if turned is None else turning.ruling(question, turned)
    return _of_no_year(Asked(text, facts, today)) if asks else None


def _is_named_at_all(text: str, facts: Facts, today: date, kind: str) -> bool:
    """Whether a question speaks of that without which a figure of this kind is never asked for."""
    names = data()["subjects"].get(kind)
    return names is None or Asked(text, facts, today).speaks_of(*names)


def _agreeing(question: Asked, found: Computed, others: Mapping[str, float]) -> float:
    """The chances of the other kinds of figure that come to just the same."""
    agreed = 0.0
    for kind, chance in others.items():
        other = Asked(question.said, question.facts, question.today, kind)
        other.settled = firm.told_otherwise(other)
        try:
            one = KINDS[kind](other)
        except Refusal:
            continue
        if one is not None and (one.kind, one.amount) == (found.kind, found.amount):
            agreed += chance
    return agreed


def _is_of_the_plan(question: Asked) -> bool:
    """Whether all that asks in it asks what the plan as a whole says, and for no figure of the field."""
    of_sums = bool(question.sums) and question.asks("much", "tax", "taxed", "penalty", "limit")
    if of_sums or question.asks("defer", "deduct", "mega"):
        return False
    return all(map(asks_for_plan, question.asking))


def _asked_first(text: str, today: date) -> str:
    """What nearly everybody asks in few words; whether the back door is open also beside an income that is told."""
    if kind := basic(text):
        return kind
    asking, *others = wording.asking_parts(text)
    if not others and Asked(asking, Facts(), today).asks("need"):
        return BACKDOOR
    told_of_accounts = accounts.find(tidy(text.replace(asking, " ")))
    kind = basic(Asked(asking, Facts(), today).plain.replace("#", " "))
    of_it = kind == BACKDOOR or (kind in BASICS and not Asked(text, Facts(), today).sums)
    return kind if of_it and not (others or told_of_accounts) else ""


def _basic(question: Asked) -> Computed | None:
    """The answer to what nearly everybody asks in few words."""
    if question.kind not in BASICS or (question.kind != "deadline" and basics.is_over(question)):
        return None
    return limits.uncovered(question) or BASICS[question.kind](question)


def _ranked(found: list[tuple[str, float]]) -> list[tuple[str, float, bool]]:
    """The two likeliest kinds, and whether one is meant for sure: no figure may be likelier, but not by far."""
    (first, no_figure), *others = found
    if first != kinds.NONE or no_figure >= SURE:
        return [(kind, chance, True) for kind, chance in found[:2]]
    return [(kind, chance / (1 - no_figure), False) for kind, chance in others[:1]]


def _is_plain(question: Asked) -> bool:
    """Whether it can mean nothing else: what is left of the deferrals that alone are told, or the direct way, as the
    talk knows the income, now or with another one.
    """
    if question.kind in OF_A_PLAN and not question.sums and question.years:
        return question.asks("limit") and question.speaks_of("plan") and not question.wants_verdict
    if question.kind == "form_penalty":
        return question.asks("penalty") and question.speaks_of("basis") and bool(question.years)
    if question.kind == "sep":
        return question.asks("limit") and bool(question.figures) and question.figures.keys() <= OF_BUSINESS
    if question.kind == "deferral_left" and question.asks("still") and question.asks("much"):
        return bool(question.sums) and set(question.all_figures) == {"deferrals"}
    if question.kind != "direct" or question.case is None:
        return False
    return question.change_of_income is not None or (question.asks("direct") and question.asks("much"))


def _by_its_words(question: Asked) -> str:
    """The kind of figure, where it is of the other spouse's IRAs or of what goes in by the back door."""
    if question.kind == "counts" and question.told("of_the_other"):
        return "spouse_apart"
    by_back_door = question.told("by_the_back_door") and not question.speaks_of("direct", "range")
    return (
        "limit_ira"
        if question.kind == "direct" and by_back_door and question.asks("much", "limit")
        else question.kind
    )


def _meant(question: Asked) -> str:
    """The kind of figure, where words beside it tell more than what is learned."""
    kind = _by_its_words(question)
    if kind in OF_A_LIMIT and question.change_of_income is not None and question.case is not None:
        kind = "direct"
    kind = _of_a_plan(question, _of_clocks(question, kind))
    if (
        kind in {"excess", "rmd_amount", "early_out"}
        and question.speaks_of("rmd")
        and question.asks("six", "penalty")
    ):
        kind = "missed_rmd"
    if kind == "last_day" and question.speaks_of("two_jobs") and question.asks("over") and question.asks("much"):
        kind = "deferred_too_much"
    if kind in {"earnings", "earnings_out"}:
        kind = "earnings_out" if question.asks("total_out") else kind
    if kind == "limit_ira" and _is_of_a_status(question):
        kind = "limit_roth_range"
    if kind in {"counts", "last_day"} and question.asks("counts") and not question.asks("deadline", "when"):
        kind = "spouse_apart" if _is_of_the_spouse(question) else "counts" if question.sums else kind
    if kind == "direct" and question.asks("range") and not question.sums and question.case is None:
        kind = "limit_roth_range"
    of_verdict = kind in {"limit_roth_range", "until"} and question.wants_verdict
    if (of_verdict or kind == "ira_amount") and _is_straight(question):
        kind = "direct"
    if kind == "until" and question.asks("range") and not question.sums and question.case is None:
        kind = "limit_roth_range"
    if kind in {"earnings", "earnings_out"} and _is_over_income(question):
        kind = "excess"
    if kind == "ira_amount" and question.asks("what", "limit") and question.figures.keys() <= kinds.EARNED:
        kind = "limit_ira"
    if kind == "limit_ira" and question.wants_verdict and len(question.sums) == 1 and not question.asks("limit"):
        kind = "ira_amount"
    if kind == "state" and not _is_of_the_state(question):
        kind = "federal"  # where somebody lives was told beside the question
    kind = _of_conversions(question, kind)
    kind = _of_no_excess(question) if kind == "excess" else kind
    kind = _of_a_day(question, kind)
    if kind in OF_AN_EXCESS and question.told("taken_back") and question.wants_verdict and not question.asks("much"):
        kind = "last_day"
    of_tax = kind == "direct" and question.asks("penalty", "taxed")
    if (of_tax or kind in {"prorata", "earnings_out"}) and _leaves_a_roth(question):
        kind = "roth_out"
    if kind == "until" and question.asks("excess") and not question.told("earns_too_much"):
        kind = "excess"
    if kind == "limit_deduction_range" and question.sums:
        kind = "deduction"
    by_income = kind == "direct" and not question.times and (question.asks("direct") or question.knows_income)
    if kind in OF_AN_EXCESS and question.asks("deadline") and not (by_income or question.asks("much", "limit")):
        kind = "last_day"
    more = question.asks("still") and question.asks("roth") and not question.asks("wage")
    if kind == "until" and more and question.figure("contribution") is not None:
        kind = "direct"
    if kind == "direct" and (question.told("may_earn") or question.told("must_fall")):
        kind = "until"
    return "direct" if _is_of_income(question, kind) else kind


def _of_conversions(question: Asked, kind: str) -> str:
    """Whether the taxed part of a conversion is meant, its tax, the basis that is left, or the rate that decides."""
    if kind == "federal" and question.asks("breakeven") and not question.sums:
        return "break_even"
    of_rate = question.percent is not None and question.told("rate_of_tax") and question.asks("tax")
    if kind in {"federal", "prorata"} and of_rate and not question.asks("taxed", "share", "penalty"):
        return "federal"
    if kind == "federal" and question.speaks_of("basis") and _tells_basis(question):
        return "prorata"
    if kind == "prorata" and question.asks("penalty") and not question.asks("taxed", "tax", "much"):
        return "roth_out"
    if kind == "federal" and question.told("of_a_backdoor") and question.told("untaxed"):
        return "prorata"
    if kind == "until" and question.told("what_do_i_pay") and "conversion" in question.figures:
        return "federal"
    if kind == "until" and question.told("which_bracket"):
        return "federal" if "conversion" in question.figures else kind
    of_basis = question.asks("basis", "carried", "left_over", "still")
    if kind == "basis_left" and (question.asks_for("taxed", "tax") or (question.figures and not of_basis)):
        return "prorata"
    return kind


def _of_no_excess(question: Asked) -> str:
    """What is meant where an excess is likely by the words: money that leaves the Roth IRA, or an income too high."""
    if question.told("earns_too_much"):
        return "until"
    if question.wants_verdict and _is_straight(question) and not _pays_in(question):
        return "direct"
    out = question.figure("withdrawal") and not question.asks("excess", "over", "limit")
    all_out = question.speaks_of("roth") and question.told("takes_all") and not question.asks("excess")
    return "roth_out" if out or all_out else question.kind


def _of_a_plan(question: Asked, kind: str) -> str:
    """Which figure of a plan at work is meant."""
    if question.of_the_whole is not None:
        return "mega"
    if kind in OF_ROTH_OUT and question.told("out_of_a_roth_plan"):
        return "roth_plan_out"
    if kind in OF_PAY and (_rolls_in(question) or _is_of_what_is_held(question)):
        kind = "roll_in"
    if kind == "deferral" and question.asks("still") and question.sums and not question.wants_verdict:
        kind = "deferral_left"
    own = question.asks("defer") and question.asks("catch_up")  # "total deferral with the catch-up"
    if kind == "whole_plan" and own and not question.speaks_of("employer", "mega", "solo"):
        kind = "deferral"
    if kind == "ira_amount" and question.asks("still") and _is_more_than_an_ira_takes(question):
        kind = "deferral_left"
    if kind == "excess" and _is_a_full_deferral(question):
        kind = "deferred_too_much"
    if kind == "deferral" and question.wants_verdict and question.sums:
        kind = "deferred_too_much"
    if kind in {"excess", "ira_amount"} and question.speaks_of("two_jobs") and not question.speaks_of("ira"):
        kind = "deferred_too_much"
    of_plan = bool(question.sums) and question.is_of_a_plan(0)
    if kind == "excess" and of_plan and not question.speaks_of("ira", "roth"):
        kind = "deferred_too_much"
    if kind == "whole_plan" and question.speaks_of("solo") and not question.figures.keys().isdisjoint(OF_BUSINESS):
        kind = "solo"
    if kind == "whole_plan" and question.speaks_of("mega") and not question.asks("whole"):
        kind = "mega"
    if kind == "limit_additions" and question.speaks_of("mega") and (question.sums or question.says("full_deferral")):
        kind = "mega"
    whole = question.asks("whole") and not (kind == "deferral" and question.asks("defer"))
    if kind in {"deferral", "limit_additions"} and whole and not question.figures:
        kind = "whole_plan"
    if kind in {"whole_plan", "limit_additions"} and question.speaks_of("gov457") and question.told("beside_457"):
        kind = "deferral"
    then_converts = question.told("then_converts") and question.asks("convert", "tax", "taxed")
    return "prorata" if kind == "roll_in" and (question.told("plan_into_ira") or then_converts) else kind


def _is_more_than_an_ira_takes(question: Asked) -> bool:
    """Whether no IRA is named, and more went in than goes into one in a year."""
    told = question.figure("contribution")
    most = dollar_limit(min(question.year, law.latest()), question.age).money
    return told is not None and told > most and not question.speaks_of("ira", "roth", "traditional")


def _is_a_full_deferral(question: Asked) -> bool:
    """Whether no IRA is named, and as much went in as may be deferred from pay in that year, or more."""
    told, most = question.figure("contribution"), law.year(min(question.year, law.latest()))
    full = told is not None and told >= most.figure("elective_deferral_limit_402g").money
    return full and not question.speaks_of("ira", "roth", "traditional")


def _is_of_a_status(question: Asked) -> bool:
    """Whether a Roth limit is asked for with a way to file, which has a say in the range of incomes alone."""
    alone = not question.sums and question.told_age is None and question.told("says_status")
    return alone and question.asks("roth") and question.asks("limit", "range")


def _of_a_day(question: Asked, kind: str) -> str:
    """Whether the last day is meant, the sixty days of a payout, or no day at all."""
    if kind == "last_day" and _is_of_what_goes_in(question):
        return "ira_amount"
    goes_back = kind in {"last_day", "limit_ira"} and (question.speaks_of("sixty") or _goes_back(question))
    return "sixty_days" if goes_back else kind


def _is_of_what_goes_in(question: Asked) -> bool:
    """Whether it is asked if an amount may go in, and no day is told or asked for."""
    of_no_day = not question.times and not question.asks("deadline", "when", "late", "still")
    puts_in = question.asks("contribute") and question.wants_verdict and bool(question.sums)
    return of_no_day and puts_in and not question.speaks_of("excess", "convert", "recharacterize")


def _is_of_the_spouse(question: Asked) -> bool:
    """Whether every account that is asked about is told as the spouse's, in the question or in the talk."""
    theirs = {
        wording.owner(question.marked, n) for n in range(len(question.sums)) if question.account_beside(n) == "ira"
    }
    spouse = question.facts.spouse
    held = {getattr(spouse, kind.value) for kind in AGGREGATED} if spouse is not None else set()
    named = bool(theirs) and not theirs & {"", wording.SPEAKER}
    return named or (question.sums[:1] != () and not theirs and question.sums[0] in held)


def _goes_back(question: Asked) -> bool:
    """Whether a payout out of an IRA is told with its day, and by when it can be there again is asked."""
    return question.stated_day is not None and question.told("goes_back") and not question.speaks_of("excess")


def _leaves_a_roth(question: Asked) -> bool:
    """Whether money leaves a Roth IRA, and none is converted or taken back."""
    out = question.speaks_of("withdraw") and question.speaks_of("roth")
    return out and not question.speaks_of(
        "convert", "traditional", "pretax", "basis", "remove", "excess", "designated"
    )


def _of_clocks(question: Asked, kind: str) -> str:
    """Which of the five-year clocks is meant, or the last day where none is."""
    asked = " ".join(question.asking)
    if kind == "roth_clock" and question.asks("penalty") and re.search(data()["asks"]["conversion_made"], asked):
        kind = "conversion_clock"
    of_none = kind == "conversion_clock" and not question.speaks_of("withdraw", "penalty", "free", "five")
    return "last_day" if of_none else kind


def _is_of_the_state(question: Asked) -> bool:
    """Whether the state's own tax is asked for, and neither the federal one nor the whole cost."""
    code = re.search(data()["asks"]["code_and_tax"], question.cased) is not None
    of_state = question.told("of_the_state") or question.asks_for("state") or code
    return of_state and not question.told("federal_alone") and not taxes.asks_for_all_tax(question)


def _misses_its_years(question: Asked) -> bool:
    """Whether several years are asked about, and what was worked out is of none of them."""
    named = {
        when.year for when in dates.find(". ".join(question.asking), question.today) if when.said is dates.Said.YEAR
    }
    return bool(named) and question.year not in named


def _is_straight(question: Asked) -> bool:
    """Whether an income is told beside a contribution that goes straight into a Roth IRA, so that it has a say."""
    told = replace(question, kind="direct", assumed=[]).figures
    return "magi" in told and question.speaks_of("direct", "roth") and not question.speaks_of("traditional")


def _pays_in(question: Asked) -> bool:
    """Whether anything but an income is told."""
    return not replace(question, kind="direct", assumed=[]).figures.keys() <= kinds.EARNED


def _is_over_income(question: Asked) -> bool:
    """Whether a contribution and an income are told, and nothing of what it became: what is too much is asked."""
    told = replace(question, kind="excess", assumed=[]).figures
    named = question.speaks_of("magi", "wage")
    return named and "contribution" in told and "magi" in told and not question.speaks_of("grow", "now", "value")


def _tells_basis(question: Asked) -> bool:
    """Whether basis is told, and no income by which a tax could be reckoned."""
    told = replace(question, kind="prorata", assumed=[]).figures
    return "basis" in told and not question.speaks_of("wage", "magi", "bracket")


def _is_of_income(question: Asked, kind: str) -> bool:
    """Whether an income is told for what sounds like a day or a range: "158k, single, can I still contribute?"."""
    if kind not in OF_INCOME or not question.sums:
        return False
    if kinds.EARNED.isdisjoint(replace(question, kind="direct", assumed=[]).figures):
        return False
    if kind == "last_day":
        this_year = all(year == question.today.year for year in question.years)
        of_roth = question.asks("contribute", "roth") and not question.asks("convert", "remove")
        return this_year and of_roth and question.wants_verdict and not question.asks("when", "late")
    # "how much more can we earn and still do full Roths?"
    ahead = question.asks("still", "wage") or question.told("must_fall") or question.told("may_earn")
    converts = question.speaks_of("convert") and not question.told("of_a_backdoor")
    return (
        not (ahead or converts)
        and question.asks("much")
        and not question.speaks_of("range", "over", "until", "bracket")
    )


def _not_ours(question: Asked) -> Computed | None:
    """The refusal of what nobody can know, and of the tax of other countries."""
    words = data()["asks"]
    if re.search(words["early"], question.text):
        return computed(question, "refused", say("asked.refused.growth"))
    if re.search(words["picks"], question.text) and not question.asks("much", "limit", "tax", "taxed", "share"):
        return computed(question, "refused", say("asked.refused.picks"))
    abroad = re.search(words["abroad"], question.text)
    if abroad and question.asks("tax", "taxed", "much"):
        return computed(question, "refused", say("asked.refused.abroad", place=abroad[0].title()))
    local = re.search(words["local"], question.text)
    if local and question.speaks_of("tax", "taxed", "much"):
        return computed(question, "refused", say("asked.refused.local", place=local[0]), card="C90")
    return None


def _rolls_in(question: Asked) -> bool:
    """Whether IRA money is to move into a plan, however much the words sound like deferring."""
    if question.told("paychecks_so_far"):
        return False
    if (
        question.asks("into_plan")
        and question.speaks_of("ira", "pretax")
        and not question.asks("defer", "contribute")
    ):
        return True
    return question.speaks_of("into_plan", "roll") and not question.speaks_of(
        "defer", "contribute", "two_jobs", "catch_up"
    )


def _is_of_what_is_held(question: Asked) -> bool:
    """Whether it is asked how much of one's own can go into a plan, and the talk knows IRAs: "how much of mine"."""
    return question.told("of_mine") and not question.sums and bool(question.held[0])


def _of_no_year(question: Asked) -> Computed | None:
    """A short question about a year without figures, whatever it asks for."""
    gone = limits.uncovered(question)
    if gone is None:
        return None
    words = len(question.text.split())
    follows = words <= SHORT + 1 or _SAME.search(question.text) is not None  # "and for 2027?"
    few = words <= FEW and question.asks("what", "limit", "much", "tax", "contribute")
    ahead = question.asks("limit", "much", "tax", "range") and question.year_named_ahead
    return gone if follows or few or ahead else None


def _in_short(question: Asked) -> bool:
    """Whether words can be a question without its form: "ira limit 2026 for a 52 year old"."""
    words = question.text.split()
    if (
        len(words) < SHORT
        or words[0] in data()["people"]["somebody"]
        or re.search(data()["asks"]["done"], question.text)
    ):
        return False
    return question.speaks_of(*IN_SHORT) and not question.speaks_of("me", "us")


def _of_no_verdict(question: Asked, found: Computed) -> bool:
    """Whether a bare figure would stand where yes or no is asked, and nobody told an amount of their own."""
    if found.kind == "missing":
        return question.kind in OF_TAX
    told = question.case is not None or (question.kind == "direct" and question.knows_income)
    return not question.sums and not told and found.kind in {"amount", "limits", "range"}


def _asks_for_another(question: Asked, found: Computed) -> bool:
    """Whether the part that asks is sure of a card by itself, and of no such figure: the kind is of what is told."""
    asked = classify.classify(question.alone).card if question.alone else None
    if asked is None or asked == found.card or asked in FIGURES:
        return False
    likely = [kind for kind, chance in kinds.kinds(question.alone)[:2] if chance >= LIKELY]
    return question.kind not in likely


def _turns(question: Asked, found: Computed) -> bool:
    """Whether the answer is another one if an amount that is in doubt is of what else it may be of."""
    doubts = (
        one for one in kinds.doubts(question.marked, question.sums, question.kind) if one[0] not in question.outside
    )
    for number, role in islice(doubts, MOST_DOUBTS):
        other = replace(question, assumed=[], settled={number: role})
        try:
            read_so = KINDS[question.kind](other)
        except Refusal:
            return True
        if read_so is None or read_so.amount != found.amount:
            return True
    return False


def _stands(question: Asked, found: Computed, chance: float) -> bool:
    """Whether the figure is what is asked for, and not a rule that a card tells."""
    if question.kind in OF_AN_ACCOUNT and not question.sums:
        return False
    if question.in_doubt and found.kind in {"amount", "yes_no"}:
        return False
    if question.kind in kinds.OF_THE_YEAR | OF_THE_YEARS_LIMIT and _misses_its_years(question):
        return False
    if question.kind in OF_NO_TAX and question.asks("federal", "bracket"):
        return False
    of_a_move = question.asks("convert") and not question.asks("contribute", "much", "limit", "direct")
    if question.kind == "direct" and of_a_move:
        return False
    of_all = found.kind == "amount" and chance >= CERTAIN and bool(question.sums) and not question.aside
    of_all = of_all and question.asks("much", "share", "limit")
    if (not of_all and _asks_for_another(question, found)) or question.asks_why:
        return False
    if found.kind in {"amount", "yes_no"} and _turns(question, found):
        return False
    if question.wants_verdict and _of_no_verdict(question, found):
        return False
    if question.kind in OF_CONTRIBUTIONS and question.speaks_of("mega", "convert") and not question.sums:
        return False
    if question.kind == "direct" and question.speaks_of("mega"):
        return False
    if question.kind == "ira_amount" and question.speaks_of("convert"):
        return False
    if found.kind in {"missing", "range"} and not question.sums and len(question.text.split()) > SOME:
        return False
    if question.kind == "prorata" and found.kind == "range" and question.told("which_year"):
        return False
    if question.kind == "rmd_amount" and found.missing and (question.wants_verdict or question.speaks_of("convert")):
        return False
    if question.wants_verdict and question.kind == "prorata" and EITHER.search(question.marked):
        return False
    of_a_day = question.asks(*OF_A_DAY) or (question.asks("when") and _MUST_BE.search(question.text) is not None)
    if found.kind in {"date", "yes_no"} and question.kind == "last_day" and not of_a_day:
        return False
    own = bool(question.sums) or question.case is not None or (question.kind == "direct" and question.knows_income)
    own = own or (question.kind == "break_even" and found.kind == "amount")
    settled = found.kind in SAID or question.kind in OF_THE_LAW
    if found.kind == "date" and question.asks("deadline") and question.asks("contribute", "convert", "remove"):
        return chance >= HALF  # a day is asked for, and of what
    worked = own and found.kind in {"amount", "yes_no"}
    settled = settled or question.kind in OF_A_RULE
    if settled and classify.classify(question.said).card == found.card and chance >= HALF:
        return True
    agreed = classify.classify(question.said).card == found.card
    asked_back = (question.sums or agreed) and found.kind in {"missing", "range"}
    if chance < (ENOUGH if worked else HALF if asked_back else SURE if own or settled else CERTAIN):
        return False
    told = classify.classify(question.said)
    if told.outside:
        ours = question.speaks_of(*OURS)  # our subject all the same
        of_ours = ours and bool(question.sums) and chance >= CERTAIN  # only what was not told keeps it open
        least = (HALF if question.sums and not question.aside else SURE) if ours else CERTAIN
        return (found.kind not in {"missing", "range"} or of_ours) and chance >= least
    if told.card is None or told.card == found.card or told.card in FIGURES:
        return True
    if found.kind == "date":
        return question.asks(*OF_A_DAY)
    if found.kind in {"missing", "range"} and not question.sums:
        # another card is sure, and nothing is worked out
        return chance >= PLAIN and question.asks("limit", "much") and not question.wants_verdict
    if own and (question.sums or found.kind in {"amount", "yes_no"}):
        return chance >= SURE
    of_deferrals = question.kind == "deferral" and question.asks("defer")
    return found.kind in SAID or of_deferrals or question.asks("limit", "much", "range", "catch_up")
