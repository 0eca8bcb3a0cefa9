"""The pages of docs/ as a site: every link and anchor leads somewhere, and it asks nothing of another server."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def built(folder: Path, home: str = "") -> dict[str, str]:
    """The text of each page; the build is strict, so that a link to nowhere ends it."""
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "ROTHBOT_HOME": home}
    mkdocs = Path(sys.executable).with_name("mkdocs")
    done = subprocess.run(
        [mkdocs, "build", "--quiet", "--config-file", ROOT / "mkdocs.yml", "--site-dir", folder],
        check=False, capture_output=True, text=True, env=env,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return {str(page.relative_to(folder)): page.read_text("utf-8") for page in folder.rglob("*.html")}


def test_the_site_is_whole_and_asks_nobody(tmp_path: Path):
    pages = built(tmp_path)
    written = {str(page.relative_to(ROOT / "docs").with_suffix(".html")) for page in (ROOT / "docs").rglob("*.md")}
    assert written <= set(pages)
    for name, text in pages.items():
        asked = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(https?://[^"]*)"', text)
        assert not asked, name
        assert "](../" not in text, name


def test_what_leads_into_the_repository_leads_there_once_it_is_told_where(tmp_path: Path):
    pages = built(tmp_path, "https://example.org/roth")
    assert 'href="https://example.org/roth/blob/main/deploy/README.md"' in pages["operations.html"]
    assert 'href="https://example.org/roth/blob/main/CONTRIBUTING.md"' in pages["index.html"]
