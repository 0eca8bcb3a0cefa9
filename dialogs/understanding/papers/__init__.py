"""Papers: the text of a form, stub, statement, plan description, e-mail or history, taken apart into facts.

``read`` tells whether a text is a paper and what it says; whatever is not surely a paper is left to the readers of
ordinary words. Each pattern goes over the text once, so a long paper costs as much as its length.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dialogs.text import clean
from dialogs.understanding import lexicon
from dialogs.understanding.papers import boxes, forms, lines, moves, plan_text, statements, stub
from dialogs.understanding.papers.reading import Context, Note, Reading, together
from dialogs.understanding.papers.scan import Text
from dialogs.understanding.papers.words import any_of, pattern, words

LONGEST = 20_000  # characters of a paper
FEW_WORDS = 14  # of a heading that stands alone
BEGUN = 6  # how much it speaks for a form that the first line names it
NEAR_START = 20  # characters before the name of a form that was begun
ROMAN = "i"
UNKNOWN = "paper"  # which one is not seen yet
ELSEWHERE = "elsewhere"
A_RATE = 20  # so little is a rate ("50 cents for each $1") or the number of a section, and no money of anybody
SIGNS = 2  # labels that make a form of a text without its title
RETURNS = ("8606", "5329", "1040")  # of which each year has its own, and none is added to another
FORMS: Mapping[str, Callable[[Text, int | None, Context], Reading]] = {
    "8606": forms.form_8606,
    "5329": forms.lines_of_5329,
    "1099-R": forms.form_1099r,
    "5498": forms.form_5498,
    "W-2": forms.form_w2,
    "1040": forms.lines_of_1040,
}


def read(said: str, context: Context, *, surely: bool = False) -> Reading | None:
    """What the paper tells; None where it is none. ``surely``: it was sent as a file, or goes on with a paper."""
    said = said[:LONGEST]
    while not said.isascii() and len(clean(said)) > LONGEST:  # a character can stand for several
        said = said[: len(said) * 3 // 4]
    apart = _apart(said)
    if len(apart) > 1 and (surely or not _asks(Text.of(said))):
        found = [one for part in apart if (one := _one(part, context, surely=True))]
        if len(found) == len(apart) and not any(one.unfinished for one in found):
            return together(found)
    return _one(said, context, surely=surely)


def _apart(said: str) -> list[str]:
    """A text that holds forms of several kinds, each from its heading on; else the text as it is.

    A heading is the name of a form with its year beside it, or at the beginning of a line, and the form has to be
    there behind it: forms name each other.
    """
    text = "\n".join(clean(line).casefold() for line in said.splitlines())
    starts: list[tuple[int, str]] = []
    marked: set[int] = set()
    year = ""
    for place, form, of_year in sorted(_headings(text)):
        owner = _owner_before(text, place)
        another = form in RETURNS and "" not in {year, of_year} and of_year != year
        begins = place if owner is None else owner
        if owner is not None or another:
            marked.add(begins)
        if not starts or starts[-1][1] != form or another or (owner is not None and owner > starts[-1][0]):
            starts.append((begins, form))
            year = of_year
    starts = [
        (place, form)
        for n, (place, form) in enumerate(starts)
        if _score(form, Text.of(text[place : starts[n + 1][0] if n + 1 < len(starts) else None]), surely=False) > 1
    ]
    cuts = [place for n, (place, form) in enumerate(starts) if n and (starts[n - 1][1] != form or place in marked)]
    return [text[start:end] for start, end in itertools.pairwise([0, *cuts, len(text)])] if cuts else [said]


def _owner_before(text: str, place: int) -> int | None:
    """Where right before a heading it is said whose form comes: my wife's: 2025 Form 1099-R."""
    near = max(place - NEAR_START, 0)
    found = [
        m
        for who in ("spouse", "you", "before_form")
        for m in pattern("marks", "whose", who).finditer(text[near:place])
    ]
    last = max(found, key=lambda match: match.end(), default=None)
    if last is None or len(re.findall(r"\w+", text[near + last.end() : place])) > 1:
        return None
    return near + min(m.start() for m in found if m.end() >= last.start())


