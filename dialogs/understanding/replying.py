"""What words mean as an answer to the open question, with all that the talk knows to lean on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from calc import law
from calc.worksheets.ira_limit import dollar_limit
from dialogs.interview.agenda import Agenda, Question, bound
from dialogs.interview.questions import card_of
from dialogs.interview.suggested_amounts import offered
from dialogs.phrases import say
from dialogs.session import Told
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import (
    accounts,
    amounts,
    answers,
    by_person,
    choices,
    dates,
    lists,
    people,
    reckoning,
    shares,
)
from dialogs.understanding.clauses import articles, clauses, danger, is_harmless, weightless
from dialogs.understanding.lexicon import data, lexicon, respelled
from dialogs.understanding.marks import Mark, Sentence, is_part_of, sentence
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning import Setting
from dialogs.understanding.replies import LONGEST, contradictory, replies, sense
from dialogs.understanding.slots import COUPLE
from dialogs.understanding.tokens import Token, tokens
from dialogs.understanding.year_answers import OLDEST

_NUMBERED = re.compile(r"#?\d{1,2}(?:\s*(?:,|&|\+|;|/|\s)\s*(?:\w+ ){0,2}#?\d{1,2})+\.?")
_TWO = 2
_TWO_DIGITS = 100
FINAL = ("currency", "negative", "too_large")  # what was understood, and cannot be
_FEW = 3  # choices of which "all" may be meant


def read(
    text: str, question: Question, agenda: Agenda, today: date, told: Mapping[str, Told] | None = None
) -> Reading:
    """What ``text`` means as an answer to the question; never raises. told: other facts of the same message."""
    setting = Setting(question, agenda, today, told or {})
    plain = answers.read(text, question.card, today)
    later = question.card.id == "exits" and _not_yet_old_enough(text, setting)
    own = _in_own_words(text, setting) if isinstance(plain, Misread | Readings) and not later else None
    reader = _READERS.get(question.card.kind)
    read_ = own or (reader(text, plain, setting) if reader else plain)
    unsure = isinstance(read_, Misread) and read_.reason not in FINAL and _nobody_knows(text, today)
    return DontKnow() if unsure else read_


def besides(text: str, question: Question, agenda: Agenda, today: date) -> Mapping[str, Understood]:
    """What an answer tells by the way of another question: a cap with the yes, no IRA beside only a plan."""
    plan, _, name = question.fact.rpartition(".")
    if name == "after_tax_allowed":
        told = {**_cap_besides(text, question, agenda, today), **_exits_besides(text, plan)}
        return {question.fact: Understood(value=True), **told} if told else {}
    if name == "ira_kinds":
        marks = sentence(tidy(text), today, {}).marks
        only = any(mark.kind == "link" and "only" in mark.keys for mark in marks)
        kinds = {mark.kind for mark in marks}
        moved = any(mark.kind == "act" and set(mark.keys) - {"has", "works"} for mark in marks)
        if only and "plan" in kinds and not (moved or {"amount", "share", "not"} & kinds or _iras(marks)):
            plans = [key for mark in marks if mark.kind == "plan" for key in mark.keys]
            whose = question.fact.partition(".")[0]
            at_work = {f"{whose}.plan_kinds": Understood(plans)} if "any" not in plans else {}
            return {question.fact: Understood([]), **at_work}
    return {}


def _cap_besides(text: str, question: Question, agenda: Agenda, today: date) -> Mapping[str, Understood]:
    """The plan's own cap beside a yes to after-tax money: yes, up to 10%."""
    fact = f"{question.fact.rpartition('.')[0]}.after_tax_capped"
    cap = agenda.question(fact)
    card = cap.card if cap else card_of(fact)
    figure = shares.find(tidy(text)) or [one for one in amounts.find(tidy(text)) if one.kind == "money"]
    if not figure or card is None:
        return {}
    said = read(_after_yes(text), replace(question, card=card, fact=fact), agenda, today)
    return {fact: Understood(said.value)} if isinstance(said, Understood) else {}


def _exits_besides(text: str, plan: str) -> Mapping[str, Understood]:
    """The ways out beside a yes to after-tax money: yes, and it converts by itself in the plan."""
    fact, rest = f"{plan}.exits", _after_yes(text)
    card = card_of(fact)
    if card is None or bare(rest) == bare(text) or is_question(text):
        return {}
    ways = choices.mentioned(rest, card)
    ways = tuple(way for way in ways if not (way == "in_plan" and "automatic" in ways))
    return {fact: Understood([*ways])} if ways else {}


def of_the_firm(
    text: str, question: Question | None, agenda: Agenda, today: date, noted: Mapping[str, Told]
) -> Mapping[str, Understood]:
    """What the employer puts into the plan that is asked about, or the only one there is, where that is not asked.

    noted: all that was told before, asked or not.
    """
    owners = {person.who for person in people.find(tidy(text))} & {*COUPLE}
    if question is not None and question.card.kind == "money" and (question.kind or not owners):
        return {}
    owners = owners or {*COUPLE}
    kinds = ((who, noted.get(f"{who}.plan_kinds")) for who in owners)
    plans = {f"{who}.plans.{kind}" for who, told in kinds if isinstance(told, list) for kind in told}
    plans |= {fact.rpartition(".")[0] for fact in noted if ".plans." in fact and fact.partition(".")[0] in owners}
    plans = {question.fact.rpartition(".")[0]} if question is not None and question.kind else plans
    if len(plans) != 1 or not _tells_of_the_firm(text, today):
        return {}
    money = bound(f"{plans.pop()}.employer_money")
    said = read(text, money, agenda, today, noted)
    return {money.fact: said} if isinstance(said, Understood) and said.value != "0" else {}


def _tells_of_the_firm(text: str, today: date) -> bool:
    """Whether what the employer puts in is told: they match 50%."""
    marks = [mark for part in clauses(text, today, {}) for mark in part.marks]
    named = any({"match", "employer", "pays"} & set(mark.keys) for mark in marks if mark.kind in {"thing", "act"})
    matched = any(share.matched or share.of == "own" for share in shares.find(tidy(text)))
    return named or matched or next(lexicon("arithmetic", "to_the_dollar").find(tokens(tidy(text))), None) is not None


def _after_yes(text: str) -> str:
    """Without the yes that it opens with."""
    said = tokens(tidy(text))
    opening = lexicon("replies", "opening").at(said, 0)
    begins = opening.end if opening else 0
    begins += begins < len(said) and said[begins].text == ","
    return tidy(text)[said[begins].start :] if begins < len(said) else text


