"""The conversation: pure functions, and what they say."""

from __future__ import annotations

from pathlib import Path

ENGLISH = Path(__file__).parent / "locale" / "en"
