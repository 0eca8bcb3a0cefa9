"""Drawing in a process of its own: it may take seconds of computing, and no other chat waits for that.

One process for one paper: nothing to keep alive, to restart or to leave behind.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys

from bot.papers import NotDrawn, Paper

PATIENCE = 60.0  # seconds; a paper takes one to five
_NEEDED = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")  # no secret is among them


async def draw(name: str, order: str) -> Paper:
    """The paper; NotDrawn when it could not be drawn or took too long."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.papers", name),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={key: value for key, value in os.environ.items() if key in _NEEDED},
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(order.encode()), PATIENCE)
    except TimeoutError:
        raise NotDrawn("timeout") from None
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        raise NotDrawn(err.decode(errors="replace").strip().rpartition("\n")[2])
    data = json.loads(out)
    return Paper(**{**data, "content": base64.b64decode(data["content"])})
