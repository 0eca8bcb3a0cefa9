"""Which reading of a doubt is meant by words beside a list that waits: "1982", "not 1981", "the second", "hers"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dialogs.interview import agenda as agendas
from dialogs.interview.questions import card_of, label
from dialogs.session import Stage, Told
from dialogs.text import bare, tidy
from dialogs.understanding import amounts, judge
from dialogs.understanding.buttons import meant_by
from dialogs.understanding.clauses import clauses, is_harmless
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark, sentence, sentences
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.questions import is_question
from dialogs.understanding.replies import replies
from dialogs.understanding.slots import COUPLE
from dialogs.understanding.tokens import tokens

Doubt = tuple[tuple[str, Told], ...]
_NAMING = frozenset({"thing", "act", "ira", "plan"})
_SHORT = 2  # letters of a word that names nothing; digits of a year
_SAYING = _NAMING | {"word"}
_HEAVY = frozenset({"not", "amount", "share", "age", "state", "status", "other", "circ"})  # more than a name


def settled_doubt(message: Message) -> Heard | None:
    """The readings that are meant; where several of a doubt can be, it is asked of these alone."""
    session = message.session
    waits = session.stage is Stage.CONFIRMING
    if waits and (heard := _of_the_list(message)):
        return _with_the_rest(message, heard) if heard.event == "several" else heard
    if not waits and (message.question is None or message.question.card.kind != "money"):
        return None  # a year answers what is asked
    told = session.answers.keys() | session.found.keys()
    hinted = [doubt for doubt in session.hinted if told.isdisjoint(fact for fact, _ in doubt)]
    later = _settles(hinted, lambda doubt: _of_each(message, hinted, doubt))
    return replace(later, event="noted") if later and not waits and len(later.found) == 1 else later


def _with_the_rest(message: Message, heard: Heard) -> Heard:
    """With what else was told or asked beside: 1970, and I have a SEP; where nothing was, the list is settled."""
    of_them = {fact for doubt in message.session.doubts for fact, _ in doubt}
    told = message.told
    found = {fact: value for fact, value in told.found.items() if fact not in of_them}
    others = tuple(doubt for doubt in told.doubts if not {fact for fact, _ in doubt} & {*of_them, *heard.found})
    asked = [one for one in sentences(message.text) if is_question(one)]
    wrong = next(lexicon("replies", "is_wrong").find(tokens(tidy(message.text))), None) or _denials(message)
    if not (found or others or told.lost or asked or wrong):
        return replace(heard, reason="settled")
    return replace(
        heard,
        found={**found, **heard.found},
        doubts=(*heard.doubts, *others),
        lost=told.weighty,
        reason="asked" if asked else "",
        text=" ".join(asked) or message.text,
    )


def _of_the_list(message: Message) -> Heard | None:
    """What settles a doubt of the list that waits."""
    doubts, denials = message.session.doubts, _denials(message)
    if denials and len(doubts) == 1 and _is_denied(message, denials, doubts[0]):
        return Heard("neither")
    if single := {one for doubt in doubts if len(doubt) == 1 for one in _told(message, doubt)}:
        return Heard("several", found=dict(single))  # State Washington, yes
    ways: list[Callable[[Doubt], Doubt]] = [
        *([lambda doubt: _without(message, denials, doubt)] if denials else []),
        lambda doubt: _told(message, doubt),
        lambda doubt: _of_each(message, doubts, doubt),
        lambda doubt: _named(message, message.text, doubt),
    ]
    return next((heard for way in ways if (heard := _settles(doubts, way))), None)


def _settles(doubts: Sequence[Doubt], way: Callable[[Doubt], Doubt]) -> Heard | None:
    narrowed = [left for doubt in doubts if 0 < len(left := way(doubt)) < len(doubt)]
    found = {fact: value for left in narrowed if len(left) == 1 for fact, value in left}
    return (
        Heard("several", found=found, doubts=tuple(left for left in narrowed if len(left) > 1)) if narrowed else None
    )


def _denials(message: Message) -> Sequence[str]:
    parts = clauses(message.text, message.said.today, message.session.names)
    return [part.text[no.end - part.start :].strip(" .!$") for part in parts for no in part.of("not")[:1]]


def _is_denied(message: Message, denials: Sequence[str], doubt: Doubt) -> bool:
    """Whether all that a doubt may be is denied, and nothing else told: that's not my pay."""
    alone = len(doubt) == 1 and not message.told.facts - {fact for fact, _ in doubt}
    return alone and any(_means(message, text, doubt[0]) or _names_it(message, text, doubt[0]) for text in denials)