def names_an_ira(text: str, today: date) -> bool:
    """Whether a text names an IRA, or no plan: no Roth 401(k) alone."""
    marks = sentence(tidy(text), today, {}).marks
    return _iras(marks) or not any(mark.kind == "plan" for mark in marks)


def _iras(marks: Sequence[Mark]) -> bool:
    """Whether an IRA is named that is not the Roth side of a plan."""
    places = {mark.start for mark in marks if mark.kind == "plan"}
    named = [mark for mark in marks if mark.kind == "ira"]
    return any(not any(0 <= start - mark.end <= 1 for start in places) for mark in named)


def _nobody_knows(text: str, today: date) -> bool:
    """Whether nobody knows it, also where a time is told besides: no clue, it pays when he is 60."""
    if sense(text) == "unsure" or "unsure" in replies(text):
        return True
    head, _, rest = tidy(text).partition(",")
    if "unsure" not in replies(head):
        return False
    times = [(one.start, one.end) for one in dates.ages(rest, today)]
    times += [(one.start, one.end) for one in dates.find(rest, today)]
    numbers = [token for token in tokens(rest) if token.kind == "number"]
    return bool(times) and all(any(start <= one.start < end for start, end in times) for one in numbers)


def _timeless(text: str, setting: Setting, *, days: bool = False) -> str:
    """The text without the year that the question is about anyway: nothing for 2025. days: also without a day."""
    plain = tidy(text)
    times = dates.find(plain, setting.today)
    of_year = len(times) == 1 and (days or times[0].said is dates.Said.YEAR)
    if not of_year or not reckoning.is_current(times[0], setting):
        return text
    before = tokens(plain[: times[0].start])
    led = bool(before) and lexicon("grammar", "link").at(before, len(before) - 1) is not None
    return plain[: before[-1].start if led else times[0].start] + plain[times[0].end :]


def _money(text: str, plain: Reading, setting: Setting) -> Reading:
    """An amount; what has to be worked out is; none of an income is asked back."""
    words = tidy(text).replace("'", "")
    if setting.name == "agi" and (of_pay := respelled(words, "message", "only_pay")) != words:
        return reckoning.read(of_pay, setting) or plain
    said = replies(text)
    if not said and (said := replies(_timeless(text, setting))) & {"most"}:
        text = _timeless(text, setting)  # the full 2025 limit
    if isinstance(plain, DontKnow) or (isinstance(plain, Misread) and plain.reason in FINAL):
        return plain
    if setting.name == "save" and "rest" in said:  # whatever is left
        return DontKnow()
    if setting.name == "save" and (more := _more_than_is_in(text, setting)):
        return more
    period = isinstance(plain, Readings | Misread) and plain.reason == "period"
    if period and (passed := reckoning.by_now(text, setting, dated=isinstance(plain, Misread))):
        return passed
    lost = next(lexicon("arithmetic", "loss").find(tokens(tidy(text))), None)
    if setting.name == "after_tax_earnings" and lost and not setting.question.card.signed:
        return Understood("0", say("talk.worked.none"), sure=True)  # what fell has earned nothing
    if isinstance(plain, Readings) and plain.reason == "period" and (limit := _rounded_to(plain, setting)):
        return limit  # 942.31 every two weeks
    if isinstance(plain, Readings) and plain.reason == "two" and is_suggested(plain, setting):
        return Understood(plain.values[0], sure=True)  # 24,5 where the limit is 24,500
    if isinstance(plain, Understood) and (thousands := _in_thousands(plain, text, setting)) is not None:
        return thousands
    if isinstance(plain, Readings) and plain.reason == "thousands" and is_suggested(plain, setting):
        return Understood(plain.values[0], say("talk.worked.thousands"), sure=True)
    if said & {"zero", "none", "no"} and not said & {"most", "all", "same"} and isinstance(plain, Misread):
        return _none_at_all(said, setting, refused=bare(text) in ways_to_say("no_amount"))
    leans = isinstance(plain, Misread) or _leans(text, plain) or reckoning.points_at(text, setting)
    leans = leans or (isinstance(plain, Readings) and plain.reason == "negative" and reckoning.is_reckoned(text))
    worked = reckoning.read(text, setting) if leans else None
    if worked is None and isinstance(plain, Misread):
        worked = by_person.read(text, setting) or _by_sense(text, setting) or _since(text, setting)
        worked = worked or _alone(text, setting)
    if isinstance(worked, Readings) and worked.reason == "thousands" and is_suggested(worked, setting):
        return Understood(worked.values[0], worked.worked or say("talk.worked.thousands"), sure=True)
    read_ = worked or plain
    return (_of_the_year(text, read_, setting) if isinstance(read_, Readings) else None) or read_


def _more_than_is_in(text: str, setting: Setting) -> Readings | None:
    """Another 2,000 beside what was paid in already: both together, or all of it."""
    sums = [span.values[0] for span in amounts.find(tidy(text)) if span.kind == "money" and len(span.values) == 1]
    already = setting.agenda.facts.paid_in
    more = any("more" in mark.keys for mark in sentence(tidy(text), setting.today, {}).marks)
    if not (already and more and len(sums) == 1 and sums[0] > 0):
        return None
    return Readings((f"{already + sums[0]:f}", f"{sums[0]:f}"), "in_all")


def _of_the_year(text: str, plain: Readings, setting: Setting) -> Reading | None:
    """So much a month, where the amount of a year is asked, and nothing says that it was for a part of it only."""
    said = tidy(text)
    spans = amounts.find(said)
    each = spans[0].amount if len(spans) == 1 else None
    if not isinstance(each, amounts.Per) or each.value not in {Decimal(str(value)) for value in plain.values}:
        return None
    return None if dates.find(said, setting.today) else _yearly(each, said, setting)


def _yearly(each: amounts.Per, said: str, setting: Setting) -> Understood | None:
    """What comes so often comes to in a year; None where it may have come in a part of it, or until now."""
    whole = each.value * each.times
    held = setting.name in reckoning.SO_FAR | reckoning.AFTERWARDS | _COMES_TO or setting.question.card.of == "desk"
    partly = next(lexicon("arithmetic", "so_far", "irregular", "until_then", "take_home").find(tokens(said)), None)
    if held or partly or not 1 < each.times <= _WEEKS_OF_A_YEAR or whole < setting.question.card.small:
        return None
    worked = say("talk.worked.times", times=each.times, base=each.value)
    return Understood(f"{whole.normalize():f}", worked, sure=True)


