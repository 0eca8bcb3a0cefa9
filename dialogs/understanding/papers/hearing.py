"""A paper among the things that are said: pasted whole, line after line, or sent as a file.

What was sent so far is kept until its facts are confirmed, without the words that no paper of its kind needs: names,
addresses and numbers of accounts are not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from calc.checking.tables import table
from dialogs.interview.questions import card_of
from dialogs.messages import Kind
from dialogs.session import Stage, Told
from dialogs.text import bare, tidy, ways_to_say
from dialogs.understanding import amounts, answers
from dialogs.understanding.lexicon import lexicon
from dialogs.understanding.lexicon import pattern as words_pattern
from dialogs.understanding.message import Heard, Message
from dialogs.understanding.papers import (
    LONGEST,
    UNKNOWN,
    answered,
    first_person,
    heading_of,
    is_listed,
    plan_text,
    read,
    speaks,
    sums,
)
from dialogs.understanding.papers.moves import speaks_of_moves
from dialogs.understanding.papers.reading import Context, Reading, told_amount
from dialogs.understanding.papers.scan import Text, unglued
from dialogs.understanding.papers.words import pattern, words
from dialogs.understanding.questions import is_question
from dialogs.understanding.readings import Understood
from dialogs.understanding.tokens import tokens
from dialogs.understanding.verbs import command, in_words

MINE, SPOUSES = "you", "spouse"
OWNERS = (MINE, SPOUSES)
FILES = ("marks", "form_1099r", "form_5498", "form_w2", "returns", "stub", "statement", "plan", "moves")
OF_A_YEAR = ("W-2", "5498", "8606", "1040")  # that tell facts of the year they are of
ADDED = ("W-2", "5498")  # of which a person may have several, whose amounts are added up
SUMS = frozenset(
    {
        "compensation",
        "deferrals",
        "roth_deferrals",
        "contributed",
        "contributed_roth",
        "converted",
        "sep_contribution",
    }
)
BESIDE, INSTEAD = "beside", "instead"  # of what is noted already
SEVERAL = 3  # facts of a paper, in which a question is but a heading
_BRIEF = 12  # words; of an answer that only names a paper
FAMILIAR = 0.6  # of the words of a line that goes on with a paper
_OF_A_PERSON = frozenset({"filing_status", "you.birth_year", "spouse.birth_year"})  # in no letter about a plan
_IN_WORDS = frozenset({"yes_no", "choice", "several"})
STUB = "stub"
_NUMBER = re.compile(r"[\s:#.]{0,4}([\dx*-]*\d{3}[\d-]*)(?![\d,.]*\d)")  # behind what it is a number of; no amount
_LONG = re.compile(r"(?<![\d.])\d{9,}(?![\d.])")  # more digits in a row than an amount has here
STATEMENTS = ("plan_statement", "ira_statement", "plan")  # of which it may show only later which it is
PROSE = ("plan", "mail")  # kept as they are: each sentence is read by itself


def pasted(message: Message) -> Heard | None:
    """A paper, or more of one; None where the words are something else."""
    said, session = message.said.text, message.session
    if said.lstrip().startswith("/"):
        return about_it(message)
    if bare(said) in ways_to_say("yes") | ways_to_say("no"):
        return None
    if in_words(message.text) and not (session.reading and _stands_on_papers(said)):
        return None
    question = message.question
    boxes = question is not None and question.card.kind == "boxes"
    if question and boxes and isinstance(answers.read(said, question.card, message.said.today), Understood):
        return None
    if session.reading:
        more = _more(message)
        if more is not None:
            return more
    found = read(said, _context(message))
    brief = found is not None and "\n" not in said.strip() and len(found.found) < SEVERAL
    asked_here = is_question(said) and "?" in answered(Text.of(said)).text
    if found is None or (brief and asked_here and message.figured(said)):
        return None  # "my W-2's box 3 was 152,300, must the catch-up be Roth?"
    if _is_of_a_story(found, said, message):
        return None
    if found.kind in PROSE and found.unfinished and isinstance(message.reading, Understood):
        return None  # the plan allows neither
    if found.kind in PROSE and _OF_A_PERSON & message.told.found.keys():
        return None  # "Hi, this is Kavita. Single filer, born 1990. Company 401k: …"
    if found.unfinished and brief and _is_an_answer(message):
        return None  # w2 178
    asked = "" if question is None else question.fact.partition(".")[2]
    if found.kind in PROSE and brief and {name.partition(".")[2] for name in found.found} == {asked}:
        return None  # the answer to what is asked, in a line
    if found.kind == STUB and _is_of_so_far(found, message):
        return None  # so far, or all year: it is asked
    heard = _heard(found, said, message, scanned=False)
    answers_it = (
        question is not None
        and question.card.kind == "money"
        and (isinstance(message.reading, Understood) or question.fact in message.told.facts)
    )
    told = heard.found or heard.doubts or session.reading or (found.unfinished and found.year)
    worded = question is not None and question.card.kind in _IN_WORDS and isinstance(message.reading, Understood)
    if worded and not told and len(said.split()) <= _BRIEF:
        return None  # nope, W-2 only
    spoken = next(lexicon("people", "you", "spouse", "both").find(tokens(tidy(said))), None) is not None
    counted = answers_it and isinstance(message.reading, Understood) and bool(message.reading.worked)
    if answers_it and (spoken or counted) and len(said.split()) <= _BRIEF and not told:
        return None  # my W-2's box 5 is 143,882; 300 per pay period, 26 paychecks
    return heard


def _is_an_answer(message: Message) -> bool:
    """Whether a form is named beside the one amount that is asked for; a day or the number of something is none."""
    question, said = message.question, message.said.text
    if question is None or question.card.kind != "money" or message.told.found.keys() - {question.fact}:
        return False  # activity for SEP-IRA 2207
    text = Text.of(said)
    printed = bool(text.days) or any(_numbers_of(text))  # OMB No. 1545-0008
    return not printed and len([one for one in amounts.find(tidy(said)) if one.kind == "money"]) == 1


def _is_of_a_story(found: Reading, said: str, message: Message) -> bool:
    """Whether a form is only named among what somebody tells: single, w2 178; line 14 of my 8606 says 19k."""
    if found.kind in PROSE:
        return False
    others = message.told.found.keys() - _named(found, message).keys()
    tells_nothing = not (found.found or found.boxes or "\n" in said)
    of_a_person = tells_nothing and len(_OF_A_PERSON & others) > 1
    return of_a_person or (len(others) > 1 and speaks(Text.of(said)))


def _is_of_so_far(found: Reading, message: Message) -> bool:
    """Whether a line that somebody copied tells what there is so far, which ordinary words offer for the year too."""
    facts = _named(found, message)
    doubts = [doubt for doubt in message.told.doubts if len({fact for fact, _ in doubt}) == 1 < len(doubt)]
    each = len(Text.of(message.said.text).money) == len(facts)  # one amount for each, of no period
    plain = each and facts.keys() <= message.told.facts
    return plain and any(facts.get(doubt[0][0]) == doubt[0][1] for doubt in doubts)


def sent(message: Message) -> Heard:
    """The text of a file."""
    scanned = message.said.kind is Kind.SCAN
    text = unglued(message.said.text) if scanned else message.said.text
    found = read(text, _context(message), surely=True)
    if found is None or (found.unfinished and not found.boxes):
        return Heard("paper_unread", reason="nothing_found" if message.text else "no_text")
    if scanned:
        found = sums.confirmed(found, Text.of(text))
    return _heard(found, text, message, scanned=scanned)


def about_it(message: Message) -> Heard | None:
    """Whose the paper is, which year it is of, or whether it comes beside what is noted, by a button."""
    typed = command(message.said.text.strip())
    if typed is None or typed[0] != "paper" or not message.session.reading:
        return None
    return _told(typed[1], message)


def _told(what: str, message: Message) -> Heard | None:
    whole = message.session.reading
    how, _, who = what.partition(" ")
    context = _context(message)
    if how in {BESIDE, INSTEAD}:
        found = _read_again(whole, replace(context, who=who) if who in OWNERS else context, message)
        return None if found is None else _heard(found, whole, message, how=how)
    if what in OWNERS:
        found = _read_again(whole, replace(context, who=what), message)
        return None if found is None else _heard(replace(found, who=what), whole, message)
    if re.fullmatch(r"(?:19|20)\d\d", what):
        whole = f"{whole}\nfor tax year {what}"
        found = _read_again(whole, context, message)
        return None if found is None else _heard(found, whole, message)
    return None


def _read_again(whole: str, context: Context, message: Message) -> Reading | None:
    """The paper that was begun; of one that was read off a picture what it confirms itself."""
    found = read(whole, context, surely=True)
    return sums.confirmed(found, Text.of(whole)) if found and message.session.reading_scanned else found


def _more(message: Message) -> Heard | None:
    """The next line of the paper that is being sent, or an answer to what was asked about it."""
    said, session = message.said.text, message.session
    if session.reading_asks and (what := _answers(said)):
        return _told(what, message)
    context = _context(message)
    before = _read_again(session.reading, context, message)
    if before is None or _own_words(said, before, message) or _begins(said, before):
        return None
    whole = f"{session.reading}\n{said}"[:LONGEST]
    found = _read_again(whole, context, message)
    if found is None or not _one_paper(before, found):
        return None
    changed = _what_it_tells(found) != _what_it_tells(before)
    if not (changed or _goes_on(said, found.kind, message)):
        return None
    if not changed and found.kind in PROSE:  # an amount that tells nothing is named
        found = replace(found, left=(*found.left, *_unplaced(said)))
    return _heard(found, whole, message, tuple(_named(before, message)))


def _unplaced(said: str) -> Iterator[tuple[str, Decimal]]:
    text = Text.of(said)
    at = 0
    for piece in text.money:
        label = re.sub(r"\W+", " ", text.text[at : piece.start]).strip()
        at = piece.end
        if piece.value:
            yield label, piece.value


def _what_it_tells(one: Reading) -> tuple[object, ...]:
    return one.found, one.boxes, one.year, [note.name for note in one.notes]


def _one_paper(before: Reading, found: Reading) -> bool:
    """Whether the whole is still the paper that was begun: what kind it is may show only later."""
    kinds = {found.kind, before.kind}
    return len(kinds) == 1 or before.unfinished or kinds <= set(PROSE) or kinds <= set(STATEMENTS)


def _goes_on(said: str, kind: str, message: Message) -> bool:
    """Whether a line that tells nothing by itself stands on a paper: words of such papers, columns of amounts, codes.

    One amount answers what is asked, where the line before it waits for none.
    """
    if kind in PROSE:
        return _is_of_prose(said, kind, message)
    own = re.findall(r"[a-z]{2,}", tidy(said))
    if not own:
        return not _is_one_amount(said) or _waits(message.session.reading.rpartition("\n")[2])
    if _familiar(own, kind):
        return True
    answered = message.question is not None and isinstance(message.reading, Understood)
    return kind not in PROSE and not answered


def _is_of_prose(said: str, kind: str, message: Message) -> bool:
    """Whether a line goes on with a plan's paper or a letter: a question among others, a label and what is said of
    it, a sentence about the plan, the words of such letters. An amount has its place, or belongs to a letter about
    accounts.
    """
    text = Text.of(said)
    if "?" in said:
        return True
    alone = read(said, _context(message))
    if kind == "plan" and alone is not None and alone.kind == "plan":
        return True
    labelled = words_pattern("papers", "a_label").match(text.text) is not None
    if text.money and not (labelled and kind == "mail" and speaks_of_moves(text.text)):
        return False
    if labelled:
        own = re.findall(r"[a-z]{2,}", text.text)
        return not _is_told(kind, message) and sum(word in _bag() for word in own) >= FAMILIAR * len(own)
    return plan_text.about_a_plan(text) or pattern("moves", "mail", "signs").search(text.text) is not None


def _is_told(kind: str, message: Message) -> bool:
    """Whether ordinary words correct what is on the list, or tell an amount or something of a plan beside it."""
    told = message.told.found
    amounts = any(isinstance(value, str) and re.search(r"\d", value) for value in told.values())
    of_a_plan = any(".plans." in fact for fact in told)
    return (kind == "plan" and (amounts or of_a_plan)) or bool(told.keys() & message.session.found.keys())


def _is_one_amount(said: str) -> bool:
    """Nothing else: neither a second one, nor the code of a box."""
    return re.fullmatch(r"[\s$]*\d[\d,.]*[\s%]*", tidy(said)) is not None


def _waits(line: str) -> bool:
    """Whether it ends with a label: neither an amount nor a box to tick is there."""
    text = Text.of(line)
    return not text.money and re.search(r"[\[\]☐☒□]", text.text) is None


def _begins(said: str, before: Reading) -> bool:
    """The heading of another form, or of the next of the same kind; the foot of one tells the year that was open."""
    form = heading_of(Text.of(said))
    return (
        form is not None
        and before.kind != UNKNOWN
        and (form != before.kind or not (before.unfinished or before.year is None or form in ADDED))
    )


def _stands_on_papers(said: str) -> bool:
    """A word that asks for something of the talk, and is a label of a form as well."""
    own = re.findall(r"[a-z]{2,}", tidy(said))
    return bool(own) and all(word in _bag() for word in own)


def _answers(said: str) -> str | None:
    """Mine, my wife's, 2025: what a question about a paper can be answered with."""
    plain = bare(said)
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return plain
    if how := next((how for how in (BESIDE, INSTEAD) if plain in words("marks")["further"][how]), None):
        return how
    if pattern("marks", "whose", "spouse").search(tidy(said)) or plain in words("marks")["whose"]["of_spouse"]:
        return SPOUSES
    return MINE if plain in words("marks")["whose"]["of_you"] else None