def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    """Each with the year beside it, empty where there is none."""
    for form in FORMS:
        name = any_of(_names(form)["names"])
        year = r"\(?(?:19|20)\d\d\)?"
        headed = rf"(?<![\w-])(?:(?:{name})[ \t:,]*{year}(?!\d)|{year}\s+(?:{name})(?![\w-]))"
        for match in re.finditer(rf"{headed}|^[ \t]*(?:{name})(?![\w-])", text, re.MULTILINE):
            year_ = re.search(r"(?:19|20)\d\d", match[0])
            yield match.start(), form, year_[0] if year_ else ""


def _one(said: str, context: Context, *, surely: bool) -> Reading | None:
    text = answered(Text.of(said))
    if not text.text or (not surely and _asks(text) and not _printed_question(Text.of(said))):
        return None
    whose = _whose(text)
    here = context if whose is None else replace(context, who=whose)
    found = (
        _form(text, here, surely=surely)
        or _elsewhere(text)
        or _other(text, answered(Text.of(plan_text.rows_apart(said))), here, surely=surely)
        or _heading(text, surely=surely)
    )
    if found is not None and _of_somebody_else(text):
        return Reading(kind=found.kind, year=found.year, notes=(Note("somebody_else"),))
    return None if found is None else replace(found, who=whose or found.who, unread=text.unread)


def _of_somebody_else(text: Text) -> bool:
    """My father's 2025 Form 1099-R."""
    said = words("marks")["whose"]
    names = any_of([*said["papers"], *(name for form in FORMS for name in _names(form)["names"])])
    year = rf"{lexicon.data('patterns')['papers']['before_a_year']}(?:\(?(?:19|20)\d\d\)?)?"
    return (
        re.search(rf"(?<!\w)(?:{any_of(said['others'])})[\s,:(-]+{year}[\s,:(-]*(?:{names})(?![\w-])", text.text)
        is not None
    )


def _elsewhere(text: Text) -> Reading | None:
    """A form that has nothing to do with what is asked here: its number and its title tell it."""
    number, title = (pattern("marks", "elsewhere", name).search(text.text) for name in ("names", "titles"))
    return Reading(kind=ELSEWHERE) if number and title and not first_person(text) else None


def is_listed(text: Text) -> bool:
    """Whether it says of itself that it lists questions."""
    return lexicon.pattern("papers", "frequently_asked").search(text.text) is not None


def answered(text: Text, *, listed: bool = False) -> Text:
    """Questions that are printed with their answers, as what the plan says to everybody who asks them.

    listed: it goes on with a list of them, and the answer may stand in the next line.
    """
    said = f"{text.text} " if listed else text.text
    listed = listed or is_listed(text)
    asked = lexicon.pattern("papers", "a_question" if listed else "a_question_with_its_answer")
    if not asked.search(said):
        return text
    others = words("marks")["asked_of_everybody"]
    plain = asked.sub(
        lambda m: re.sub(rf"(?<!\w)(?:{any_of(others)})(?!\w)", lambda who: others[who[0]], m[0]).replace("?", ":"),
        said,
    )
    return Text(lexicon.pattern("papers", "the_answer").sub("", plain).rstrip())


def _heading(text: Text, *, surely: bool) -> Reading | None:
    """The first line of a paper of which nothing else is here yet."""
    if _letter_begins(text):
        return Reading(kind="mail", unfinished=True)
    if _heads_a_plan(text, surely=surely):
        return Reading(kind="plan", unfinished=True)
    starts = pattern("marks", "starts"), lexicon.pattern("papers", "statement_of_days")
    unowned = pattern("marks", "whose", "spouse").sub(" ", pattern("marks", "whose", "you").sub(" ", text.text))
    if first_person(Text(unowned)) or not any(one.search(text.text) for one in starts):
        return None
    alone = not text.money and len(text.text.split()) <= FEW_WORDS
    return Reading(kind=UNKNOWN, unfinished=True) if surely or alone else None