def _since(text: str, setting: Setting) -> Readings | None:
    """So much a month since June: for the months from then on, or for all twelve of them."""
    said = tidy(text)
    spans = amounts.find(said)
    each = spans[0].amount if len(spans) == 1 else None
    times = [when for when in dates.find(said, setting.today) if when.said is dates.Said.MONTH]
    led = tokens(said[: times[0].start])[-1:] if len(times) == 1 else []
    if not led or led[0].text not in data("arithmetic")["from_then"]["words"]:
        return None
    if not isinstance(each, amounts.Per) or each.times != _MONTHS:
        return None
    if not reckoning.is_current(times[0], setting) or setting.name in reckoning.SO_FAR:
        return None
    months = _MONTHS - times[0].first.month + 1
    return Readings((f"{each.value * months:f}", f"{each.value * _MONTHS:f}"), "period")


_MONTHS, _WEEKS_OF_A_YEAR = 12, 52


def _alone(text: str, setting: Setting) -> Reading | None:
    """One amount, and beside it no word but such as belong to any answer, or to this question."""
    plain, card = tidy(text), setting.question.card
    if setting.name in reckoning.SO_FAR:
        plain = _without_so_far(plain)
    marks = sentence(plain, setting.today, {}).marks
    found = [mark.amount for mark in marks if mark.kind == "amount" and mark.amount]
    if len(found) != 1 or found[0].kind == "year" or text.endswith("?"):
        return None
    each = found[0].amount
    yearly = _yearly(each, plain, setting) if isinstance(each, amounts.Per) else None
    if yearly is None and not isinstance(each, amounts.Exact):
        return None
    if any(is_part_of(plain, marks, mark) for mark in marks if mark.amount):  # 15k of the rollover
        return None
    if card.of == "all" and {"you", "spouse"} <= {mark.kind for mark in marks}:  # 7,500 for me and the same for her
        return None
    said = tokens(plain)
    aside = _beside_an_amount(said, setting)
    loss = next(lexicon("arithmetic", "loss").find(said), None)
    least = Decimal(0) if amounts.is_named(plain) else max(card.small, _LEAST)
    value = found[0].values[0]
    both = Readings((f"{value * _TO_THOUSANDS:f}", f"{value:f}"), "thousands")
    named_side = next(lexicon("arithmetic", "side").find(said), None)  # 24.5 all Roth
    if 0 < value < _LEAST and named_side is None and is_suggested(both, setting):  # I put 32.5 into my 401(k)
        value *= _TO_THOUSANDS
    zero = value == 0 and card.offers_none and not card.seldom_zero  # 0 on line 14
    if value < least and not (loss or zero):
        return None
    own = {word for part in (card.text, card.label, card.example) for word in bare(part).split()}
    harmless = data("arithmetic")["harmless"]
    known = own | articles() | weightless() | set(harmless["words"]) | set(harmless.get(setting.name, ()))
    if setting.name in _COMES_TO | {"basis"}:  # did the 7,500 already
        known -= {*data("grammar")["did"]["words"]}
    known |= set(harmless["gains"]) if setting.name in _OF_GAINS else set()
    known |= set(harmless["together"]) if card.of == "all" else set()
    known |= set(harmless["pay"]) if card.id in {"compensation", "wages", "agi"} else set()
    rest = [token for token in said if token.kind == "word" and not found[0].start <= token.start < found[0].end]
    rest = [token for token in rest if token not in aside]
    if loss and card.signed:
        rest = [token for token in rest if token not in said[loss.first : loss.end]]
    dated = setting.name in reckoning.SO_FAR | reckoning.AFTERWARDS | _DATED
    dated = dated or _is_until_then(said, setting)
    times = [
        mark for mark in marks if mark.time and (dated or _is_all_year(mark.time)) and _was_then(mark.time, setting)
    ]
    rest = [token for token in rest if not any(mark.start <= token.start < mark.end for mark in times)]
    outside = [mark for mark in marks if not any(mark.start <= one.start < mark.end for one in aside)]
    wished = {"mood"} if setting.name == "save" else set()
    foreign = [
        mark for mark in outside if mark.kind in _FOREIGN - wished and mark not in times and not _is_hedge(mark)
    ]
    if any(token.text not in known for token in rest) or foreign:
        return None
    return yearly or Understood(f"{-abs(value) if loss and card.signed else value:f}", sure=True)


def _is_all_year(time: dates.When) -> bool:
    """Whether it names a whole year: this year, in 2026."""
    return time.said is dates.Said.YEAR


def _was_then(time: dates.When, setting: Setting) -> bool:
    """Whether what is told of a time is what is asked for: of what was paid in for the year before, not what was paid
    in it.
    """
    before = setting.name == "contributed_prior" and time.said is not dates.Said.YEAR
    return reckoning.is_current(time, setting) and not (before and time.year != setting.agenda.facts.tax_year)


def _is_until_then(said: Sequence[Token], setting: Setting) -> bool:
    """Whether it is told what came until somebody stopped working, or paying in: all that the year brings."""
    return setting.name in _UNTIL_THEN and next(lexicon("arithmetic", "until_then").find(said), None) is not None


def _beside_an_amount(said: Sequence[Token], setting: Setting) -> list[Token]:
    """The words that only say how the one amount counts: before tax, in all, down to, until then."""
    tables = ["before_tax", "nothing_more"]
    tables += ["now_at"] if setting.name in _COMES_TO else []
    tables += ["apart"] if setting.name == "agi" else []
    tables += ["until_then", "stopped"] if _is_until_then(said, setting) else []
    return [token for one in lexicon("arithmetic", *tables).find(said) for token in said[one.first : one.end]]


def _is_hedge(mark: Mark) -> bool:
    """Whether it only says that an amount is not known to the dollar: probably, I think, will be."""
    return mark.kind == "mood" and not {"unsure", "will_be", "comes_to"}.isdisjoint(mark.keys)


def _without_so_far(plain: str) -> str:
    """A text without the words that say what was done until now: I have put 6,750 until now."""
    said = tokens(plain)
    found = next(lexicon("arithmetic", "so_far").find(said), None)
    return (
        plain if found is None else f"{plain[: said[found.first].start]} {plain[said[found.end - 1].end :]}".strip()
    )


_UNTIL_THEN = frozenset({"compensation", "deferrals"})
_LEAST, _TO_THOUSANDS = Decimal(100), Decimal(1000)
_COMES_TO = frozenset({"traditional", "rollover", "sep", "simple", "value", "year_end_value", "closing", "opening"})
_OF_GAINS = frozenset({"long_term_gains", "other_income", "taxable_interest"})
_DATED = frozenset({"basis", "withheld", "held_back", "prior_wages"})
_FOREIGN = {"share", "age", "time", "not", "mood", "other"}


