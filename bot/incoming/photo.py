"""Pictures: read here, with models that came with the package; nothing is sent anywhere (the extra ``photos``)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from bot.incoming import LONGEST, Unread

MOST_PIXELS = 50_000_000
LONGER_SIDE = 2_400  # pixels; what is larger is made smaller
LONG = 80  # pixels of a box from which its slope is told
SURE = 0.5  # below which a word is left out
PACKAGES = ("rapidocr", "onnxruntime")
QUIET_AND_ALONE = {
    "Global.log_level": "critical",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


def can_read() -> bool:
    """Whether whoever runs this installed the reader."""
    return all(find_spec(name) for name in PACKAGES)


def words_of(content: bytes) -> str:
    """The words of a picture, line by line, where ``can_read``. Unread where it is none."""
    picture = _picture(content)
    from rapidocr import RapidOCR

    found = RapidOCR(params=QUIET_AND_ALONE)(picture)
    if not found.txts:
        raise Unread("no_text")
    return "\n".join(rows_of(zip(found.boxes, found.txts, found.scores, strict=True)))[: 2 * LONGEST]


def _picture(content: bytes) -> Any:
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unread("too_much")
            image.draft("RGB", (LONGER_SIDE, LONGER_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((LONGER_SIDE, LONGER_SIDE))
            return np.asarray(upright)[:, :, ::-1]
    except Image.DecompressionBombError:
        raise Unread("too_much") from None
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise Unread("damaged") from None


def rows_of(found: Iterable[tuple[Any, str, float]]) -> list[str]:
    """Corners, words and how sure they are: words whose middles stand on one height are one line, from the left.

    A paper that was held askew is turned first: the lines run as most of its long words do.
    """
    kept = [(box, text) for box, text, sure in found if sure >= SURE]
    slope = _slope([box for box, _ in kept])
    placed = sorted(
        (_middle(box, 1) - slope * _middle(box, 0), float(box[0][0]), _height(box), text) for box, text in kept
    )
    rows: list[list[tuple[float, float, float, str]]] = []
    for one in placed:
        if rows and one[0] - rows[-1][0][0] <= rows[-1][0][2] / 2:
            rows[-1].append(one)
        else:
            rows.append([one])
    return ["  ".join(text for _, _, _, text in sorted(row, key=lambda one: one[1])) for row in rows]


def _middle(box: Any, side: int) -> float:
    return sum(float(corner[side]) for corner in box) / len(box)


def _height(box: Any) -> float:
    """From the upper to the lower corner at the left."""
    return math.dist(map(float, box[0]), map(float, box[3]))


def _slope(boxes: Sequence[Any]) -> float:
    """How far the lines of a page fall for each step to the right: the middle of what its longer boxes say."""
    tops = [(float(box[1][0] - box[0][0]), float(box[1][1] - box[0][1])) for box in boxes]
    falls = sorted(down / across for across, down in tops if across >= LONG)
    return falls[len(falls) // 2] if falls else 0.0