def _names_it(message: Message, text: str, one: tuple[str, Told]) -> bool:
    """Whether words are the name of a fact: of "my pay" the pay."""
    known = _weighty(bare(label(one[0], message.agenda.facts.tax_year)), message.said.today)
    said = {word for word in bare(text).split() if not is_harmless(word)}
    return bool(said) and said <= known


def line_left_out(message: Message) -> Heard | None:
    """A line of the list that is to be taken off it, or one thing of a line, with what else is told behind that:
    remove the AGI; the state is wrong; no inherited IRA, that was land, and my pay is 48k.
    """
    session = message.session
    if session.stage is not Stage.CONFIRMING or session.ticking:
        return None
    head, rest = _head(message.text)
    taken = _taken_off(message, head)
    if taken is None or not rest:
        return taken
    told = message.hears(rest)
    off = {[*session.found][int(taken.text)]: None} if taken.event == "leave_out" else taken.found
    return replace(
        taken, event="several", text=rest, found={**told.found, **off}, doubts=told.doubts, lost=told.weighty
    )


def _head(text: str) -> tuple[str, str]:
    """What a text begins with, up to the first mark, and the rest."""
    cut = next(
        (one for one in tokens(text) if one.kind == "mark" and one.text in ",.;!" and one.start > 3), None
    )  # no,
    return (text[: cut.start], text[cut.end :].strip()) if cut else (text, "")


def _taken_off(message: Message, text: str) -> Heard | None:
    session = message.session
    said = tokens(tidy(text))
    if any(token.kind == "number" for token in said):
        return None
    led, denied = (lexicon("replies", name).at(said, 0) for name in ("takes_off", "denies_a_line"))
    closing = (one for one in lexicon("replies", "is_wrong").find(said) if one.end >= len(said) - 1)
    closed = next((one for one in closing if led is None or one.first >= led.end), None)
    begun = led or (None if closed else denied)
    if not (begun or closed):
        return None
    named = said[begun.end if begun else 0 : closed.first if closed else len(said)]
    words = {bare(one.text) for one in named if one.kind == "word"} - {*data("replies")["of_a_line"]["words"]}
    lines = {
        fact: set(bare(label(fact, message.agenda.facts.tax_year)).split())
        for fact in [*session.found, *(fact for doubt in session.doubts for fact, _ in doubt)]
    }
    known = set[str]().union(*lines.values())
    words = {word for word in words if word in known or not is_harmless(word)}
    meant = [fact for fact, own in lines.items() if words and words <= own] if led or closed else []
    if len(meant) == 1 and meant[0] in session.found:
        return Heard("leave_out", text=str([*session.found].index(meant[0])))
    if not meant and (left := _things_left(words, session.found)):
        return Heard("several", found=left)
    doubted = len(session.doubts) == 1 and bool(meant) and {*meant} <= {fact for fact, _ in session.doubts[0]}
    return Heard("neither") if doubted else None


def _things_left(words: Collection[str], found: Mapping[str, Told]) -> dict[str, Told]:
    """The one line with a thing that words name, without that thing; None where nothing is left of it."""
    left: list[tuple[str, Told]] = []
    for fact, value in found.items():
        card = card_of(fact)
        if card is None or not isinstance(value, list):
            continue
        own = {key: {*bare(card.choices[key].label).split(), key} for key in value if key in card.choices}
        weighty = {word for word in words if not is_harmless(word)} - {"ira", "iras", "plan", "account"}
        meant = [key for key, label_words in own.items() if weighty and weighty <= label_words]
        if len(meant) == 1:
            left.append((fact, [key for key in value if key not in meant] or None))
    return dict(left) if len(left) == 1 else {}


def _without(message: Message, denials: Sequence[str], doubt: Doubt) -> Doubt:
    """What is left of it: not 1981, it isn't the AGI."""
    denied = [one for text in denials for one in doubt if _means(message, text, one)]
    denied = denied or [one for text in denials for one in _named(message, text, doubt)]
    return tuple(one for one in doubt if one not in denied)


