"""The messengers, each in a folder of its own. A new one is a folder, and a line here for ``rothbot run NAME``."""

from __future__ import annotations

RUN = {
    "telegram": "bot.channels.telegram.channel",
}
"""Name → module whose ``begin`` takes the arguments of the command line and gives settings and channel."""

NAMES = (*RUN, "terminal")
"""All whose talks are kept."""
