"""What the law makes of one person, for a confusion card: one function a sentence, of the name a card calls it by.

Every figure comes from the outlook of the case or from a worksheet of ``calc``.
"""

from __future__ import annotations

Told = tuple[str, dict[str, object]] | None  # the sentence of ``[own]`` in ``phrases/confusions.toml``, its values
