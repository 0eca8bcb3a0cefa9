"""A withdrawal from Roth IRAs told in one message: what is wanted, what was paid in, what was converted and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from calc.effort import once
from dialogs.session import Told
from dialogs.text import tidy
from dialogs.understanding import amounts, dates
from dialogs.understanding.answered import choosing
from dialogs.understanding.lexicon import pattern
from dialogs.understanding.message import Heard, Message

ACCOUNT = "withdraw.account"
_ROOM = "roth_withdrawals"
_CLOSE = 6  # words between an amount and the word behind it that tells what it is
_OF_A_HOUSEHOLD = ("filing_status", ".compensation", ".deferrals")
_STORY = 2  # answers; of less there is nothing to list
_SENTENCE = pattern(_ROOM, "sentence")
_CUE = pattern(_ROOM, "cue")
_TAXED = pattern(_ROOM, "taxed")
_FREE = pattern(_ROOM, "free")
_FIRST = pattern(_ROOM, "first")
_EACH = pattern(_ROOM, "each")
_SPAN = pattern(_ROOM, "span")


@dataclass
class Withdrawal:
    """Dollars; ``None`` for what is not told. converted: by year; free: what of it was not taxed, where that is told.

    lost: the words of amounts that have no place here.
    """

    wanted: Decimal | None = None
    paid_in: Decimal | None = None
    converted: dict[int, Decimal] = field(default_factory=dict)
    free: dict[int, Decimal] = field(default_factory=dict)
    first_year: int | None = None
    lost: list[str] = field(default_factory=list)

    @property
    def all_told(self) -> bool:
        """Whether every amount has its place, and every conversion was said to be taxed or not."""
        return not self.lost and self.free.keys() == self.converted.keys()


def wants_money_out(message: Message) -> Heard | None:
    """Money that somebody wants to take out of a Roth IRA: the desk, with what was told beside it."""
    asked = message.question.fact if message.question else ""
    of_ira = message.session.answers.get(ACCOUNT) == "roth_ira"
    at_the_desk = asked == ACCOUNT or (asked.startswith("withdraw.") and of_ira)
    wishes = pattern(_ROOM, "wish").search(tidy(message.text))
    if not (wishes or (at_the_desk and message.wordy)) or pattern(_ROOM, "other").search(tidy(message.text)):
        return None
    asks = "?" in message.text
    if asks and not at_the_desk and message.figured(message.text):
        return None
    if not at_the_desk and any(fact.endswith(_OF_A_HOUSEHOLD) for fact in message.told.facts):
        return None  # a story of a household
    found, lost = desk_answers(message.text, message.said.today)
    if len(found) < _STORY + (asked != ACCOUNT) and (at_the_desk or asks):
        return None  # the answer to one question, or a question that is no story
    doubts = () if message.agenda.facts.you.birth_year is not None else tuple(choosing.birth_years(message))
    return Heard("several" if at_the_desk else "withdraw", found=found, doubts=doubts, lost=lost)


def is_story(text: str, today: date) -> bool:
    """Whether a withdrawal is told with what was paid in or converted before it, and nothing besides."""
    told = read(text, today)
    return told.wanted is not None and bool(told.paid_in or told.converted) and not told.lost


def asked_at_once(text: str) -> str:
    """What is told behind the command as the question that it asks."""
    return pattern(_ROOM, "as_question").pattern.format(told=text)


def desk_answers(text: str, today: date) -> tuple[dict[str, Told], tuple[str, ...]]:
    """Answers to the desk's questions by their names, and the words of amounts that have no place there."""
    told = read(text, today)
    found: dict[str, Told] = {ACCOUNT: "roth_ira"}
    if told.wanted is not None:
        found["withdraw.amount"] = f"{told.wanted:f}"
    if told.first_year is not None:
        found["withdraw.first_year"] = told.first_year
    if told.paid_in is not None:
        found["withdraw.contributions"] = f"{told.paid_in:f}"
    if not told.converted and pattern(_ROOM, "none").search(tidy(text)):
        found["withdraw.conversions"] = []
    if told.converted:
        found["withdraw.conversions"] = [f"{year}:{amount:f}" for year, amount in sorted(told.converted.items())]
        if told.free.keys() == told.converted.keys():
            found["withdraw.untaxed"] = [f"{year}:{amount:f}" for year, amount in sorted(told.free.items()) if amount]
    return found, tuple(told.lost)