def _by_sense(text: str, setting: Setting) -> Reading | None:
    """A sentence that says that nobody knows, that it is the most, or that there is none."""
    light: tuple[Told, ...] = ("0", 0, False, [])
    lists = setting.question.card.of == "all"  # accounts that are only named carry nothing there
    others = {fact: value for fact, value in setting.told.items() if not (lists and isinstance(value, list))}
    if any(value not in light for fact, value in others.items() if fact != setting.fact):
        return None
    match sense(text) or (sense(_timeless(text, setting, days=True)) if setting.name in reckoning.SO_FAR else ""):
        case "unsure":
            return DontKnow()
        case "most" if not reckoning.is_part(text):
            found = reckoning.most(setting, tokens(tidy(text)))
            return replace(found, sure=True) if isinstance(found, Understood) else found
        case "denied" if _undeducted(text):
            return Misread("undeducted" if setting.name == "basis" else "no_number")
        case "denied" if _is_of_a_home(text, setting):
            return None
        case "denied" if setting.question.card.offers_none and not shares.find(tidy(text)):
            return Understood("0", say("talk.worked.none"), sure=True)
    return _none_in_a_clause(text, setting)


def _is_of_a_home(text: str, setting: Setting) -> bool:
    """Whether it denies where somebody lives, or how they file: Washington, not DC."""
    return any(mark.kind in {"state", "status"} for mark in sentence(tidy(text), setting.today, {}).marks)


def _undeducted(text: str) -> bool:
    """Whether it is told that money was not deducted: all of it is basis then, and none of it nothing."""
    return next(lexicon("accounts", "not_deducted").find(tokens(tidy(text))), None) is not None


def _none_in_a_clause(text: str, setting: Setting) -> Reading | None:
    """Of "stopped in 2024, so nothing" the clause that answers."""
    parts = [part for part in re.split(r"[,.;!]", text) if part.strip()]
    said = [replies(part) & {"none", "zero"} for part in parts if len(part.strip()) > 1]  # N. Carolina
    other = any(span.kind == "money" and any(span.values) for span in amounts.find(tidy(text))) or shares.find(
        tidy(text)
    )
    if not (other or setting.question.card.seldom_zero) and _ends_in_none(text):
        none = Understood("0", say("talk.worked.none"), sure=True)
        return none if setting.question.card.offers_none else Readings(("0",), "mentioned")
    if len(parts) < _TWO or sum(map(bool, said)) != 1 or not setting.question.card.offers_none:
        return None
    if not other:
        return Understood("0", say("talk.worked.none"), sure=True)
    then = any(not reckoning.is_current(time, setting) for time in dates.find(tidy(text), setting.today))
    return Readings(("0",), "mentioned") if then else None


def _ends_in_none(text: str) -> bool:
    """Whether the last words are a reply of their own that there is none yet: he started a business, nothing yet."""
    last = tidy(text).split()[-_FEW:]
    return any(replies(" ".join(last[start:])) & {"none", "zero"} for start in range(len(last) - 1))


def _none_at_all(said: frozenset[str], setting: Setting, *, refused: bool) -> Reading:
    """No pay is an answer of somebody who does not work; "no" is none to the question what the income is.

    refused: whether all that is said is a no.
    """
    card = setting.question.card
    if card.seldom_zero and (refused or not said & {"zero", "none"}):
        return Misread("no_number")
    if card.seldom_zero or (not card.offers_none and not said & {"zero", "none"}):
        return Readings(("0",), "nothing")
    return Understood("0")


def _in_thousands(plain: Understood, text: str, setting: Setting) -> Readings | None:
    """Of "$24.50" where the limit is 24,500 both: in dollars it is unlikely, whatever sign it bears."""
    if not amounts.is_named(text) or plain.worked or not isinstance(plain.value, str):
        return None
    thousands = Decimal(plain.value) * 1000
    both = Readings((f"{thousands.normalize():f}", plain.value), "thousands")
    return both if is_suggested(both, setting) else None


def _rounded_to(plain: Readings, setting: Setting) -> Understood | None:
    """The limit of the year, where an amount of each payday comes to it but for its cents."""
    question = setting.question
    suggested = offered(question.card.id, setting.agenda.facts, question.who, question.kind)
    whole, each = (Decimal(str(value)) for value in (plain.values[0], plain.values[-1]))
    near = [one for one in suggested if one and abs(whole - one) < 1]
    worked = say("talk.worked.times", times=f"{whole / each:.0f}", base=each) if near and each else ""
    return Understood(f"{near[0]:f}", worked, sure=True) if worked else None


def is_suggested(plain: Readings, setting: Setting) -> bool:
    """Whether the amount in thousands is one that many people mean here, the limit of the year above all."""
    question = setting.question
    suggested = offered(question.card.id, setting.agenda.facts, question.who, question.kind)
    return Decimal(str(plain.values[0])) in suggested


def _leans(text: str, plain: Reading) -> bool:
    """So much a month so far: the months that have passed count."""
    return isinstance(plain, Readings) and plain.reason == "period" and len(text.split()) > _FEW


def _cap(text: str, plain: Reading, setting: Setting) -> Reading:
    """A plan's own cap: none, a percentage of pay or dollars, in a sentence too."""
    if isinstance(plain, Understood | Readings | DontKnow):
        return plain
    said = tidy(text)
    uncapped = next(lexicon("plan", "no_cap").find(tokens(said)), None)
    undone = next(lexicon("plan", "not_done").find(tokens(said)), None)
    if uncapped is not None or (replies(text) & {"no", "none"} and undone is None):
        return Understood("no")
    if sense(text) == "unsure":
        return DontKnow()
    found = shares.find(said)
    if len(found) == 1:
        sums = [span.values[0] for span in amounts.find(said) if span.kind == "money" and span.values]
        capped = f"{found[0].percent.normalize():f}%"
        return Readings((capped, *(f"{one:f}" for one in sums))) if sums else Understood(capped)
    spans = [span for span in amounts.find(said) if span.kind == "money"]
    if not found and len(spans) == 1 and len(spans[0].values) == 1:
        value = f"{spans[0].values[0]:f}"
        return Understood(value) if _alone(text, setting) else Readings((value,), "one")
    return plain


