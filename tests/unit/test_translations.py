"""The English catalog: nothing missing, nothing left over, compiled from what the repository holds."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_nothing_is_missing_from_the_english_catalog() -> None:
    done = subprocess.run(
        [sys.executable, "tools/translations.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_page_of_the_manual_is_there_with_its_pictures() -> None:
    from ecco_desktop.paths import resource
    from ecco_desktop.ui.dialogs.manual import PAGES

    for name, _ in PAGES:
        page = resource("manual") / f"{name}.md"
        assert page.exists(), name
        text = page.read_text(encoding="utf-8")
        for part in text.split("](")[1:]:
            link = part.split(")")[0].split("#")[0]
            if link and not link.startswith("http"):
                assert (page.parent / link).exists(), f"{name}: {link}"
