"""Stories of two people, put together from clauses of which it is known whose each is and what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

NAMES = {"wife": ("Priya", "Ana", "Grace"), "husband": ("Tom", "Luis", "Omar")}
SPOKEN_OF = {
    "wife": ("my wife", "my wife", "DW", "my better half"),
    "husband": ("my husband", "my husband", "DH", "hubby"),
}
PRONOUNS = {"wife": ("she", "her"), "husband": ("he", "his")}
VALUES = {  # what an account holds: {s} has, {p} account
    "rollover": "rollover IRA",
    "sep": "SEP IRA",
    "traditional": "traditional IRA",
}
SUMS = {  # the clauses that tell one amount of one fact; {s}: who, {p}: whose, "+" ends a verb of the third person
    "compensation": ("{s} make+ {a}", "{s} earn+ {a} at a hospital", "{p} salary is {a}", "{p} W-2 is {a}"),
    "contributed": ("{s} put {a} into {p} traditional IRA for 2026", "{s} paid {a} into a traditional IRA this year"),
    "contributed_roth": ("{s} put {a} straight into {p} Roth IRA for 2026",),
    "contributed_prior": ("{s} put {a} into {p} traditional IRA in March 2026 for 2025",),
    "converted": ("{s} converted {a} to Roth in May", "{s} converted {a} this year"),
    "basis": ("{p} basis is {a}", "{p} last Form 8606 shows a basis of {a}"),
    "plans.401k.deferrals": ("{s} put+ {a} into {p} 401(k)", "{s} defer+ {a} in {p} 401(k) this year"),
    "plans.403b.deferrals": ("{s} put+ {a} into {p} 403(b)",),
    "plans.old.value": ("{s} {have} an old 401(k) with {a}", "{p} old 401(k) holds {a}"),
    **{
        kind: (f"{{s}} {{have}} a {name} with {{a}}", f"{{p}} {name} is worth {{a}}", f"{{p}} {name} holds {{a}}")
        for kind, name in VALUES.items()
    },
}
YEARS = {
    "birth_year": ("{s} {was} born in {y}", "{p} birth year is {y}"),
    "roth_first_year": ("{s} opened {p} first Roth IRA in {y}", "{s} {have} had a Roth IRA since {y}"),
}
TICKS = {"ira_kinds": (("{s} {have} no IRAs", ()), ("{s} {have} only a Roth IRA", ("roth",)))}
AMOUNTS = {  # no two clauses of a story tell the same amount
    "compensation": (62, 71, 88, 96, 112, 134, 147, 183, 218, 265),
    "contributed": (3.1, 4.2, 5.3, 6.4, 7.5),
    "contributed_roth": (3.2, 4.3, 5.4, 6.5),
    "contributed_prior": (3.3, 4.4, 5.5, 6.6),
    "converted": (9.1, 12.7, 23.8, 31.9),
    "basis": (8.6, 10.5, 13.9, 15.1),
    "plans.401k.deferrals": (11.5, 14.6, 18.4, 24.5),
    "plans.403b.deferrals": (8.8, 9.6, 16.2),
    "plans.old.value": (39, 76, 143, 188),
    "rollover": (33, 52, 86, 121),
    "sep": (17, 27, 44),
    "traditional": (19, 29, 64),
}
OTHERS = (  # money that is nobody's here, and nothing that the two are or have
    "my boss makes 501k",
    "my brother converted 81,300 last year",
    "{p} sister has a rollover IRA with 92,700",
    "{p} mother has 305,500 in her traditional IRA",
    "our son earned 4,700 last summer",
    "a friend of ours puts 46,600 into his 401(k)",
    "our accountant says that people like us should convert 101,200",
)
PLANNED = ("{s} might convert {a} one day", "{s} {am} thinking of converting {a} next year")
JOINTS = (". ", ". ", "; ", ", and ", " and ", ", ", " but ", " - ")
DICTATED = (" ", " and ", " and ", " so ")
UNOWNED = ("There is also a SEP IRA with {a}", "We also have a SEP IRA with {a}", "One of us has a SEP IRA with {a}")
HOUSEHOLDS = (
    "We file jointly in Texas",
    "Married filing jointly, Texas",
    "We live in Texas and file together",
    "MFJ, TX",
)


@dataclass(slots=True)
class Story:
    """text: as it is said; facts: what it tells; stray: amounts that are nobody's fact."""

    text: str = ""
    facts: dict[str, str | int | tuple[str, ...]] = field(default_factory=dict)
    stray: list[str] = field(default_factory=list)
    unowned: str = ""  # an amount of which it is not told whose it is

    @property
    def amounts(self) -> list[str]:
        """The dollars that are facts."""
        return [value for value in self.facts.values() if isinstance(value, str)]