def _several(text: str, plain: Reading, setting: Setting) -> Reading:
    """Choices by their numbers, both of two, as the other spouse has them."""
    card, said = setting.question.card, replies(text)
    if numbered := _by_number(text, setting) or _by_place(text, setting):
        return Understood(list(numbered))
    if setting.name == "exits" and _not_yet_old_enough(text, setting):
        ways = {key for keys in choices.senses(text, card).values() for key in keys}
        left = ways - {"in_service"} if "in_service" in ways else set()
        return Understood([key for key in card.choices if key in left], sure=True)
    if setting.name == "plan_kinds" and (outside := _not_in(text, setting)):
        return Readings(([], outside), "choices")
    if (others := _all_but(text, setting)) is not None:
        whole = any("all_but.all" in one.keys for one in lexicon("replies", "all_but").find(tokens(tidy(text))))
        return Readings((others,), "choices") if whole else Understood(others, sure=True)
    if isinstance(plain, Understood | DontKnow):
        return _both_of_a_kind(text, plain, setting)
    if _is_two(text, setting):
        return Understood(["401k", "other401k"])
    if "same" in said:
        noted = setting.noted().get(setting.of_other())
        return Understood(noted) if isinstance(noted, list) else Misread("same_unknown")
    if more := _same_and_more(text, setting):
        return Understood(more)
    if named := _accounts(text, setting):
        return Understood(named)
    if said & {"none", _NO_ACCOUNT.get(setting.name, "none")}:
        return Understood([])
    match sense(text):
        case "unsure":
            return DontKnow()
        case "denied" if not (choices.senses(text, card) or _tells(setting) or _is_of_a_home(text, setting)):
            return Understood([])
    if "both" in said and setting.name in _BOTH and (setting.name == "exits" or len(text.split()) > 1):
        return Understood(list(_BOTH[setting.name]))
    if said & {"all"} and len(card.choices) <= _FEW:
        return Understood(list(card.choices))
    return plain


def _not_in(text: str, setting: Setting) -> list[str]:
    """The plans that are there for somebody who is not in them yet: a 401(k), but I can only join in January."""
    if next(lexicon("plan", "not_in").find(tokens(tidy(text))), None) is None:
        return []
    marks = sentence(tidy(text), setting.today, {}).marks
    named = {key for mark in marks if mark.kind == "plan" for key in mark.keys}
    whose = {mark.kind for mark in marks if mark.kind in {"you", "spouse"}} - {setting.question.who}
    return [] if whose else [key for key in setting.question.card.choices if key in named]


def _all_but(text: str, setting: Setting) -> list[str] | None:
    """Of "all of them but the inherited one" the others; of "none but a Roth" that one."""
    plain, card = tidy(text), setting.question.card
    said = tokens(plain)
    found = next(lexicon("replies", "all_but").find(said), None)
    led = [token.text for token in said[: found.first]] if found else []
    if (
        found is None
        or found.end >= len(said)
        or not {*led} <= weightless() | {*data("replies")["before_all_but"]["words"]}
    ):
        return None
    rest = plain[said[found.end].start :]
    own = answers.read(rest, card, setting.today)
    named = own.value if isinstance(own, Understood) else _accounts(rest, setting)
    if not isinstance(named, list) or not named:
        return None
    kept = set(card.choices) - set(named) if "all_but.all" in found.keys else set(named)
    return [key for key in card.choices if key in kept]


_NO_ACCOUNT = {"ira_kinds": "no_ira", "plan_kinds": "no_plan"}  # replies that are of one question alone
_BOTH = {"exits": ("in_plan", "in_service"), "ira_kinds": ("traditional", "roth")}  # what "both kinds" are


def _tells(setting: Setting) -> bool:
    """Whether the message tells something of another question, and not only that there is nothing."""
    return any(value not in {"0", False} for value in setting.told.values() if not isinstance(value, list)) or any(
        value for value in setting.told.values() if isinstance(value, list)
    )


def _same_and_more(text: str, setting: Setting) -> list[str]:
    """What the other spouse has, and more, or less: same as mine plus a pension, the same without the Roth."""
    plain, card = tidy(text), setting.question.card
    said, noted = tokens(plain), setting.noted().get(setting.of_other())
    joined = [one for one in lexicon("arithmetic", "op").find(said) if "op.plus" in one.keys]
    without = [*lexicon("arithmetic", "left_out").find(said)]
    for found in (*without, *joined):
        inside = found.first > 0 and found.end < len(said)
        if not inside or not isinstance(noted, list) or "same" not in replies(plain[: said[found.first].start]):
            continue
        rest = plain[said[found.end].start :]
        own = answers.read(rest, card, setting.today)
        more = own.value if isinstance(own, Understood) else _accounts(rest, setting)
        if isinstance(more, list) and more:
            kept = {*noted} - {*more} if found in without else {*noted, *more}
            return [key for key in card.choices if key in kept]
    return []


def _both_of_a_kind(text: str, plain: Reading, setting: Setting) -> Reading:
    """Two 401(k)s are one and a second one."""
    alone = isinstance(plain, Understood) and plain.value in (["401k"], ["other401k"])
    return Understood(["401k", "other401k"]) if alone and _is_two(text, setting) else plain


def _is_two(text: str, setting: Setting) -> bool:
    """Whether two 401(k)s are told, and no other plan."""
    two = any("small.2" in one.keys for one in lexicon("calendar", "small").find(tokens(tidy(text))))
    named = {name for one in accounts.find(tidy(text)) if one.kind == "plan" for name in one.names}
    return (
        setting.name == "plan_kinds"
        and (two or "2" in text.split())
        and bool(named)
        and named <= {"401k", "other401k"}
    )


def _accounts(text: str, setting: Setting) -> list[str]:
    """Accounts named one after the other, with nothing else in the text: two Roths and a SEP."""
    kind = {"ira_kinds": "ira", "plan_kinds": "plan"}.get(setting.name)
    if any(token.text in data("grammar")["had"]["words"] for token in tokens(text)):
        return []  # what somebody had need not be there any more
    asks = is_question(text)
    text = _without_denials(text, setting, kind)
    said = sentence(text, setting.today, {})
    parts = tokens(said.text)
    found = (*lexicon("replies", "else").find(parts), *lexicon("grammar", "custodian", "at_a").find(parts))
    light = [(parts[one.first].start, parts[one.end - 1].end) for one in found]
    keys = {
        key for mark in said.marks if mark.kind == kind for key in mark.keys if key in setting.question.card.choices
    }
    if any(mark.kind == kind and len(mark.keys) > 1 for mark in said.marks):
        return []  # a rIRA: rollover, or Roth
    named = {mark.start for mark in said.marks if mark.kind == kind}
    carries = [
        mark
        for mark in said.marks
        if mark.kind not in {kind, "cut", "time", "you", "both", "spouse"}
        and mark.start not in named  # a pension is money of another kind as well
        and not (mark.kind == "act" and set(mark.keys) <= {"has"})
        and not (mark.kind == "link" and set(mark.keys) & {"only", "too", "more"})
        and not (mark.kind == "word" and (mark.key in articles() or mark.key in data("calendar")["small"]["2"]))
        and not (not asks and "old" not in keys and _describes(mark, said, kind))  # a pension from the old one
        and not (mark.kind == "amount" and mark.key == "number")
        and not any(start <= mark.start and mark.end <= end for start, end in light)
    ]
    return [key for key in setting.question.card.choices if key in keys] if kind and keys and not carries else []


