"""The Bot API server and the databases of the bot's own tests serve here too."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tests" / "bot"))

from botapi import telegram

__all__ = ["telegram"]  # fixtures
collect_ignore = [] if os.geteuid() == 0 else ["test_image.py"]  # only root can lay out a base for it