def _letter_begins(text: Text) -> bool:
    """Dear customer, or what was done for the one who is written to; how much follows."""
    begins = pattern("moves", "mail", "begins").match(text.text)
    done = moves.is_about(text.text) or pattern("moves", "mail", "opens").match(text.text)
    brief = len(text.text.split()) <= 2 * FEW_WORDS
    return bool(begins and done) and brief and not text.money and not first_person(text) and "?" not in text.text


def _heads_a_plan(text: Text, *, surely: bool) -> bool:
    """The heading of a plan's paper, and at most the plan's name beside it."""
    heading = pattern("marks", "plan_headings").search(text.text) or _of_a_plan_asked(text)
    brief = heading and len(text.text[: heading.start()].split()) <= FEW_WORDS
    asked = pattern("marks", "talk", "asks").match(text.text)
    alone = len(text.text.split()) <= FEW_WORDS and not text.money and not asked
    return bool(brief) and (surely or alone) and not first_person(text)


def _asks(text: Text) -> bool:
    """A question is none, whatever forms it names; those that a form itself asks are the form's."""
    plain = lexicon.pattern("papers", "asked_by_the_form").sub(" ", text.text)
    heading, _, behind = plain.partition("?")
    if "?" not in behind and _documents(heading, behind):
        return False
    talk = words("marks")["talk"]["questions"]
    return "?" in plain and (
        plain.rstrip().endswith("?") or re.search(rf"(?<!\w)(?:{any_of(talk)})(?!\w)[^?]*\?", plain) is not None
    )


def _documents(heading: str, behind: str) -> bool:
    """A question as the heading of what a plan's paper goes on to tell."""
    long = len(behind.split()) > FEW_WORDS > len(heading.split())
    return long and not first_person(Text(heading)) and plan_text.about_a_plan(Text(behind))


def _tells(text: Text) -> bool:
    """What somebody tells about a form, with nothing that stands on it."""
    return pattern("marks", "talk", "told").search(text.text) is not None


def _whose(text: Text) -> str | None:
    if pattern("marks", "whose", "spouse").search(text.text) or _beside_a_name(text.text):
        return "spouse"
    own = pattern("marks", "whose", "you").search(text.text) or pattern("marks", "whose", "before_form").match(
        text.text
    )
    return "you" if own else None


def _beside_a_name(text: str) -> bool:
    """Form W-2 2025 husband; wife 2025 1099-R; a paper that begins or ends with the word alone."""
    whose = any_of(words("marks")["whose"]["beside_form"])
    year = rf"{lexicon.data('patterns')['papers']['before_a_year']}(?:\(?(?:19|20)\d\d\)?)?"
    names = any_of(name for form in FORMS for name in _names(form)["names"])
    behind = rf"(?<![\w-])(?:{names})[\s,:(-]*{year}[\s,:(-]*(?:{whose})(?![\w])"
    before = rf"(?<![\w])(?:{whose})[\s,:)-]*{year}\s*(?:{names})(?![\w-])"
    roles = rf"(?<![\w])(?:{any_of(words('marks')['whose']['roles'])})[\s:(-]+(?:{whose})(?![\w'])"
    return re.search(rf"{behind}|{before}|{roles}|^\W*(?:{whose})\W|\((?:{whose})\)", text) is not None


def _form(text: Text, context: Context, *, surely: bool) -> Reading | None:
    """A tax form: by its title, or its name and something on it, or enough of its labels."""
    best: tuple[int, str] | None = None
    for form in FORMS:
        score = _score(form, text, surely=surely)
        if score and (best is None or score > best[0]):
            best = score, form
    if best is None:
        return None
    form = best[1]
    return FORMS[form](text, forms.year_of(text, any_of(_names(form)["names"])), context)


def _names(form: str) -> Mapping[str, list[str]]:
    of: Mapping[str, list[str]] = words(boxes.FILES[form]) if form in boxes.FILES else words("returns")[form]
    return of