def _told(message: Message, doubt: Doubt) -> Doubt:
    """The one reading of all the doubts that is told itself: 1982."""
    sums = [span.values[0] for span in amounts.find(tidy(message.text)) if span.kind == "money" and span.values]
    right = next(lexicon("replies", "is_right").find(tokens(tidy(message.text))), None)
    again = (
        {f"{value:f}" for value in sums} if right and not _denials(message) else set[str]()
    )  # the 231,000 is right
    alone = (one[0] for one in message.whole.doubts if len(one) == 1)
    told = {**dict(alone), **message.whole.found}
    meant = [
        (fact, value)
        for each in message.session.doubts
        for fact, value in each
        if told.get(fact, ...) == value or value in again or _means(message, message.text, (fact, value))
    ]
    return tuple(one for one in doubt if meant == [one])


def _means(message: Message, text: str, reading: tuple[str, Told]) -> bool:
    fact, value = reading
    card = card_of(fact)
    return card is not None and meant_by(text, card, message.said) == value


def _of_each(message: Message, doubts: Sequence[Doubt], doubt: Doubt) -> Doubt:
    """One reading of every doubt: 1982 and 1985. A year alone will do: nothing else is told by it."""
    words = tokens(tidy(message.text))
    said = {token.text for token in words if token.kind == "number"}
    years = {f"19{one}" if len(one) == _SHORT else one for one in said}  # 85 and 83 are the years; 66 and 68
    offered = {str(value) for each in doubts for _, value in each}
    if next(lexicon("people", "of_years").find(words), None) or (years != said and years <= offered):
        said = years
    options = [one for each in doubts for one in each if str(one[1]) in said]
    a_year = message.text.strip(" .!").isdecimal() and all(isinstance(value, int) for _, value in options)
    settles = len({fact for fact, _ in options}) == len(options) == len(said) and (len(said) > 1 or a_year)
    return tuple(one for one in doubt if settles and one in options)


def _named(message: Message, text: str, doubt: Doubt) -> Doubt:
    """The readings that words name without a figure: "the second", "that's our AGI", "my wife's"."""
    said, plain = [token for token in tokens(tidy(text)) if token.kind != "mark"], tidy(text)
    marks = sentence(plain, message.said.today, message.session.names).marks
    if is_question(message.text) or "unsure" in replies(text):
        return ()
    place = next(lexicon("replies", "place").find(said), None)
    if place and len(message.session.doubts) == 1:
        rest = [one for number, one in enumerate(said) if not place.first <= number < place.end]
        number = int(place.keys[0].partition(".")[2])
        return doubt[slice(number, number + 1 or None)] if all(is_harmless(one.text) for one in rest) else ()
    if any(mark.kind in _HEAVY for mark in marks):
        return ()
    owners = {mark.kind for mark in marks} & {*COUPLE}
    left = tuple(one for one in doubt if agendas.bound(one[0]).who in owners)
    of_one = left if len(owners) == 1 and len({agendas.bound(fact).who for fact, _ in doubt}) > 1 else doubt
    return _by_words(message, text, [mark for mark in marks if mark.kind not in COUPLE], of_one)


def _by_words(message: Message, text: str, marks: Sequence[Mark], doubt: Doubt) -> Doubt:
    """Those whose names have the words, or that what is named belongs to."""
    plain, today, year = tidy(text), message.said.today, message.agenda.facts.tax_year
    labels = {fact: _weighty(bare(label(fact, year)), today) for fact, _ in doubt}
    known = set[str]().union(*labels.values())
    said = {word for one in marks if one.kind in _SAYING for word in bare(plain[one.start : one.end]).split()}
    told = {word for word in said if word in known or not is_harmless(word)}
    things = [mark for mark in marks if mark.kind in _NAMING]
    if not (told or things):
        return doubt
    if by_label := tuple(one for one in doubt if told and told <= labels[one[0]]):
        return by_label
    own = [one for one in doubt if things and judge.belong(things, agendas.bound(one[0]))]
    return tuple(one for one in own if told & known <= labels[one[0]])


def _weighty(words: str, today: date) -> frozenset[str]:
    """The words that say what it is: no "all", and no "on" of what an account holds."""
    marks = sentence(words, today, {}).marks
    named = [words[mark.start : mark.end].split() for mark in marks if mark.kind in _NAMING]
    return frozenset(word for said in named for word in said if len(word) > _SHORT) | {
        mark.key for mark in marks if mark.kind == "word" and not is_harmless(mark.key)
    }
