"""Of whom a clause speaks."""

from __future__ import annotations

from itertools import pairwise

from dialogs.understanding import dates
from dialogs.understanding.clauses import Clause, articles, is_harmless
from dialogs.understanding.facts.hearing import COUPLE, Hearing
from dialogs.understanding.facts.signs import is_joint, points_back, words_of
from dialogs.understanding.lexicon import data, lexicon
from dialogs.understanding.marks import Mark
from dialogs.understanding.slots import PLAN_WORDS, is_firms
from dialogs.understanding.tokens import tokens

_BEFORE_OTHERS = frozenset({"link", "you", "spouse", "both", "word", "cut"})  # his sister, and our son too


def whose_is_it(hearing: Hearing, clause: Clause, *, new: bool) -> None:
    """Of whom the clause speaks: you, spouse, both, each; or of somebody whose taxes are not asked about."""
    told = clause.of("you", "spouse", "both", "either", "other")
    people_in = [
        mark for mark in told if not (is_joint(clause) or _is_source(clause, mark) or _is_work(clause, mark))
    ]
    before, hearing.spoken_of_last = hearing.spoken_of_last, told[-1].kind if told else hearing.spoken_of_last
    of_plans = hearing.both_plans and not new and not people_in[:-1]  # she maxes both, 24,500 each
    hearing.both_plans = _is_of_plans(clause) or (of_plans and clause.has("each"))
    first_key = people_in[0].key if people_in and hearing.of_others and not new else ""
    of_them = bool(people_in) and (
        people_in[0].kind == "other" or first_key in {"she", "he"}
    )  # my sister and her husband each did a back door
    of_two = clause.has("each") or (hearing.with_two and bool(clause.of("plan")) and _is_of_neither(clause))
    if of_two and not hearing.both_plans and not of_them:
        hearing.who, hearing.whose_sure, hearing.of_others, hearing.named_in = "each", True, False, clause.number
        return
    hearing.aside = False
    hearing.unknown_subject = not people_in and ((hearing.unknown_subject and not new) or _names_somebody(clause))
    if clause.owner:
        hearing.who, hearing.whose_sure, hearing.of_others = clause.owner, True, False
        return
    if not people_in:
        theirs = not new and before == "other" and _is_of_them(clause)
        hearing.of_others = theirs or (hearing.of_others and not _is_of_the_couple(clause))
        _goes_on_with_somebody(hearing, clause, before, new=new)
        return
    if _is_opened_by_both(clause, people_in):
        hearing.whose_sure = hearing.whose_sure and hearing.named_in == clause.number
        return
    if clause.relative and not clause.of("act", "amount", "share", "time", "not"):  # a SEP that I forgot, 6,150
        return
    first, clear = _owner(clause, people_in)
    hearing.aside = hearing.person_alone and bool(clause.of("status")) and first.kind == "both"
    hearing.person_alone = all(mark.kind in {*COUPLE, "cut"} or mark.key in articles() for mark in clause.marks)
    if hearing.aside:  # my partner, we are married, 105
        return
    hearing.at_home = first.kind == "spouse" and clause.has("act", "idle", "retired")
    if heir := _left_to(clause):
        hearing.who, hearing.whose_sure, hearing.of_others = heir, True, False
        return
    if first.kind in {*COUPLE, "both"} and len(people_in) > 1 and people_in[1].kind == "other":  # his sister
        between = tokens(clause.text[first.end - clause.start : people_in[1].start - clause.start].casefold())
        close = all(token.text in articles() for token in between)  # our two kids
        first = people_in[1] if close else first
    if first.kind == "other":
        leads = not clause.relative and not [
            m for m in clause.marks if m.end <= first.start and m.kind not in _BEFORE_OTHERS
        ]
        leads = leads or _is_done_by_others(clause, people_in)
        said = tokens(clause.text.casefold())
        counted = said[0].text not in data("grammar")["one_of"]["words"]  # a coworker
        counted = counted and dates.small_count(said, 0) is not None  # two kids
        hearing.of_others = leads and not counted and not clause.has("act", "inherited") and not _is_for_me(clause)
        if leads and not hearing.of_others:
            hearing.who = hearing.asked_of
    elif _is_done_by_others(clause, people_in) and not _is_for_me(clause):
        hearing.of_others = True
    elif first.kind == "either":
        hearing.who, hearing.whose_sure, hearing.of_others = hearing.asked_of, False, False
    elif hearing.of_others and first.kind == "spouse" and first.key in {"she", "he"}:
        return  # the friend, still
    else:
        hearing.who, hearing.whose_sure, hearing.of_others = first.kind, clear, False
        hearing.named_in = clause.number