def _score(form: str, text: Text, *, surely: bool) -> int:
    """How much speaks for a form; zero where it is not one."""
    said = _names(form)
    title = re.search(rf"(?<![\w-])(?:{any_of(said['title'])})", text.text) is not None
    name = re.search(rf"(?<![\w-])(?:{any_of(said['names'])})(?![\w-])", text.text)
    if form in boxes.FILES:
        found = boxes.filled(form, text)
        labels, values = len(found.money), bool(found.money)
        if form == "W-2":
            labels += len(boxes.box_12(text))
            values = values or labels > 0
        if form == "1099-R" and boxes.code_of_1099r(found):
            labels += 1
    else:
        shown = lines.on_lines(form, text)
        labels, values = len(shown), bool(shown)
    if not (title or name):
        whole = form in boxes.FILES and labels > SIGNS and _numbered(form, text)
        return labels if whole or (labels and _begins_with_a_box(form, text)) else 0
    begun = (
        name is not None and name.start() <= NEAR_START and (surely or _dated(text.text[: name.end() + NEAR_START]))
    )
    if title or (values and labels >= 1):
        return labels + 5 * title + 2 + BEGUN * begun
    if begun and (surely or not _tells(text)):
        return BEGUN
    return 1 if name is not None and _only_heading(text.text, said["names"]) and not _tells(text) else 0


def _begins_with_a_box(form: str, text: Text) -> bool:
    """A line of a form by itself: a label that stands on no other paper, with the box's number or alone."""
    sure = _names(form).get("sure", [])
    return bool(sure) and re.match(rf"[\W\d]*[abc]?\s*(?:{any_of(sure)})(?![\w])", text.text) is not None


def _dated(text: str) -> bool:
    return re.search(r"(?<![\d,.])(?:19|20)\d\d(?!\d|[,.]\d)", text) is not None


def heading_of(text: Text) -> str | None:
    """The form whose heading alone a line is."""
    return next((form for form in FORMS if _only_heading(text.text, _names(form)["names"])), None)


def _numbered(form: str, text: Text) -> bool:
    """Without a name: labels in the form's own words, not numbers of anything."""
    alone = [
        phrase for phrases in words(boxes.FILES[form])["alone"].values() for phrase in phrases if len(phrase) > 6
    ]
    return len(re.findall(rf"(?<![\w])(?:{any_of(alone)})(?![\w])", text.text)) >= SIGNS


def _only_heading(text: str, names: list[str]) -> bool:
    """The name of the form, its year, and nothing that anybody would say; a bare number alone is an amount."""
    name = re.search(rf"(?<![\w-])(?:{any_of(names)})(?![\w-])", text)
    if name is None or len(text.split()) > FEW_WORDS or (name[0].isdecimal() and not _dated(text)):
        return False
    if pattern("marks", "talk", "asks").match(text):
        return False
    about = any_of(words("marks")["heading"])
    rest = re.sub(rf"(?<!\w)(?:{any_of(names)}|{about})(?!\w)|(?:19|20)\d\d|[\W_]+", " ", text)
    return len(rest.split()) <= 2


def _other(text: Text, rows: Text, context: Context, *, surely: bool) -> Reading | None:
    """Stubs, statements, histories, plan texts and mails, each by its own signs. rows: with the ends of its rows."""
    if _count("stub", text) >= SIGNS and (len(text.money) > 1 or text.days) and not _of_an_account(text):
        found = stub.read(text, context)
        if found is not None:
            return found
    if _is_history(text) and not statements.parts(text):
        found = moves.history(text, context)
        if found is not None:
            return found
    if _sources(text) and (found := statements.read_plan(text, context)):
        return found
    if _is_history(text) and not statements.parts(text) and (found := moves.of_a_plan(text)):
        return found
    found = statements.read_iras(text, context) if _accounts(text) else None
    prose = _prose(text, rows, context, surely=surely)
    if found is None or prose is None:
        return found or prose
    more = len(prose.found) - len(found.found)  # a plan and a letter speak of accounts too
    return prose if more > 0 or (more == 0 and plan_text.about_a_plan(text)) else found


def _of_an_account(text: Text) -> bool:
    """An IRA's statement speaks of periods and of the year to date, and of no pay."""
    named = any(pattern("statement", "ira", "accounts", kind).search(text.text) for kind in statements.ACCOUNTS[:-1])
    pay = (("row", "gross"), ("row", "net"), ("pay_day",))
    return named and not any(pattern("stub", *path).search(text.text) for path in pay)