def _describes(word: Mark, said: Sentence, kind: str | None) -> bool:
    """Whether an unknown word only says more of an account that is named in the same breath: my hospital's 403(b)."""
    if word.kind != "word" or word.key in danger() or word.key in data("grammar")["had"]["words"]:
        return False
    edges = [mark.start for mark in said.marks if mark.kind == "cut"]
    edges += [place for place, letter in enumerate(said.text) if letter in ",;+&/"]
    first = max((edge for edge in edges if edge < word.start), default=-1)
    last = min((edge for edge in edges if edge > word.start), default=len(said.text))
    beside = [mark for mark in said.marks if first < mark.start < last]
    strange = [mark for mark in beside if mark.kind == "word" and not is_harmless(mark.key)]
    return len(strange) <= _FEW and any(mark.kind == kind for mark in beside)


def _without_denials(text: str, setting: Setting, kind: str | None) -> str:
    """Without the clauses that only say which account there is not: pension only, no 401(k)."""
    parts = clauses(text, setting.today, {})
    kept = [part for part in parts if not (part.of("not") and part.marks[0].kind == "not" and part.of(str(kind)))]
    told = any(part.of(str(kind)) for part in kept)
    return ", ".join(part.text for part in kept) if told and len(kept) < len(parts) else text


def _state(text: str, plain: Reading, setting: Setting) -> Reading:
    """A state among words without weight: New York, NY; Georgia I guess."""
    if (kept := _not_the_other(text, setting)) is not None:
        return kept
    if not isinstance(plain, Misread):
        return plain
    if either := _either(text, setting):
        return either
    if visa := _visa(text):
        return read(visa, setting.question, setting.agenda, setting.today) if visa.strip() else plain
    alone = len(tokens(tidy(text))) == 1  # "nothing yet this year" answers something else
    if (alone and replies(text) & {"none", "no"}) or lexicon("own_words", "state").whole(tokens(tidy(text))):
        return DontKnow()  # abroad there is none
    said = [token for token in tokens(tidy(text)) if token.kind == "word"]
    words, found, names = [token.text for token in said], [], choices.state_names()
    place = 0
    while place < len(words):
        if place and (light := lexicon("replies", "closing", "opening").at(said, place)):
            place = light.end
            continue
        count = next(
            (n for n in (4, 3, 2, 1) if place + n <= len(words) and " ".join(words[place : place + n]) in names), 0
        )
        if count:
            found.append(names[" ".join(words[place : place + count])])
        elif words[place] not in articles():
            return plain
        place += count or 1
    codes = set.intersection(*map(set, found)) if found else set()
    if not codes:
        return plain
    return Understood(codes.pop()) if len(codes) == 1 else Readings(tuple(sorted(codes)), "choices")


def _not_the_other(text: str, setting: Setting) -> Reading | None:
    """Of "Georgia, not Florida" the one that is not denied, where both are answers."""
    plain = tidy(text)
    said = tokens(plain)
    found = [one for one in lexicon("arithmetic", "op").find(said) if "op.instead" in one.keys]
    if len(found) != 1 or not 0 < found[0].first < found[0].end < len(said):
        return None
    before, behind = plain[: said[found[0].first].start], plain[said[found[0].end].start :]
    kept, denied = (
        answers.read(part.strip(" ,;-"), setting.question.card, setting.today) for part in (before, behind)
    )
    if not isinstance(kept, Understood | Readings) or not isinstance(denied, Understood | Readings):
        return None
    told = kept.values if isinstance(kept, Readings) else (kept.value,)
    out = denied.values if isinstance(denied, Readings) else (denied.value,)
    left = tuple(value for value in told if value not in out)  # Washington, not DC
    return Understood(left[0], sure=True) if len(left) == 1 else Readings(left, "choices") if left else None


def _either(text: str, setting: Setting) -> Reading | None:
    """Of "Georgia or Florida" both."""
    plain = tidy(text)
    said = tokens(plain)
    found = [*lexicon("arithmetic", "two_homes").find(said)]
    found = found or [one for one in lexicon("arithmetic", "op").find(said) if "op.unclear" in one.keys]
    if len(found) != 1 or not 0 < found[0].first < found[0].end < len(said):
        return None
    parts = plain[: said[found[0].first].start], plain[said[found[0].end].start :]
    read_ = [answers.read(part.strip(" ,;-"), setting.question.card, setting.today) for part in parts]
    told = [
        one.values if isinstance(one, Readings) else (one.value,)
        for one in read_
        if not isinstance(one, Misread | DontKnow)
    ]
    values = tuple(dict.fromkeys(value for one in told for value in one))
    return Readings(values[:_FEW], "choices") if len(told) == len(parts) and len(values) > 1 else None


def _visa(text: str) -> str:
    """A text without the letters of a visa; empty where it names none."""
    plain = tidy(text)
    said = tokens(plain)
    for place in range(1, len(said)):
        found = lexicon("grammar", "no_place").at(said, place)
        if found and len(said[place - 1].text) == _TWO:
            return f"{plain[: said[place - 1].start]} {plain[said[found.end - 1].end :]}"
    return ""


def _by_number(text: str, setting: Setting) -> tuple[str, ...]:
    """1 and 3: the choices as they stand."""
    said = _in_digits(text.strip().casefold())
    while (led := lexicon("replies", "numbered").at(tokens(said), 0)) and led.end < len(tokens(said)):
        said = said[tokens(said)[led.end].start :]
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    keys = list(setting.question.card.choices)
    single = len(numbers) == 1 and re.fullmatch(r"#?\d{1,2}\.?", said)
    if not (single or _NUMBERED.fullmatch(said)) or not all(0 < number <= len(keys) for number in numbers):
        return ()
    chosen = {keys[number - 1] for number in numbers}
    return tuple(key for key in keys if key in chosen)


def _in_digits(text: str) -> str:
    """Numbers in words as digits, where there is nothing else: one and three."""
    said = tokens(text)
    found = list(lexicon("calendar", "small").find(said))
    inside = {place for one in found for place in range(one.first, one.end)}
    rest = [token for place, token in enumerate(said) if place not in inside]
    if len(found) < _TWO or any(one.kind != "mark" and one.text not in data("numbers")["joining"] for one in rest):
        return text
    return " and ".join(one.keys[0].partition(".")[2] for one in found)


