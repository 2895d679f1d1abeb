"""The table itself: which measures are taken of which pages, and what is asked of each."""

from __future__ import annotations

from bench import measures as m
from bench.measures import Measure

FUNDUS = "fundus-dev"
WCXB = "wcxb-dev"
ARTICLES = "wcxb-dev:article"
TRAF = "traf-dev"
OTHER_TYPES = ("documentation", "service", "forum", "collection", "listing", "product")

WHOLE = "html_text"
HALF = "favor_recall"

TABLE = (
    Measure("word F1", FUNDUS, m.word_f1, 0.960, 0.980),
    Measure("word precision", FUNDUS, m.word_precision),
    Measure("word recall", FUNDUS, m.word_recall),
    Measure("shingle F1", FUNDUS, m.shingle_f1, None, 0.980),
    Measure("word F1", ARTICLES, m.word_f1, 0.940, 0.958),
    Measure("word precision", ARTICLES, m.word_precision),
    Measure("word recall", ARTICLES, m.word_recall),
    Measure("shingle F1", ARTICLES, m.shingle_f1),
    Measure("word F1", WCXB, m.word_f1, 0.830, 0.880),
    Measure("word precision", WCXB, m.word_precision),
    Measure("word recall", WCXB, m.word_recall),
    Measure("shingle F1", WCXB, m.shingle_f1),
    *(Measure("word F1", f"{WCXB}:{kind}", m.word_f1) for kind in OTHER_TYPES),
    Measure("segments F1", TRAF, m.segment_f1, 0.926, 0.945),
    Measure("unwanted snippets leaked", WCXB, m.unwanted_leak, None, 0.03, less=True),
    Measure("unwanted snippets leaked", TRAF, m.unwanted_leak, None, 0.06, less=True),
    Measure("captions leaked", FUNDUS, m.caption_leak, 0.015, 0.005, less=True),
    Measure("headline leaked", FUNDUS, m.headline_leak, 0.03, 0.01, less=True),
    Measure("appeals leaked", f"{FUNDUS}+{ARTICLES}", m.appeal_leak, 0.05, 0.02, less=True),
    Measure("appeal words stripped", f"{FUNDUS}+{ARTICLES}", m.appeal_strip, 0.03, 0.015, less=True),
    Measure("headline equal", FUNDUS, m.headline_right, 0.85, 0.95),
    Measure("headline equal", WCXB, m.headline_right, 0.75, 0.92),
    Measure("headline equal", TRAF, m.headline_right, None, 0.88),
    Measure("authors", FUNDUS, m.authors_right, 0.82, 0.92),
    Measure("authors", WCXB, m.authors_right, 0.67, 0.82),
    Measure("authors", TRAF, m.authors_right, None, 0.78),
    Measure("authors, of those given", FUNDUS, m.authors_precision, None, 0.94),
    Measure("authors, of those given", WCXB, m.authors_precision),
    Measure("authors, of those given", TRAF, m.authors_precision),
    Measure("day", FUNDUS, m.day_right, 0.97, 0.985),
    Measure("day", WCXB, m.day_right, 0.84, 0.92),
    Measure("day", TRAF, m.day_right, None, 0.92),
    Measure("day, of those given", FUNDUS, m.day_precision, None, 0.99),
    Measure("day, of those given", WCXB, m.day_precision, None, 0.94),
    Measure("day, of those given", TRAF, m.day_precision),
    Measure("language", f"{FUNDUS}+{WCXB}+{TRAF}", m.language_right, None, 0.99, own=True),
    Measure("gold captions under images", FUNDUS, m.captions_known, None, 0.90, own=True),
    Measure("plain text, whole page: word F1", FUNDUS, m.word_f1, 0.80, 0.94, plain=WHOLE),
    Measure("plain text, whole page: word F1", ARTICLES, m.word_f1, None, 0.93, plain=WHOLE),
    Measure("plain text, favor_recall: word F1", FUNDUS, m.word_f1, None, 0.965, plain=HALF),
    Measure("plain text, favor_recall: word F1", ARTICLES, m.word_f1, plain=HALF),
)
