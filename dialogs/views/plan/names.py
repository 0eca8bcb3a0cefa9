"""What a plan calls people, workplace plans and states."""

from __future__ import annotations

from calc.planning.plan import Plan
from dialogs.phrases import phrases, say
from dialogs.understanding import choices


def who(plan: Plan, name: str) -> str:
    """Whose line it is, with a blank behind it; empty for a person alone."""
    return f"{say(f'plan.who.{name}')} " if len(plan.people) > 1 else ""


def kind_name(kind: object) -> str:
    return say(f"plan.kind.{kind or 'any'}")


def short_kind(kind: object) -> str:
    """The same where a line must stay short."""
    name = str(kind or "any")
    return say(f"plan.kind_short.{name}") if name in phrases()["plan"]["kind_short"] else kind_name(kind)


def state_name(code: str | None) -> str:
    return choices.states()[code][0] if code else ""