def _by_place(text: str, setting: Setting) -> tuple[str, ...]:
    """The first and the last: the choices as they stand."""
    said, keys = tokens(tidy(text)), list(setting.question.card.choices)
    found = list(lexicon("replies", "place").find(said))
    spoken = {number for one in found for number in range(one.first, one.end)}
    left = [one for number, one in enumerate(said) if number not in spoken and one.kind != "mark"]
    places = [int(one.keys[0].partition(".")[2]) for one in found]
    counts = [count for number in spoken for count in [dates.small_count(said, number + 1)] if count]
    if len(places) == 1 and len(counts) == 1 and counts[0][0] <= len(keys) and not _numbers_in(left):  # the first two
        return tuple(keys[: counts[0][0]] if places == [0] else keys[-counts[0][0] :])
    numbered = _numbers_in(left) if places else []  # 1, 2 and the last
    left = [one for one in left if one.kind != "number"] if numbered else left
    if any(one.text not in articles() and one.text not in data("numbers")["joining"] for one in left):
        return ()
    places += [number - 1 for number in numbered]
    if not all(place < len(keys) for place in places):
        return ()
    return tuple(keys[place] for place in sorted({place % len(keys) for place in places}))


def _numbers_in(said: Sequence[Token]) -> list[int]:
    """The numbers of choices; empty where one can be none."""
    numbers = [int(one.text) if one.text.isdecimal() else 0 for one in said if one.kind == "number"]
    return numbers if all(0 < number < _TWO_DIGITS for number in numbers) else []


def _choice(text: str, plain: Reading, setting: Setting) -> Reading:
    weds = setting.name == "filing_status" and next(lexicon("grammar", "to_marry").find(tokens(tidy(text))), None)
    if weds and plain in (Misread("not_a_choice"), Understood("single")):
        return Readings(("mfj", "single"), "choices")
    if isinstance(plain, Understood | Readings | DontKnow):
        return plain
    if len(chosen := _by_place(text, setting)) == 1:
        return Readings(chosen, "mentioned")
    home = next(lexicon("grammar", "dependent").find(tokens(tidy(text))), None)
    if home and setting.name == "filing_status" and "single" in choices.told_of(text, setting.question.card):
        statuses = lexicon("grammar", "status").find(tokens(tidy(text)))
        widowed = any("status.widowed" in one.keys for one in statuses)
        return Readings((*(("qss",) if widowed else ()), "hoh", "single"), "choices")
    if (kept := _not_the_other(text, setting)) is not None:
        return kept
    said = replies(text)
    came_to = sense(text)
    named = choices.told_of(text, setting.question.card)
    if 1 < len(named) <= _FEW and any(
        "op.unclear" in one.keys for one in lexicon("arithmetic", "op").find(tokens(tidy(text)))
    ):
        return Readings(named, "choices")
    for word in ("yes", "no"):
        told = word in said or (
            word == "no" and came_to == "denied" and not choices.senses(text, setting.question.card)
        )
        if told and (keys := choices.matches(word, setting.question.card)):
            return Understood(keys[0])
    return DontKnow() if came_to == "unsure" else plain


def _yes_no(text: str, plain: Reading, setting: Setting) -> Reading:
    """Yes or no, also at the head of a sentence, or said in words of the question's own."""
    if contradictory(text):
        return Misread("not_yes_or_no")
    if isinstance(plain, Understood) and not plain.value and _nobody_knows(text, setting.today):
        return DontKnow()  # no clue
    if isinstance(plain, Understood | DontKnow):
        return plain
    said = replies(text)
    if said & {"yes", "no"} and not {"yes", "no"} <= said:
        return Understood("yes" in said)
    if "zero" in said:
        return Understood(value=False)
    head = re.split(r"[,.;!–—]| - ", text)[0]
    first = replies(head) if head != text else frozenset()
    if first & {"yes", "no"} and not {"yes", "no"} <= first:
        return Understood("yes" in first)
    last = replies(text[text.rindex(",") + 1 :]) if "," in text else frozenset()  # it is in the booklet, yes
    if last & {"yes", "no"} and not {"yes", "no"} <= last and not text.rstrip().endswith("?"):
        return Understood("yes" in last)
    if sense(text) == "unsure":
        return DontKnow()
    return _away_since(text, setting) or _of_the_year_of_the_form(text, setting) or plain


def _away_since(text: str, setting: Setting) -> Reading | None:
    """Whether one of a couple has been somewhere else since before the year: she's been in Spain since 2024."""
    if setting.name != "lived_with_spouse":
        return None
    plain = tidy(text)
    times, said = dates.find(plain, setting.today), tokens(plain)
    year = setting.agenda.facts.tax_year or setting.today.year
    led = tokens(plain[: times[0].start])[-1:] if len(times) == 1 else []
    since = bool(led) and led[0].text in data("grammar")["since"]["words"] and times[0].year < year
    together = next(lexicon("grammar", "status", "lives_together").find(said), None)
    apart = any(mark.kind in {"spouse", "you"} for mark in sentence(plain, setting.today, {}).marks)
    return Understood(value=False, sure=True) if since and apart and not together else None


def _of_the_year_of_the_form(text: str, setting: Setting) -> Reading | None:
    """Whether a form holds what was paid in for the year before: that of this year does, an older one does not."""
    year = setting.agenda.facts.tax_year
    times = dates.find(tidy(text), setting.today)
    years = {when.year for when in times if when.said is dates.Said.YEAR}
    if setting.name != "basis_includes_prior" or year is None or len(years) != 1 or len(times) > 1:
        return None
    marks = sentence(tidy(text), setting.today, {}).marks
    if any(mark.kind in _OF_OTHERS or (mark.amount and mark.key != "year") for mark in marks):
        return None
    return Understood(years == {year - 1}, sure=True) if max(years) < year else None


_OF_OTHERS = frozenset({"status", "state", "spouse", "other", "plan", "circ"})  # divorced since 2019: of no form


_NAMED = {"ira_kinds": "ira", "plan_kinds": "plan"}  # the accounts that a list is of


