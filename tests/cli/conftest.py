"""A page in a folder, and a way to run the command line in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bodycopy.cli import main

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>The baker who sold the mill</title></head>
<body>
<nav><a href="/">Home</a> <a href="/food">Food</a></nav>
<article>
<h1>The baker who sold the mill</h1>
<p>For forty years Karen Lund ground her own rye beside the river at Vejby. On Friday she handed the keys to the
municipality, which wants to make a museum of the mill and its three pairs of stones.</p>
<p>"The dough does not know where the flour comes from," she said, and laughed. She will go on baking in the shop
on the square, with flour that a lorry brings twice a week from the <a href="/harbour">harbour mill</a>.</p>
<p>The museum is to open in the spring of next year. Visitors will be able to see the water wheel turn on Sundays, and
to take home a bag of flour from the stones that Lund's grandfather cut.</p>
</article>
<footer>Support our journalism: make a donation today</footer>
</body>
</html>
"""

ONLY_AN_APPEAL = """<!doctype html>
<html lang="en"><head><title>Give</title></head>
<body><p>Support our journalism: make a donation today</p></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "appeal.html").write_text(ONLY_AN_APPEAL, encoding="utf-8")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `bodycopy` with these arguments in the folder of the page."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return lambda *arguments, stdin=None: CliRunner().invoke(main, arguments, input=stdin)
