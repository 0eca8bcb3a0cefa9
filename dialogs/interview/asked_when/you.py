"""When the questions about who the person is are asked."""

from __future__ import annotations

from calc.facts import FilingStatus
from dialogs.interview.about import About


def lived_with_spouse(about: About) -> bool:
    return about.facts.filing_status is FilingStatus.MFS
