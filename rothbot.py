"""Where the command ``rothbot`` begins, also as ``python -m rothbot``.

It looks whether ``bot``, ``dialogs`` and ``calc`` are the ones that lie beside it: these are ordinary names, and a
module of another project that comes first on the path would be taken for ours.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = ("bot", "dialogs", "calc")
YOUNG = 20_000  # new objects until the next look for garbage: what a start makes is nearly all kept


def main() -> int:
    """The exit status; 2 when another module stands in the way, 130 when Ctrl-C comes before all is loaded."""
    try:
        return _main()
    except KeyboardInterrupt:
        return 130


def _main() -> int:
    for name in OURS:
        found = PathFinder.find_spec(name)
        place = Path(found.origin).resolve() if found and found.origin else None
        if place != HERE / name / "__init__.py":
            import tomllib

            phrases = HERE / "dialogs" / "locale" / "en" / "phrases" / "channel.toml"
            sentence: str = tomllib.loads(phrases.read_text("utf-8"))["cli"]["stray"]
            print(f"rothbot: {sentence.format(name=name, place=place)}", file=sys.stderr)
            return 2
    gc.set_threshold(YOUNG)
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # it would look through all that is installed for them
    from bot.cli import main as command

    status = command()
    gc.freeze()  # at its end Python would look through all of it for garbage once more, a tenth of a command's time
    return status


if __name__ == "__main__":
    sys.exit(main())
