"""What is wrong outside of the program: a setting, a file, a database. Told in one sentence; the program ends with 2.

A slip of the person is answered in the talk and a mistake of ours gets an apology; neither is a ``Fault``.
"""

from __future__ import annotations

from traceback import extract_tb


class Fault(Exception):  # noqa: N818 - the name says what it is
    """reason: a key of ``dialogs/locale/en/phrases/channel.toml``; values: what its sentence shows."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values

    def __str__(self) -> str:
        from dialogs.phrases import say

        return say(f"channel.{self.reason}", **self.values)


def where(error: BaseException) -> str:
    """The kind of an error and the line it came from, for the log.

    Its message stays out: validation errors quote what a person said.
    """
    frames = extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    place = f" at {'/'.join(last.filename.split('/')[-2:])}:{last.lineno}" if last else ""
    return f"{type(error).__name__}{place}"
