"""An amount told for something the person had not ticked ticks it: 20,000 in a SEP means that there is a SEP."""

from __future__ import annotations

from dialogs.interview.belonging import choice_of
from dialogs.session import Answers, Told


def unlocked(told: Answers, before: Answers) -> dict[str, Told]:
    """``told``, and the lists answered before that it widens; a list that was never answered is still asked."""
    widened = dict(told)
    for fact, value in told.items():
        many, choice = choice_of(fact)
        chosen = widened.get(many, before.get(many))
        if choice and value and isinstance(chosen, list) and choice not in chosen:
            widened[many] = [*chosen, choice]
    return widened
