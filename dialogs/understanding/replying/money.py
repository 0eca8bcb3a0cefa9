"""An amount, said alone, in words, as a part or in thousands, as the answer to the open question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from calc import law
from calc.worksheets.ira_limit import dollar_limit
from dialogs.interview.suggested_amounts import offered
from dialogs.phrases import say
from dialogs.session import Told
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import amounts, by_person, dates, judge, lists, reckoning, shares
from dialogs.understanding.clauses import articles, danger, weightless
from dialogs.understanding.lexicon import data, lexicon, pattern, respelled
from dialogs.understanding.marks import Mark, is_part_of, sentence
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.most import most
from dialogs.understanding.reckoning.setting import AFTERWARDS, Setting, is_current
from dialogs.understanding.reckoning.so_far import SO_FAR, by_now
from dialogs.understanding.reckoning.words import is_part, is_reckoned
from dialogs.understanding.replies import replies, sense
from dialogs.understanding.replying.words import FEW, FINAL, TWO, is_of_a_home, is_suggested
from dialogs.understanding.tokens import Token, tokens
from dialogs.understanding.year_answers import OLDEST


def _timeless(text: str, setting: Setting, *, days: bool = False) -> str:
    """The text without the year that the question is about anyway: nothing for 2025. days: also without a day."""
    plain = tidy(text)
    short = pattern("money", "short_year").search(plain)  # maxed for 26
    if short and int(short[1]) == (setting.agenda.facts.tax_year or setting.today.year) % 100:
        return plain[: short.start()]
    times = dates.find(plain, setting.today)
    of_year = len(times) == 1 and (days or times[0].said is dates.Said.YEAR)
    if not of_year or not is_current(times[0], setting):
        return text
    before = tokens(plain[: times[0].start])
    led = bool(before) and lexicon("grammar", "link").at(before, len(before) - 1) is not None
    return plain[: before[-1].start if led else times[0].start] + plain[times[0].end :]


def an_amount(text: str, plain: Reading, setting: Setting) -> Reading:
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
    if period and (passed := by_now(text, setting, dated=isinstance(plain, Misread))):
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
    leans = leans or (isinstance(plain, Readings) and plain.reason == "negative" and is_reckoned(text))
    worked = reckoning.read(text, setting) if leans else None
    if worked is None and isinstance(plain, Misread):
        worked = by_person.read(text, setting) or _by_sense(text, setting) or _since(text, setting)
        worked = worked or _alone(text, setting)
    if isinstance(worked, Readings) and worked.reason == "thousands" and is_suggested(worked, setting):
        return Understood(worked.values[0], worked.worked or say("talk.worked.thousands"), sure=True)
    read_ = worked or plain
    if isinstance(read_, Understood) and (often := _as_often_as_told(text, read_, setting)):
        return often
    return (_of_the_year(text, read_, setting) if isinstance(read_, Readings) else None) or read_


def _as_often_as_told(text: str, plain: Understood, setting: Setting) -> Reading | None:
    """An amount of which other words say that it comes several times a year: 400 of interest a month."""
    said = tidy(text)
    spans = [span for span in amounts.find(said) if span.kind != "year"]
    each = spans[0].amount if len(spans) == 1 else None
    if plain.worked or not isinstance(each, amounts.Exact) or f"{each.value:f}" != plain.value:
        return None
    values = amounts.in_a_year(said, each.value)
    if len(values) == 1:
        return None
    spread = amounts.Per(each.value, int(values[0] / each.value))
    yearly = None if dates.find(said, setting.today) else _yearly(spread, said, setting)
    return yearly or Readings(tuple(f"{value:f}" for value in values), "period")


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
    held = setting.name in SO_FAR | AFTERWARDS | _COMES_TO or setting.question.card.of == "desk"
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
    if not is_current(times[0], setting) or setting.name in SO_FAR:
        return None
    months = _MONTHS - times[0].first.month + 1
    return Readings((f"{each.value * months:f}", f"{each.value * _MONTHS:f}"), "period")


_MONTHS = 12


_WEEKS_OF_A_YEAR = 52


def _alone(text: str, setting: Setting) -> Reading | None:
    """One amount, and beside it no word but such as belong to any answer, or to this question."""
    plain, card = tidy(text), setting.question.card
    if setting.name in SO_FAR:
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
    dated = setting.name in SO_FAR | AFTERWARDS | _DATED
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
    unknown = [token for token in rest if token.text not in known]
    plainly = yearly is None and value == found[0].values[0]
    if foreign or (unknown and not (plainly and _only_colours(unknown, outside, setting))):
        return None
    return yearly or Understood(f"{-abs(value) if loss and card.signed else value:f}", sure=True)


def _only_colours(unknown: Sequence[Token], marks: Sequence[Mark], setting: Setting) -> bool:
    """Whether a few words that nothing knows only say more of an amount: the roof, what the market did, who told it.

    Not where the words tell what an income is of, and none that can make another amount of it.
    """
    card = setting.question.card
    if card.id in _OF_A_KIND or card.kind != "money" or card.of == "desk" or len(unknown) > _COLOURS:
        return False
    if setting.name in _BY_SOURCE or any(
        mark.kind == "link" and not _TURNING.isdisjoint(mark.keys) for mark in marks
    ):
        return False
    accounts = [mark for mark in marks if mark.kind in _ACCOUNTS]
    if accounts and not judge.belong(accounts, setting.question):
        return False
    turning = danger() | {word for table in _SPOILING for word in data("grammar")[table]["words"]}
    over = {token: [mark for mark in marks if mark.start <= token.start < mark.end] for token in unknown}
    acts = [mark for found in over.values() for mark in found if mark.kind == "act"]
    if any(token.text in turning for token in unknown) or (acts and not judge.belong(acts, setting.question)):
        return False
    return all(mark.kind in _LIGHT for found in over.values() for mark in found)


_OF_A_KIND = frozenset(
    {"agi", "compensation", "pay", "wages", "net_profit", "taken_off", "add_backs"}
)  # of what it is
_COLOURS = 4  # words
_SPOILING = ("turns", "spoils", "had", "did", "was", "once")
_TURNING = frozenset({"of_it", "ytd", "more", "without", "except", "sorry", "instead", "first_one", "than"})
_ACCOUNTS = frozenset({"ira", "plan"})
_LIGHT = frozenset({"word", "you", "both", "link", "cut", "act", *_ACCOUNTS})
_BY_SOURCE = frozenset({"foreign_excluded", "social_security", "self_employment_profit"})


def _is_all_year(time: dates.When) -> bool:
    """Whether it names a whole year: this year, in 2026."""
    return time.said is dates.Said.YEAR


def _was_then(time: dates.When, setting: Setting) -> bool:
    """Whether what is told of a time is what is asked for: of what was paid in for the year before, not what was paid
    in it.
    """
    before = setting.name == "contributed_prior" and time.said is not dates.Said.YEAR
    return is_current(time, setting) and not (before and time.year != setting.agenda.facts.tax_year)


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


_LEAST = Decimal(100)


_TO_THOUSANDS = Decimal(1000)


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
    match sense(text) or (sense(_timeless(text, setting, days=True)) if setting.name in SO_FAR else ""):
        case "unsure":
            return DontKnow()
        case "most" if not is_part(text):
            found = most(setting, tokens(tidy(text)))
            return replace(found, sure=True) if isinstance(found, Understood) else found
        case "denied" if _undeducted(text):
            return Misread("undeducted" if setting.name == "basis" else "no_number")
        case "denied" if is_of_a_home(text, setting):
            return None
        case "denied" if setting.question.card.offers_none and not shares.find(tidy(text)):
            return Understood("0", say("talk.worked.none"), sure=True)
    return _none_in_a_clause(text, setting)


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
    if len(parts) < TWO or sum(map(bool, said)) != 1 or not setting.question.card.offers_none:
        return None
    if not other:
        return Understood("0", say("talk.worked.none"), sure=True)
    then = any(not is_current(time, setting) for time in dates.find(tidy(text), setting.today))
    return Readings(("0",), "mentioned") if then else None


def _ends_in_none(text: str) -> bool:
    """Whether the last words are a reply of their own that there is none yet: he started a business, nothing yet."""
    last = tidy(text).split()[-FEW:]
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


def _leans(text: str, plain: Reading) -> bool:
    """So much a month so far: the months that have passed count."""
    return isinstance(plain, Readings) and plain.reason == "period" and len(text.split()) > FEW


def a_cap(text: str, plain: Reading, setting: Setting) -> Reading:
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


def amounts_by_year(text: str, plain: Reading, setting: Setting) -> Reading:
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
