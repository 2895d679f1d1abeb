"""Coverage-guided fuzzing of the whole pipeline with atheris: `python -m bench.fuzz [FOLDER] [libFuzzer's options]`.

atheris instruments our modules and looks for pages that reach code which none has reached before; what is found interesting is
kept in the folder. It is no dependency of the project (35 MB, Linux only): `pip install atheris` into a virtual environment.
An error of any kind, a page that takes longer than `-timeout` seconds or more than `-rss_limit_mb` of memory stop it, and
leave the page behind. The properties that Hypothesis checks are in tests/fuzz.
"""

from __future__ import annotations

import sys

try:
    import atheris
except ImportError:
    raise SystemExit("atheris is not installed here: pip install atheris") from None

with atheris.instrument_imports(include=["bodycopy"]):
    from bodycopy.isolation.task import answer_page
    from bodycopy.isolation.trial import try_out
    from bodycopy.model import Format, Include, Mode, Options, Source, SourceType

STATUSES = {200, 415, 422}
USUAL = ("-max_len=8192", "-timeout=20", "-rss_limit_mb=4096")


def one_page(data: bytes) -> None:
    """The first byte chooses what is asked, the rest is the page."""
    choice = data[0] if data else 0
    options = Options(
        url="https://strait.example/ferry" if choice & 1 else None,
        include=frozenset(Include) if choice & 2 else frozenset(),
        format=list(Format)[choice >> 2 & 3],
        mode=list(Mode)[(choice >> 4 & 3) % len(Mode)],
    )
    source = Source(data[1:], SourceType.TEXT if choice & 64 else SourceType.HTML, "utf-8" if choice & 128 else None)
    answer = answer_page(source, options)
    assert answer.status in STATUSES, answer


if __name__ == "__main__":
    try_out(answer_page)
    atheris.Setup([sys.argv[0], *USUAL, *sys.argv[1:]], one_page)
    atheris.Fuzz()
