"""What a plan calls people, workplace plans and states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calc.facts import PlanKind
from calc.planning.plan import Plan
from dialogs.phrases import phrases, say
from dialogs.understanding import choices


def who(plan: Plan, name: str) -> str:
    """Whose line it is, with a blank behind it; empty for a person alone."""
    return f"{say(f'plan.who.{name}')} " if len(plan.people) > 1 else ""


def folded(plan: Plan, lines: Iterable[tuple[str, str]]) -> list[str]:
    """Lines with whose they are; what both have in the same words is said once. lines: who ("" for none) and text."""
    told: dict[str, list[str]] = {}
    for name, text in lines:
        told.setdefault(text, []).append(name)
    return [f"{_whose(plan, names)}{text}" for text, names in told.items()]


def _whose(plan: Plan, names: Sequence[str]) -> str:
    return who(plan, "both" if len(names) > 1 else names[0]) if any(names) else ""


def kind_name(kind: object) -> str:
    return say(f"plan.kind.{kind or 'any'}")


def who_knows(kind: object) -> str:
    """Whom to ask about a plan: of one's own business there is no HR."""
    return say(f"plan.asked.{'provider' if kind == PlanKind.SOLO else 'hr'}")


def short_kind(kind: object) -> str:
    """The same where a line must stay short."""
    name = str(kind or "any")
    return say(f"plan.kind_short.{name}") if name in phrases()["plan"]["kind_short"] else kind_name(kind)


def state_name(code: str | None) -> str:
    return choices.states()[code][0] if code else ""
