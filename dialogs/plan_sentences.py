"""What a sentence of a plan document, or of HR, says about a plan: after-tax money, cap, ways out, roll-ins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.session import Told

_NOT = r"\b(?:no|not|n't|doesn't|does not|don't|do not|never|without|cannot|can't|prohibit\w*|unavailable|neither)\b"
_AFTER_TAX = r"\b(?:voluntary )?after[- ]tax\b"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?(?:%|percent)")
_IN_PLAN = r"\bin[- ]plan\b|\bconver(?:t|sion)s? (?:inside|within|in) the plan\b|\bplan conversion"
_IN_SERVICE = r"\bin[- ]service\b|\bwithdrawals? while (?:still )?(?:employed|working)\b"
_ROLL_IN = r"\broll[- ]?ins?\b|\brollovers? (?:in|into|from|contributions?)\b|\btakes? ira\b"


def features(sentence: str) -> Iterator[tuple[str, Told]]:
    """Facts of one workplace plan by their names in ``calc.facts.WorkPlan``; only what is said outright."""
    denied = bool(re.search(_NOT, sentence))
    way_out = bool(re.search(_IN_PLAN, sentence) or re.search(_IN_SERVICE, sentence))
    if re.search(_AFTER_TAX, sentence) and not (way_out and denied):
        yield "after_tax_allowed", not denied
        cap = _PERCENT.search(sentence)
        if cap and not denied:
            yield "after_tax_capped", f"{cap[1]}%"
    if way_out and not denied:
        ways = []
        if re.search(_IN_PLAN, sentence):
            ways.append("automatic" if re.search(r"\bautomatic", sentence) else "in_plan")
        if re.search(_IN_SERVICE, sentence):
            ways.append("in_service")
        yield "exits", list(ways)
    if re.search(_ROLL_IN, sentence):
        yield "roll_in", "no" if denied else "any"
    if re.search(r"\bhighly compensated\b|\bhces?\b", sentence):
        yield "highly_compensated", not denied