def _is_of_neither(clause: Clause) -> bool:
    """Whether it begins with a denial for the two of them."""
    return lexicon("people", "nobody").at(tokens(clause.text.casefold()), 0) is not None


def _is_of_them(clause: Clause) -> bool:
    """Whether it tells what several others have: not for my parents: they have 900k in IRAs."""
    led = clause.marks[0] if clause.marks else None
    they = led is not None and led.kind == "word" and led.key in data("grammar")["they"]["words"]
    return they and clause.has("act", "has") and not clause.of("plan")


def _is_of_the_couple(clause: Clause) -> bool:
    """Whether it tells how those file whose taxes are asked about: my mother has an IRA, joint return."""
    filed = {"mfj", "mfs", "hoh"} & {*clause.keys("status")}
    return bool(filed) or next(lexicon("grammar", "files").find(tokens(clause.text.casefold())), None) is not None


def _is_done_by_others(clause: Clause, people_in: list[Mark]) -> bool:
    """Whether who did it, and is named right before the deed, is nobody of the couple: my friend moved 7,000."""
    amount = clause.amount
    deeds = clause.of("act")
    if amount is None or not deeds or clause.has("act", "inherited") or "inherited" in clause.keys("ira"):
        return False
    deed = next((mark for mark in reversed(deeds) if mark.end <= amount.start), deeds[0])
    doers = [mark for mark in people_in if mark.end <= deed.start]
    return bool(doers) and doers[-1].kind == "other" and deed.start - doers[-1].end <= 1


def _owner(clause: Clause, people_in: list[Mark]) -> tuple[Mark, bool]:
    """Of several people in a clause the one it tells of, and whether that is clear: whose the account is, for whom
    something is done, else who does it.
    """
    first = people_in[0]
    if {mark.kind for mark in people_in} != set(COUPLE):
        owned = [mark for mark in people_in if words_of(clause, mark) in data("people")["possessed"]["words"]]
        return (owned[0] if first.kind == "both" and len(owned) == 1 else first), True  # we put 7,000 into hers
    told = [mark for mark in clause.marks if mark.kind != "word" or not is_harmless(mark.key)]
    beside = list(pairwise([*told, None]))
    for person, behind in beside:
        if person in people_in and behind and behind.kind == "act" and "inherited" in behind.keys:
            return person, True  # I inherited her IRA
    for person, behind in beside:
        if person in people_in and behind and behind.kind in {"ira", "plan"}:
            return person, True  # I put 5,000 into her Roth
    theirs = {mark.start for mark in clause.of("link") if "it" in mark.keys}
    for led, person in pairwise(told):
        for_them = person in people_in and led.kind == "link" and "for" in led.keys
        into_theirs = person.start in theirs and led.kind == "link" and not {"into", "in"}.isdisjoint(led.keys)
        if for_them or (person in people_in and into_theirs):
            return person, True
    for person, behind in beside:
        if person in people_in and behind and behind.kind in {"act", "not", "thing"}:
            return person, True  # I think she makes 90k
    return first, False


def _goes_on_with_somebody(hearing: Hearing, clause: Clause, before: str, *, new: bool) -> None:
    """Of whom a clause speaks that names nobody. before: who was named last."""
    if clause.relative and before in COUPLE:  # joint with my wife, who earns nothing
        hearing.who, hearing.whose_sure = before, True
    if hearing.who == "spouse" and hearing.at_home and hearing.asked_of != "spouse" and _is_earning(clause):
        hearing.who, hearing.whose_sure = "you", True  # my wife stays home, W2 of 520k
    apart = new or clause.joined == "mark"
    if hearing.who == "spouse" and hearing.at_home and apart and clause.of("ira", "plan"):
        hearing.whose_sure = False  # she doesn't work, got a rollover with 67k
    no_account = [mark.kind for mark in clause.marks] == ["not", "ira"] and clause.keys("ira") == ("any",)
    if (
        no_account
        and not new
        and hearing.with_two
        and clause.joined in {"", "mark"}
        and hearing.listed_people == {*COUPLE}
    ):
        hearing.whose_sure = False  # me 210, wife 95k, no IRAs
    if new:
        hearing.of_others = False
        of_a_plan = clause.has("thing", "match") or clause.has("act", "employer") or is_firms(clause)
        goes_on = of_a_plan and hearing.account_in == clause.number - 1 and hearing.named_in >= 0
        hearing.whose_sure = hearing.who == hearing.asked_of or points_back(clause) or goes_on
    of_a_plan = hearing.named_in == clause.number and bool(PLAN_WORDS & {*clause.keys("thing")})
    if hearing.with_two and _is_there(clause) and not of_a_plan:  # my firm has a plan, there is a match
        hearing.whose_sure = False