def _own_words(said: str, before: Reading, message: Message) -> bool:
    """What somebody says rather than what stands on a paper: there questions have answers, or are listed, and a
    letter says "we" of those who write it.
    """
    text = answered(Text.of(said), listed=is_listed(Text.of(message.session.reading)))
    if "?" in text.text or not first_person(text):
        return "?" in text.text
    if before.kind not in PROSE or pattern("marks", "one_person").search(text.text):
        return True
    of_a_letter = (pattern("marks", "addressed"), pattern("moves", "mail", "signs"))
    theirs = any(words_.search(text.text) for words_ in of_a_letter)
    return not theirs and plan_text.read(text, _context(message)) is None


def _familiar(own: list[str], kind: str) -> bool:
    """Whether most words of a line are words of such papers."""
    return kind not in PROSE and sum(word in _bag() for word in own) >= FAMILIAR * len(own)


@cache
def _bag() -> frozenset[str]:
    """Every word and every code that stands on any paper."""
    codes = frozenset(map(str.casefold, table("form_w2")["box_12"]))
    return codes.union(
        word for name in FILES for phrase in _phrases(words(name)) for word in re.findall(r"[a-z]{2,}", phrase)
    )


def _phrases(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from _phrases(item)
    else:
        for key, item in node.items():
            yield key.casefold()
            yield from _phrases(item)


def _context(message: Message) -> Context:
    """Whose paper it is where it does not say: of a couple the one who is being asked about."""
    facts = message.agenda.facts
    who: str | None = MINE
    if facts.joint:
        asked = message.question.who if message.question else None
        who = asked if asked in OWNERS and message.session.stage is not Stage.CHECK else None
    return Context(facts, message.said.today, who)


def _named(found: Reading, message: Message) -> dict[str, Told]:
    """The facts of a paper under the names of whoever it belongs to."""
    whose = found.who or _context(message).who or MINE
    facts = {name.replace("*.", f"{whose}.", 1): value for name, value in found.found.items()}
    return {name: value for name, value in facts.items() if card_of(name) is not None}


def _heard(
    found: Reading,
    whole: str,
    message: Message,
    replaces: tuple[str, ...] = (),
    *,
    how: str | None = None,
    scanned: bool | None = None,
) -> Heard:
    """replaces: facts that the beginning of the paper seemed to tell. how: beside what is noted, or instead of it."""
    who = found.who or _context(message).who
    whose = who or MINE
    facts = _named(found, message)
    noted = message.session.answers
    differ = _differing(found, facts, message)
    if how == BESIDE:
        facts |= {name: told_amount(Decimal(str(noted[name])) + Decimal(str(facts[name]))) for name in differ}
    new = {name: value for name, value in facts.items() if name not in noted or noted[name] != value}
    asks = ""
    if found.year is None and found.kind in OF_A_YEAR and (new or found.boxes):
        asks, new = "year", {}
    elif who is None and (new or found.boxes) and not found.unfinished:
        asks, new = "whose", {}
    elif differ and how is None and message.session.stage is not Stage.CHECK:
        asks, new = BESIDE, {}
    kept = whole if found.kind in PROSE else _without_names(whole)
    known = bool(facts) and not new
    shown: dict[str, object] = {
        "reading": found,
        "who": whose,
        "asks": asks,
        "known": known,
        "replaces": replaces,
        "scanned": message.session.reading_scanned if scanned is None else scanned,
        "differ": [(name, noted[name], facts[name]) for name in differ],
    }
    return Heard("paper", found=new, text=kept, reason=found.kind.casefold().replace(" ", "_"), shown=shown)


def _differing(found: Reading, facts: dict[str, Told], message: Message) -> list[str]:
    """What is noted already with another amount, where the form may come beside one that was sent before."""
    noted = message.session.answers
    mine = [name for name in facts if found.kind in ADDED and name.rpartition(".")[2] in SUMS]
    amounts = [name for name in mine if isinstance(facts[name], str) and isinstance(noted.get(name), str)]
    try:
        return [name for name in amounts if Decimal(str(noted[name])) not in {0, Decimal(str(facts[name]))}]
    except ArithmeticError:  # what is noted is no amount
        return []


def _without_names(text: str) -> str:
    """The words of papers, amounts, days and codes, line by line; everything else is left out."""
    return "\n".join(_line_without_names(line) for line in text.split("\n"))


def _numbers_of(text: Text) -> Iterator[tuple[int, int]]:
    """Where the number of somebody or of something stands, which is no amount."""
    yield from ((piece.start, piece.end) for piece in text.pieces if piece.kind == "id")
    yield from (number.span() for number in _LONG.finditer(text.text))
    for label in pattern("marks", "numbers_of").finditer(text.text):
        if number := _NUMBER.match(text.text, label.end()):
            yield number.span(1)


def _line_without_names(text: str) -> str:
    pieces = Text.of(text)
    hidden = {*_numbers_of(pieces)}
    plain = (
        "".join(" " if any(a <= n < b for a, b in hidden) else c for n, c in enumerate(pieces.text))
        if hidden
        else pieces.text
    )
    other = words("marks")["other_word"]
    kept = [word if _is_kept(word) else other for word in plain.split()]
    return " ".join(word for word, before in zip(kept, ["", *kept], strict=False) if (word, before) != (other, other))


def _is_kept(word: str) -> bool:
    letters = re.findall(r"[a-z]{2,}", word)
    return all(part in _bag() for part in letters)