def _in_own_words(text: str, setting: Setting) -> Reading | None:
    """What answers this question alone: "we lived together", "box 13 is empty", "only when I leave"."""
    words = [token for token in tokens(tidy(text)) if token.text not in set(',;.:!"“”')]
    if setting.name not in data("own_words") or len(words) > LONGEST or text.rstrip().endswith("?"):
        return None
    phrases_told = list(lexicon("own_words", setting.name).find(words))
    told = {key.rpartition(".")[2] for one in phrases_told for key in one.keys}
    kind = setting.question.card.kind
    if setting.name == "exits" and told == {"automatic", "in_plan"}:  # automatic conversion in the plan
        joins = any({"op.plus", "op.unclear"} & set(one.keys) for one in lexicon("arithmetic", "op").find(words))
        told = told if joins else {"automatic"}
    if setting.name == "circumstances" and told:  # living in Canada, and going through a divorce
        beside = choices.senses(tidy(text), setting.question.card).values()
        told |= {key for keys in beside for key in keys}
    if setting.name in _NAMED and told:  # a Roth, and my father left me his
        marks = sentence(tidy(text), setting.today, {}).marks
        told |= {
            key for mark in marks if mark.kind == _NAMED[setting.name] for key in mark.keys
        } & setting.question.card.choices.keys()
    if kind == "several" and told:
        return Understood([key for key in setting.question.card.choices if key in told], sure=True)
    if len(told) != 1:
        return None
    (key,) = told
    inside = {place for one in phrases_told for place in range(one.first, one.end)}
    figures = any(word.kind == "number" for place, word in enumerate(words) if place not in inside)
    if setting.name == "lived_with_spouse" and key == "yes":  # "he left in 2024"
        times = dates.find(tidy(text), setting.today)
        year = setting.agenda.facts.tax_year or setting.today.year
        key = "no" if times and times[-1].year < year else key
    denied = any("inside.denied" in one.keys for one in lexicon("replies", "inside").find(words))
    if key == "unknown":
        return DontKnow()
    if kind == "yes_no":
        return None if key == "yes" and denied else Understood(key == "yes", sure=True)
    if kind == "money":
        return (
            None
            if figures and setting.question.card.of != "plan"
            else Understood("0", say("talk.worked.none"), sure=True)
        )
    return None if denied and key != "no" else Understood(key, sure=True)


def _not_yet_old_enough(text: str, setting: Setting) -> bool:
    """Whether a way out of a plan opens at an age that the person does not reach this year: after 59½ only."""
    from_age = next(lexicon("plan", "from_age").find(tokens(tidy(text))), None)
    born = setting.noted().get(f"{setting.question.who}.birth_year")
    if from_age is None or not isinstance(born, int):
        return False
    age = int(from_age.keys[0].partition(".")[2])
    return (setting.agenda.facts.tax_year or setting.today.year) - born < age


def _birth_year(text: str, plain: Reading, setting: Setting) -> Reading:
    """Three years older than the other."""
    if isinstance(plain, Understood | DontKnow):
        return plain
    said = tokens(tidy(text))
    older = next(lexicon("arithmetic", "older").find(said), None)
    noted = setting.noted().get(setting.of_other())
    both = (
        any(age.whose is None and age.years == noted % 100 for age in dates.ages(tidy(text), setting.today))
        if isinstance(noted, int)
        else False
    )
    if both:  # "we're both 84", beside somebody born in 1984
        return Understood(noted)
    if older is None or not isinstance(noted, int):
        return plain if older is None else Misread("same_unknown")
    numbers = [int(token.text) for token in said if token.kind == "number" and token.text.isdecimal()]
    numbers += [int(key.split(".")[1]) for one in lexicon("calendar", "small").find(said) for key in one.keys[:1]]
    way = older.keys[0].partition(".")[2]
    if way == "same":
        return Readings((noted,), "two")
    if way == "same_year":
        return Understood(noted)
    if len(numbers) != 1 or numbers[0] > OLDEST:
        return plain
    return Understood(noted - numbers[0] if way == "older" else noted + numbers[0], sure=True)


def _year(text: str, plain: Reading, setting: Setting) -> Reading:
    """When I was 25: one of two years."""
    born, said = setting.noted().get(f"{setting.question.who}.birth_year"), tokens(tidy(text))
    when = next(lexicon("calendar", "when_aged").find(said), None)
    aged = [int(token.text) for token in said if token.kind == "number" and token.text.isdecimal()]
    other = setting.noted().get(setting.of_other())
    if isinstance(plain, Misread) and "same" in replies(text) and isinstance(other, int):
        return Understood(other)
    if isinstance(plain, Misread) and when and isinstance(born, int) and len(aged) == 1 and aged[0] < OLDEST:
        return Readings((born + aged[0], born + aged[0] + 1), "two")
    apart = next(lexicon("arithmetic", "years_apart").find(said), None)
    counts = [int(key.partition(".")[2]) for one in lexicon("calendar", "small").find(said) for key in one.keys[:1]]
    if apart and isinstance(plain, Misread) and isinstance(other, int) and len({*aged, *counts}) == 1:
        number = (*aged, *counts)[0]
        return Understood(other + number if "years_apart.after" in apart.keys else other - number, sure=True)
    years = [int(token.text) for token in said if re.fullmatch(r"(?:19|20)\d\d", token.text)]
    of_year = isinstance(plain, Readings) and len(years) == _TWO and lexicon("grammar", "link").at(said, 1)
    if of_year and "link.for" in of_year.keys:  # paid in 2019 for 2018
        return Understood(years[-1], sure=True)
    return plain


def _by_year(text: str, plain: Reading, setting: Setting) -> Reading:
    """The most allowed in each of the years that are named: by the birth year, and for both ages where it is open."""
    plainly = tidy(text)
    most = any("inside.most" in one.keys for one in lexicon("replies", "inside").find(tokens(plainly)))
    years = sorted({year for year in lists.years_in(plainly) if year in law.years()})
    sums = [one for one in amounts.find(plainly) if one.kind != "year"]
    if not isinstance(plain, Misread) or not most or not years or sums or not setting.fact.endswith(".contributions"):
        return plain
    if set(lists.years_in(plainly)) - {*years} or years[-1] > setting.today.year:
        return plain
    born = setting.noted().get("you.birth_year")
    ages = (born, born) if isinstance(born, int) else (years[0], years[0] - OLDEST)
    ways = [[f"{year}:{dollar_limit(year, year - of).money:f}" for year in years] for of in dict.fromkeys(ages)]
    return Understood(ways[0]) if len(ways) == 1 else Readings(tuple(ways), "two")


_READERS: Mapping[str, Callable[[str, Reading, Setting], Reading]] = {
    "money": _money,
    "cap": _cap,
    "several": _several,
    "choice": _choice,
    "yes_no": _yes_no,
    "state": _state,
    "birth_year": _birth_year,
    "year": _year,
    "by_year": _by_year,
}
