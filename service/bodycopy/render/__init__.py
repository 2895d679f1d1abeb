"""Document -> text, Markdown, sanitised HTML, the JSON answer, the removal report, the list of blocks.

Every output is a view of the same Document; nothing here judges a block.
"""

from bodycopy.render.answer import answer, problem, warning_list
from bodycopy.render.encode import dump_json, encode
from bodycopy.render.html import article_html
from bodycopy.render.markdown import article_markdown
from bodycopy.render.reports import block_list, removed_report
from bodycopy.render.text import article_text
from bodycopy.render.words import count_words

__all__ = [
    "answer",
    "article_html",
    "article_markdown",
    "article_text",
    "block_list",
    "count_words",
    "dump_json",
    "encode",
    "problem",
    "removed_report",
    "warning_list",
]