def _count(file: str, text: Text) -> int:
    return len({match[0] for match in pattern(file, "signs").finditer(text.text)})


def _is_history(text: Text) -> bool:
    """Entries that begin with a day and have an amount, and at least one word of what is done in an account."""
    days = [piece for piece in text.pieces if piece.kind == "day"]
    if not days or not text.money:
        return False
    heading = text.text[: days[0].start].strip()
    account = len(heading.split()) <= SIGNS + 1 and pattern("moves", "accounts", "roth").search(heading) is not None
    columns = set(words("moves")["history"]["columns"])
    starts = (
        days[0].start <= 1
        or account
        or (len(heading.split()) > 1 and all(word.strip(",:;") in columns for word in heading.split()))
        or pattern("moves", "history", "signs").search(text.text[: days[0].start]) is not None
    )
    return (starts or len(days) > 2) and not first_person(text)


def _sources(text: Text) -> bool:
    """At least two signs of a plan's statement, a source among them or headings of columns."""
    signs = len({m[0] for m in pattern("statement", "plan", "signs").finditer(text.text)})
    columns, _ = statements.columns(text)
    rows = statements.sources_named(text.text)
    return (len(columns) > 1 and (rows >= 1 or not text.money)) or (
        (signs >= 1 or statements.parts(text))
        and rows >= SIGNS
        and sum(piece.value > A_RATE for piece in text.money) >= SIGNS
        and not first_person(text)
    )


def _accounts(text: Text) -> bool:
    signs = len({m[0] for m in pattern("statement", "ira", "signs").finditer(text.text)})
    kinds = sum(
        pattern("statement", "ira", "accounts", kind).search(text.text) is not None for kind in statements.ACCOUNTS
    )
    if not text.money and not (text.days and len(text.text.split()) <= FEW_WORDS):
        return False
    period = len(text.days) >= SIGNS and not text.money
    dated = kinds >= SIGNS and bool(text.days) and pattern("statement", "ira", "dated").search(text.text) is not None
    return (dated or (signs >= 1 and (kinds >= 1 or signs >= SIGNS or period))) and not first_person(text)


def first_person(text: Text) -> bool:
    """Somebody's own words; the number of a part of a form is none."""
    return _says(text, "first_person")


def speaks(text: Text) -> bool:
    """Whether somebody tells of themselves, with more than whose a paper is."""
    return _says(text, "speaks")


def _says(text: Text, table: str) -> bool:
    return any(
        match[0] != ROMAN or not text.text[: match.start()].endswith("part ")
        for match in pattern("marks", table).finditer(text.text)
    )


def _prose(text: Text, rows: Text, context: Context, *, surely: bool) -> Reading | None:
    greeted = pattern("moves", "mail", "greetings").search(text.text) is not None and not first_person(text)
    formal = pattern("moves", "mail", "opens").match(text.text) and not pattern("marks", "one_person").search(
        text.text
    )
    greeted = greeted or bool(formal)
    letter = greeted or pattern("moves", "mail", "signs").search(text.text) is not None
    surely = surely and not pattern("marks", "starts").search(text.text)
    found = None
    if letter or surely:
        found = moves.mail(text, context)
        if found is None and letter and text.money and _count_mail(text) >= SIGNS:
            found = Reading(kind="mail")
    if plan_text.about_a_plan(text) or letter or surely or _printed_question(rows):
        plan = plan_text.read(rows, context, "mail" if letter else "plan")
        found = plan if found is None else found if plan is None else _both(found, plan)
    return found


def _of_a_plan_asked(text: Text) -> re.Match[str] | None:
    printed = lexicon.pattern("papers", "printed_question").match(text.text)
    return printed if plan_text.about_a_plan(text) else None


def _printed_question(text: Text) -> bool:
    """Q: Can I make after-tax contributions? A: Yes, up to $20,000."""
    return lexicon.pattern("papers", "printed_question").match(text.text) is not None


def _count_mail(text: Text) -> int:
    return len({match[0] for match in pattern("moves", "mail", "signs").finditer(text.text)})


def _both(one: Reading, other: Reading) -> Reading:
    return replace(one, found={**one.found, **other.found}, notes=(*one.notes, *other.notes))
