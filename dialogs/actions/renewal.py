"""The step into the next season: what carries over, what is asked again."""

from __future__ import annotations

from calc.planning.season import season
from dialogs.actions.turn import Turn
from dialogs.interview import next_season
from dialogs.interview import questions as deck
from dialogs.session import Stage
from dialogs.views import question as screens

SUCH_AS = 4  # facts named where many are asked again


def ask_to_renew(turn: Turn) -> None:
    found = next_season.renewal(turn.session.held, turn.real, turn.today)
    if found is None:
        return
    year = turn.real.facts.tax_year
    lines = [screens.told_line(fact, value, found.year) for fact, value in found.basis.items()]
    again = [deck.label(fact, found.year) for fact in found.again]
    turn.say("renewing.title", year=found.year, last=year)
    if lines:
        turn.say("renewing.basis", lines="\n".join(f"• {line}" for line in lines), last=year)
    if again:
        turn.say("renewing.again", facts=again[:SUCH_AS], count=len(again))
    turn.show(buttons=screens.yes_no(turn.session, Stage.RENEWING, "renew", "not_renew"))


def not_renewed(turn: Turn) -> None:
    """Without a published year nothing is carried; what can still be said is said."""
    facts = turn.real.facts
    if facts.tax_year is None:
        turn.say("renewing.nothing")
        return
    until = season(facts.tax_year, turn.today, facts.state).contribute_by
    turn.say("renewing.unpublished", year=facts.tax_year + 1, last=facts.tax_year, until=until)
    basis = next_season.carried(facts, turn.today)
    lines = [screens.told_line(fact, value, facts.tax_year + 1) for fact, value in basis.items()]
    if lines and not turn.real.open:
        turn.say("renewing.so_far", lines="\n".join(f"• {line}" for line in lines), last=facts.tax_year)


def renew(turn: Turn) -> None:
    """The next season's answers; those of the last one can be brought back."""
    found = next_season.renewal(turn.session.held, turn.real, turn.today)
    if found is None:
        return
    history = tuple(fact for fact in turn.session.history if fact in found.answers)
    turn.change(answers=dict(found.answers), kept=turn.session.held, history=history)
    turn.change(planned=None, revisit=None, ticks=None, found={}, confirmed=False)
    turn.say("renewing.done", year=found.year)
