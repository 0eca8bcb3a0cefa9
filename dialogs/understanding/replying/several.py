"""Which of several things are chosen: all but one, both, the first and the third."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.text import tidy
from dialogs.understanding import accounts, answers, choices, dates
from dialogs.understanding.clauses import articles, clauses, danger, is_harmless, weightless
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark, Sentence, sentence
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import DontKnow, Misread, Reading, Readings, Understood
from dialogs.understanding.reckoning.setting import Setting
from dialogs.understanding.replies import replies, sense
from dialogs.understanding.replying.words import FEW, TWO, is_of_a_home, not_yet_old_enough
from dialogs.understanding.tokens import Token, tokens

_NUMBERED = re.compile(r"#?\d{1,2}(?:\s*(?:,|&|\+|;|/|\s)\s*(?:\w+ ){0,2}#?\d{1,2})+\.?")


_TWO_DIGITS = 100


def several_of(text: str, plain: Reading, setting: Setting) -> Reading:
    """Choices by their numbers, both of two, as the other spouse has them."""
    card, said = setting.question.card, replies(text)
    if numbered := _by_number(text, setting) or _by_place(text, setting):
        return Understood(list(numbered))
    if setting.name == "exits" and not_yet_old_enough(text, setting):
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
        case "denied" if not (choices.senses(text, card) or _tells(setting) or is_of_a_home(text, setting)):
            return Understood([])
    if "both" in said and setting.name in _BOTH and (setting.name == "exits" or len(text.split()) > 1):
        return Understood(list(_BOTH[setting.name]))
    if said & {"all"} and len(card.choices) <= FEW:
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
    said = tokens(tidy(text))
    two = any("small.2" in one.keys for one in lexicon("calendar", "small").find(said))
    two = two or next(lexicon("plan", "two_jobs").find(said), None) is not None
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
    joins = any(mark.kind == "link" and "too" in mark.keys for mark in said.marks)
    carries = [
        mark
        for mark in said.marks
        if mark.kind not in {kind, "cut", "time", "you", "both", "spouse"}
        and mark.start not in named  # a pension is money of another kind as well
        and not (mark.kind == "act" and set(mark.keys) <= {"has"})
        and not (mark.kind == "link" and set(mark.keys) & {"only", "too", "more"})
        and not (mark.kind == "link" and "from" in mark.keys and max(named, default=0) < mark.start)
        and not (mark.kind == "other" and "inherited" in keys)  # an inherited one from grandma
        and not (mark.kind == "skip" and not joins)  # a 401(k) at work; also a 401(k) at work: there may be more
        and not (mark.kind == "word" and (mark.key in articles() or mark.key in data("calendar")["small"]["2"]))
        and not (not asks and "old" not in keys and _describes(mark, said, kind))  # a pension from the old one
        and not (mark.kind == "amount" and mark.key == "number")
        and not any(start <= mark.start and mark.end <= end for start, end in light)
    ]
    return [key for key in setting.question.card.choices if key in keys] if kind and keys and not carries else []


def _describes(word: Mark, said: Sentence, kind: str | None) -> bool:
    """Whether an unknown word only says more of an account that is named in the same breath: my hospital's 403(b)."""
    turning = danger() - {*data("grammar")["of_amounts"]["words"]} | {*data("grammar")["had"]["words"]}
    if word.kind != "word" or word.key in turning:
        return False
    edges = [mark.start for mark in said.marks if mark.kind == "cut"]
    edges += [place for place, letter in enumerate(said.text) if letter in ",;+&/"]
    first = max((edge for edge in edges if edge < word.start), default=-1)
    last = min((edge for edge in edges if edge > word.start), default=len(said.text))
    beside = [mark for mark in said.marks if first < mark.start < last]
    strange = [mark for mark in beside if mark.kind == "word" and not is_harmless(mark.key)]
    return len(strange) <= FEW and any(mark.kind == kind for mark in beside)


def _without_denials(text: str, setting: Setting, kind: str | None) -> str:
    """Without the clauses that only say which account there is not: pension only, no 401(k)."""
    parts = clauses(text, setting.today, {})
    kept = [part for part in parts if not (part.of("not") and part.marks[0].kind == "not" and part.of(str(kind)))]
    told = any(part.of(str(kind)) for part in kept)
    return ", ".join(part.text for part in kept) if told and len(kept) < len(parts) else text


def not_the_other(text: str, setting: Setting) -> Reading | None:
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
    if len(found) < TWO or any(one.kind != "mark" and one.text not in data("numbers")["joining"] for one in rest):
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


def one_choice(text: str, plain: Reading, setting: Setting) -> Reading:
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
    if (kept := not_the_other(text, setting)) is not None:
        return kept
    said = replies(text)
    came_to = sense(text)
    named = choices.told_of(text, setting.question.card)
    if 1 < len(named) <= FEW and any(
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