@once
def read(text: str, today: date) -> Withdrawal:
    """What a message tells of a withdrawal; each amount goes with the words of moving money beside it."""
    told = Withdrawal()
    said = tidy(text)
    place = 0
    for sentence in [*(part for part in _SENTENCE.split(said) if part)]:
        place = said.index(sentence, place)
        _sentence(said, place, place + len(sentence), today, told)
    return told


def _sentence(said: str, start: int, end: int, today: date, told: Withdrawal) -> None:
    ages = dates.ages(said, today)
    times = [one for one in dates.find(said, today) if start <= one.start < end and one.said >= dates.Said.YEAR]
    spans = [
        one
        for one in amounts.find(said)
        if start <= one.start < end
        and one.kind == "money"
        and not any(age.start <= one.start < age.end for age in ages)
    ]
    spans = [one for one in spans if not any(when.start <= one.start < when.end for when in times)]
    cues = list(_CUE.finditer(said, start, end))
    if first := _FIRST.search(said, start, end):
        told.first_year = next((one.year for one in times if one.start >= first.start()), None)
    for number, span in enumerate(spans):
        behind = spans[number + 1].start if number + 1 < len(spans) else end
        before = spans[number - 1].end if number else start
        near = [cue for cue in cues if cue.start() < span.start]
        after = next((cue for cue in cues if span.end <= cue.start() < behind), None)
        own = near[-1] if near and near[-1].start() >= before else None
        apart = said[span.end : after.start()] if after else ""
        beside = after if len(apart.split()) <= _CLOSE and "," not in apart else None  # 30k converted
        parted = own is not None and "," in said[own.end() : span.start]
        cue = (beside if parted else None) or own or beside or (near[-1] if near else None)
        kind = cue.lastgroup if cue else None
        if len(span.values) != 1 or kind is None:
            told.lost.append(span.words)
            continue
        amount, year = span.values[0], _year(said, times, before, span, behind)
        several = _years_of_each(said, times, span, behind) if kind == "over" else []
        if kind == "out" and told.wanted is None:
            told.wanted = amount
        elif kind == "put":
            told.paid_in = (told.paid_in or Decimal(0)) + amount
            told.first_year = min(one for one in (told.first_year, year) if one) if told.first_year or year else None
        elif kind == "over" and year is not None and year <= today.year:
            free = _free(said[cue.start() if own and cue else span.end : behind], amount)
            for one in several or [year]:
                told.converted[one] = told.converted.get(one, Decimal(0)) + amount
                if free is not None:
                    told.free[one] = told.free.get(one, Decimal(0)) + free
        else:
            told.lost.append(span.words)


def _year(said: str, times: list[dates.When], before: int, span: amounts.Span, behind: int) -> int | None:
    """The year that heads an amount ("2022: 14,000"), else the one behind it, else one in front of it."""
    after = [one.year for one in times if span.end <= one.start < behind]
    ahead = [one for one in times if before <= one.start < span.start]
    if ahead and not said[ahead[-1].end : span.start].strip(" :-$"):
        return ahead[-1].year
    return after[0] if after else ahead[-1].year if ahead else None


def _years_of_each(said: str, times: list[dates.When], told: amounts.Span, behind: int) -> list[int]:
    """The years of an amount that is told of each of several: "7k each in 2022 and 2023", "7k a year 2021-2024"."""
    if not (_EACH.search(told.words) or _EACH.match(said, told.end)):
        return []
    if span := _SPAN.search(said, told.end, behind):
        return list(range(int(span[1]), int(span[2]) + 1))
    return sorted({one.year for one in times if told.end <= one.start < behind})


def _free(words: str, amount: Decimal) -> Decimal | None:
    """What of a conversion was not taxed: all, nothing, or not told."""
    free, taxed = _FREE.search(words), _TAXED.search(words)
    if bool(free) is bool(taxed):
        return None
    return amount if free else Decimal(0)