@dataclass(frozen=True, slots=True)
class Subject:
    """How somebody is spoken of in one clause."""

    who: str
    he: str
    his: str

    @property
    def third(self) -> bool:
        return self.who == "spouse"

    def says(self, pattern: str, **filled: str) -> str:
        """The pattern with its people and its verbs."""
        verbs = (
            {"have": "has", "was": "was", "am": "is"} if self.third else {"have": "have", "was": "was", "am": "am"}
        )
        return pattern.replace("+", "s" if self.third else "").format(s=self.he, p=self.his, **verbs, **filled)


@st.composite
def couples(draw: st.DrawFn) -> Story:
    """A story of four to eight clauses about two people, among them others and what is only planned."""
    role = draw(st.sampled_from(sorted(NAMES)))
    dictated = draw(st.integers(0, 3)) == 0
    spoken = draw(st.sampled_from(SPOKEN_OF[role]))
    name = "" if dictated or not spoken.startswith("my ") else draw(st.sampled_from(("", *NAMES[role])))
    story, told, parts = Story(), set[str](), list[tuple[str, bool]]()
    introduced = clear = False  # the name was told; "she" can be nobody else
    for _ in range(draw(st.integers(3, 7))):
        kind = draw(st.sampled_from(_KINDS))
        who = draw(st.sampled_from(("you", "spouse")))
        subject = draw(_subject(who, role, spoken, name, introduced=introduced, pronoun=clear))
        match kind:
            case "other":
                clause = draw(_other(story, who, spoken))
            case "pair":
                clause = draw(_pair(story, told, spoken if not (name and introduced) else name))
            case "unowned":
                clause = draw(_unowned(story, told))
            case _:
                clause = draw(_clause(story, told, kind, subject, role))
        if clause:
            parts.append((clause, kind in {"other", "pair", "unowned"}))
            introduced = introduced or (who == "spouse" and kind in _OF_ONE)
            clear = (clear and kind != "other") or kind == "pair" or (who == "spouse" and kind in _OF_ONE)
    story.text = draw(_written(draw(st.sampled_from(HOUSEHOLDS)), parts, dictated=dictated))
    return story


_OF_ONE = ("sum", "year", "tick", "planned")
_KINDS = ("sum", "sum", "sum", "sum", "sum", *_OF_ONE[1:], "pair", "other", "unowned")


@st.composite
def _written(draw: st.DrawFn, head: str, parts: list[tuple[str, bool]], *, dictated: bool) -> str:
    """The clauses as one text; those that stand alone are sentences of their own, but where all is dictated."""
    text, apart = head, True
    for part, alone in parts:
        joint = draw(st.sampled_from(DICTATED if dictated else JOINTS))
        joint = ". " if (alone or apart) and not dictated else joint
        text += joint + (part[0].upper() + part[1:] if joint == ". " else part)
        apart = alone
    return text.lower() if dictated else f"{text}."


@st.composite
def _other(draw: st.DrawFn, story: Story, who: str, spoken: str) -> str:
    """Money of somebody else."""
    pattern = draw(st.sampled_from(OTHERS))
    if pattern in story.stray:
        return ""
    story.stray.append(pattern)
    return pattern.format(p="my" if who == "you" else f"{spoken}'s")


@st.composite
def _unowned(draw: st.DrawFn, story: Story, told: set[str]) -> str:
    """An account of which nobody says whose it is."""
    if {"you.sep", "spouse.sep", "you.ira_kinds", "spouse.ira_kinds"} & told:
        return ""
    told |= {"you.sep", "spouse.sep"}
    story.unowned = "36600"
    return draw(st.sampled_from(UNOWNED)).format(a="36,600")


@st.composite
def _subject(
    draw: st.DrawFn, who: str, role: str, spoken: str, name: str, *, introduced: bool, pronoun: bool
) -> Subject:
    """The speaker, or the spouse: by role, by name, by a pronoun where it is clear."""
    if who == "you":
        return Subject(who, "I", "my")
    if name and not introduced:
        return Subject(who, f"{spoken} {name}", f"{spoken} {name}'s")
    ways = [Subject(who, spoken, f"{spoken}'s")]
    if name:
        ways.append(Subject(who, name, f"{name}'s"))
    if pronoun:
        ways.append(Subject(who, *PRONOUNS[role]))
    return draw(st.sampled_from(ways))


