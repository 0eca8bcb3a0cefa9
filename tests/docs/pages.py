"""The pages for readers, and what stands in them: fenced blocks, links, tables."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted(
    page
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/**/*.md"))
    if not page.is_symlink()
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return [text for found, text in _FENCE.findall(page.read_text("utf-8")) if found == kind]


def prose(page: Path) -> str:
    """Everything that is not fenced."""
    return _FENCE.sub("", page.read_text("utf-8"))


def table(page: Path, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, without the head."""
    section = page.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip("` ") for cell in row] for row in rows[2:]]


def anchors(page: Path) -> set[str]:
    """What a link into the page may name."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.replace("`", "")).strip().lower().replace(" ", "-") for head in heads}
