"""Answers in words that stand for an amount: the most, all of it, none to speak of, the same as hers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from calc import law
from calc.worksheets.ira_limit import dollar_limit
from dialogs.interview.suggested_amounts import before_catch_up, offered
from dialogs.phrases import money, say
from dialogs.session import Told
from dialogs.understanding import amounts
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.setting import COUPLE, ZERO, Setting, choose_of, told_as
from dialogs.understanding.reckoning.words import is_part, refers
from dialogs.understanding.replies import replies
from dialogs.understanding.tokens import Token

_OLD = 99  # an age at which every catch-up is open


def as_reply(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    found = replies(plain)
    if is_part(plain):  # half the limit
        found = frozenset()
    if "most" in found:
        return most(setting, said)
    if "all" in found and setting.fact == "save":
        return DontKnow()
    if "all" in found:
        values = whole_amount(setting)
        left_today = setting.name == "converted" and len(values) == 1  # what is there now was not converted
        return Readings(tuple(map(told_as, values)), "all") if left_today else choose_of(values)
    if "same" in found:
        return _same(plain, setting)
    return None


def most(setting: Setting, said: Sequence[Token] = ()) -> Reading | None:
    """The limit of the year; where no one amount is the limit, all that is allowed is an answer by itself."""
    question = setting.question
    only_ira = next(lexicon("accounts", "ira").find(said), None) or next(
        lexicon("arithmetic", "no_mega").find(said), None
    )
    if question.fact == "save" and only_ira:  # just the IRA limit
        whose = COUPLE if setting.agenda.facts.joint else COUPLE[:1]
        most_of = [offered("contributed", setting.agenda.facts, who, None)[:1] for who in whose]
        return Readings((told_as(sum((one for of in most_of for one in of), ZERO)),), "one") if all(most_of) else None
    if question.fact == "save":
        return DontKnow()
    limits = offered(question.card.id, setting.agenda.facts, question.who, question.kind)
    if limits and setting.name in {"contributed", "contributed_roth", "contributed_prior", "deferrals"}:
        if next(lexicon("arithmetic", "no_catch_up").find(said), None):
            return choose_of(before_catch_up(question.card.id, setting.agenda.facts, question.kind))
        return Understood(told_as(limits[0]))
    return choose_of(_most_of_desk(setting) or whole_amount(setting)) or Misread("most")


def all_but(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """All that may go in, or all there was, less an amount: all but 500; to be tapped."""
    led = lexicon("replies", "all_but").at(said, 0)
    spans = [span for span in amounts.find(plain) if span.kind != "year" and len(span.values) == 1]
    if led is None or "all_but.all" not in led.keys or len(spans) != 1 or led.end >= len(said):
        return None
    if spans[0].start != said[led.end].start or plain[spans[0].end :].strip(" .!"):
        return None
    whole, less = most(setting), spans[0].values[0]
    of_all = [Decimal(str(whole.value))] if isinstance(whole, Understood) else [*whole_amount(setting)]
    left = [(one, one - less) for one in of_all if one > less]
    if not left:
        return None
    worked = say("talk.worked.minus", first=money(left[0][0]), second=less) if len(left) == 1 else ""
    return Readings(tuple(told_as(rest) for _, rest in left), "one" if len(left) == 1 else "two", worked)


def _most_of_desk(setting: Setting) -> tuple[Decimal, ...]:
    """The IRA limit of the year that a desk is about: by the birth year, else under 50 and from 50 on."""
    desk, _, name = setting.fact.partition(".")
    noted = setting.noted()
    year, born = noted.get(f"{desk}.year"), noted.get("you.birth_year")
    if setting.question.card.of != "desk" or name != "contributed" or not isinstance(year, int):
        return ()
    if year not in law.years():
        return ()
    ages = (year - born,) if isinstance(born, int) else (0, _OLD)
    return tuple(dict.fromkeys(dollar_limit(year, age).money for age in ages))


def whole_amount(setting: Setting) -> tuple[Decimal, ...]:
    """What "all of it" can be."""
    who, name = setting.question.who, setting.name
    match name:
        case "contributed_late" | "excess" | "late":
            desk = setting.fact.partition(".")[0]
            facts: tuple[tuple[str, ...], ...] = ((f"{who}.contributed",),)
            if setting.question.card.of == "desk":
                facts = ((f"{desk}.contributed",),)
        case "converted_simple":
            return _least(setting, f"{who}.converted")
        case "withdrew_early":
            return _least(setting, f"{who}.withdrew")
        case "pay":
            return _least(setting, f"{who}.compensation")
        case "converted":
            put_in = (f"{who}.contributed", f"{who}.contributed_prior")
            facts = (put_in, tuple(f"{who}.{kind}" for kind in ("traditional", "rollover", "sep", "simple")))
        case "year_end_value":
            facts = (tuple(f"{who}.{kind}" for kind in ("traditional", "rollover", "sep", "simple")),)
        case _:
            return ()
    known = (setting.dollars(*names) for names in facts)
    return tuple(dict.fromkeys(value for value in known if value))


def _least(setting: Setting, *facts: str) -> tuple[Decimal, ...]:
    known = [value for fact in facts if (value := setting.dollars(fact)) is not None]
    return (min(known),) if known else ()


def _same(plain: str, setting: Setting) -> Reading | None:
    """As the other spouse, or as what it is the same money as."""
    other = setting.of_other()
    noted = setting.noted()
    points = [reference for reference in ("mine", "theirs") if refers(plain, reference)]
    if other in noted and (points or setting.question.who == "spouse") and noted[other] is not None:
        return Understood(noted[other], _worked_same(noted[other]))
    if points and setting.name != "employer_money":
        return Misread("same_unknown")
    who = setting.question.who
    alike = {
        "converted": ((f"{who}.contributed",), (f"{who}.contributed", f"{who}.contributed_prior")),
        "contributed_prior": ((f"{who}.contributed",),),
        "contributed_late": ((f"{who}.contributed",),),
        "prior_wages": ((f"{setting.fact.rpartition('.')[0]}.pay",), (f"{who}.compensation",)),
        "employer_money": ((f"{setting.fact.rpartition('.')[0]}.deferrals",),),
        "pay": ((f"{who}.compensation",),),
        "wages": (tuple(f"{one}.compensation" for one in COUPLE),),
    }.get(setting.name, ())
    if setting.name == "agi" and (pays := setting.dollars(*(f"{one}.compensation" for one in COUPLE))):
        return Readings((told_as(pays),), "one")  # the same as the pay, or as last year
    values = tuple(dict.fromkeys(value for names in alike if (value := setting.dollars(*names))))
    if not values and setting.name == "year_end_value":  # what there is now
        values = offered(setting.question.card.id, setting.agenda.facts, who, setting.question.kind)[:1]
    return choose_of(values) or Misread("same_unknown")


def _worked_same(value: Told) -> str:
    del value
    return say("talk.worked.same")


def a_few(plain: str, said: Sequence[Token], setting: Setting) -> Reading | None:
    """Next to nothing: it can be called none."""
    del plain, setting
    found = next(lexicon("arithmetic", "none").find(said), None)
    rest = [token for token in said if token.kind == "number"]
    return Readings(("0",), "bound") if found and not rest and len(said) - (found.end - found.first) < _FEW else None


_FEW = 6  # other words; terms; below which an amount beside thousands is unclear