@st.composite
def _clause(draw: st.DrawFn, story: Story, told: set[str], kind: str, subject: Subject, role: str) -> str:
    """One clause that tells one fact, or plans one; empty where that was told already."""
    table: Mapping[str, tuple[object, ...]] = {"sum": SUMS, "year": YEARS, "tick": TICKS}.get(kind, {})
    if kind == "planned":
        if "planned" in told:
            return ""
        told.add("planned")
        story.stray.append("planned")
        return subject.says(draw(st.sampled_from(PLANNED)), a="21,400")
    fact = draw(st.sampled_from(sorted(table)))
    dotted = f"{subject.who}.{fact}"
    if dotted in told or _clash(dotted, told):
        return ""
    told.add(dotted)
    said = draw(st.sampled_from(table[fact]))
    if kind == "tick":
        assert isinstance(said, tuple)
        pattern, value = said
        story.facts[dotted] = value
        return subject.says(pattern)
    assert isinstance(said, str)
    his = Subject("spouse", subject.he, PRONOUNS[role][1]) if subject.third and "{s}" in said else subject
    if kind == "year":
        year = draw(st.integers(1968, 1992) if fact == "birth_year" else st.integers(2006, 2018))
        story.facts[dotted] = year
        return his.says(said, y=str(year))
    return his.says(said, a=draw(_amount(story, dotted, fact)))


@st.composite
def _amount(draw: st.DrawFn, story: Story, dotted: str, fact: str) -> str:
    """An amount that no other clause tells."""
    free = [a for a in AMOUNTS[fact] if f"{round(a * 1000)}" not in story.amounts]
    thousands = draw(st.sampled_from(free))
    dollars = round(thousands * 1000)
    story.facts[dotted] = f"{dollars}"
    whole = dollars % 1000 == 0 and draw(st.booleans())
    return f"{dollars // 1000}k" if whole else f"{dollars:,}"


@st.composite
def _pair(draw: st.DrawFn, story: Story, told: set[str], he: str) -> str:
    """Both in one sentence, of which the second leaves its verb out: I make 210k, my wife 95k."""
    fact = draw(st.sampled_from(("compensation", "birth_year", "rollover", "contributed")))
    if any(f"{who}.{fact}" in told or _clash(f"{who}.{fact}", told) for who in ("you", "spouse")):
        return ""
    told |= {f"you.{fact}", f"spouse.{fact}"}
    heads = ["you", "spouse"] if draw(st.booleans()) else ["spouse", "you"]
    people = {"you": Subject("you", "I", "mine"), "spouse": Subject("spouse", he, f"{he}'s")}
    first, second = (people[who] for who in heads)
    values = []
    for who in heads:
        if fact == "birth_year":
            story.facts[f"{who}.birth_year"] = year = draw(st.integers(1968, 1992))
            values.append(f"{year}")
        else:
            values.append(draw(_amount(story, f"{who}.{fact}", fact)))
    his = "my" if first.who == "you" else first.his
    me = "me" if second.who == "you" else second.he
    match fact:
        case "compensation":
            return f"{first.says('{s} make+')} {values[0]}, {draw(st.sampled_from((second.he, me)))} {values[1]}"
        case "birth_year":
            return f"{first.he} was born in {values[0]}, {me} in {values[1]}"
        case "rollover":
            return f"{his} rollover IRA is at {values[0]}, {second.his} at {values[1]}"
    return f"{first.he} put {values[0]} into a traditional IRA for 2026, {me} {values[1]}"


_TICKED = {"rollover", "sep", "traditional", "contributed", "contributed_prior", "basis"}
_ROTH = {"roth_first_year", "contributed_roth", "converted"}


def _clash(dotted: str, told: set[str]) -> bool:
    """Whether a fact does not go with what the person told before it."""
    who, _, fact = dotted.partition(".")
    has = {one.partition(".")[2] for one in told if one.startswith(f"{who}.")}
    if fact == "ira_kinds":
        return bool(has & (_TICKED | _ROTH))
    if "plans.401k.deferrals" in has and fact == "plans.403b.deferrals":
        return True
    if fact == "plans.401k.deferrals" and "plans.403b.deferrals" in has:
        return True
    return "ira_kinds" in has and fact in _TICKED | _ROTH