def _is_opened_by_both(clause: Clause, people_in: list[Mark]) -> bool:
    """Whether two people only did something with an account that is one's: I have a Roth we opened in 1999."""
    account = next(iter(clause.of("ira")), None)
    both = {mark.kind for mark in people_in} == {"both"}
    return account is not None and both and account.end <= people_in[0].start and clause.has("act", "opened")


def _is_there(clause: Clause) -> bool:
    """Whether it only says that there is something, of two people and of neither of them: there is also a SEP."""
    return lexicon("grammar", "there_is").at(tokens(clause.text.casefold()), 0) is not None


def _left_to(clause: Clause) -> str:
    """To whom of the couple somebody left it: my husband left me his IRA; his mother left him hers."""
    left = [mark for mark in clause.of("act") if "inherited" in mark.keys]
    heirs = (who for mark in left for who in COUPLE if _names(who, words_of(clause, mark)))
    return next(heirs, "")


def _names(who: str, words: str) -> bool:
    """Whether one of the couple is named in these words."""
    return next(lexicon("people", who).find(tokens(words)), None) is not None


def _is_for_me(clause: Clause) -> bool:
    """Whether somebody did it for the speaker: my accountant converted 25,000 for me; my broker converted it."""
    agent = any(
        words_of(clause, mark).split()[-1] in data("people")["agents"]["words"] for mark in clause.of("other")
    )
    if agent and clause.has("act", "converted", "withheld") and clause.has("link", "it", "all"):
        return True
    return clause.has("act", "converted", "paid_in", "took_out", "rolled_over", "withheld") and any(
        before.kind == "link" and "for" in before.keys and behind.kind == "you"
        for before, behind in pairwise(clause.marks)
    )


def _is_earning(clause: Clause) -> bool:
    """Whether it tells of pay: W2 of 520k."""
    return clause.amount is not None and (clause.has("thing", "pay", "income") or clause.has("act", "earned"))


def _is_of_plans(clause: Clause) -> bool:
    """Whether "both" are two plans that were named, and not two people: I max both; 24,500 into each of them."""
    both = clause.of("each")
    before = [mark for mark in clause.marks if both and mark.end <= both[0].start]
    if len(both) == 1 and clause.amount and before and before[0].kind in COUPLE:
        return before[-1].kind == "link" and not {"into", "in"}.isdisjoint(before[-1].keys)
    return (
        len(both) == 1
        and words_of(clause, both[0]) == "both"
        and clause.has("act", "maxed")
        and bool(before)
        and before[0].kind in COUPLE
    )


def _is_source(clause: Clause, person: Mark) -> bool:
    """In "12,000 from me" and "more than hers" nobody is the one spoken of."""
    before = [mark for mark in clause.marks if mark.end <= person.start]
    return bool(before) and before[-1].kind == "link" and not {"from", "than"}.isdisjoint(before[-1].keys)


def _is_work(clause: Clause, person: Mark) -> bool:
    """Whether somebody is only called so: I'm a project manager, a single mother."""
    before = [mark for mark in clause.marks if mark.end <= person.start and mark.kind != "word"]
    return person.kind == "other" and bool(before) and "is_a" in before[-1].keys


def _names_somebody(clause: Clause) -> bool:
    """Whether a clause begins with what is written like a name and nobody knows: "Andre sells software"."""
    first = clause.marks[0] if clause.marks else None
    second = clause.marks[1] if len(clause.marks) > 1 else None
    if second and second.kind == "act" and words_of(clause, second) in data("grammar")["with"]["words"]:
        return False  # Dentist with my own practice
    return first is not None and first.kind == "word" and clause.text[:1].isupper() and not is_harmless(first.key)
