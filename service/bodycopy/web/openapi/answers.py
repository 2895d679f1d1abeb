"""What comes back, as JSON Schema: the answer, its parts, and errors."""

from __future__ import annotations

from bodycopy.model import Format, Kind, Label, WarningCode
from bodycopy.web.openapi.shapes import Schema, listing, number, or_null, schema_of, text, thing, whole_number, word

PAGE_TYPES = ("article", "forum", "product", "collection", "listing", "documentation", "service")
REASONS = ("no_article", "short", "many_links", "truncated_by_paywall", "text_from_scripts", "unsure")

_WEB_ADDRESS = or_null(text())
_NAMED = thing({"name": text(), "url": _WEB_ADDRESS})
_DAY = "ISO 8601, with the zone that the page tells; as exact as the page is."

METADATA: dict[str, Schema] = {
    "url": or_null(text("The address that was given with the page, as browsers write it.")),
    "canonicalUrl": or_null(text("The address that the page itself gives.")),
    "headline": or_null(text()),
    "description": or_null(text("The summary that the page gives of itself.")),
    "articleBody": text("The article: paragraphs parted by empty lines."),
    "authors": listing(_NAMED),
    "datePublished": or_null(text(_DAY)),
    "datePublishedRaw": or_null(text("As it stands on the page.")),
    "dateModified": or_null(text(_DAY)),
    "dateModifiedRaw": or_null(text("As it stands on the page.")),
    "inLanguage": or_null(text("A language tag such as `en` or `pt-BR`.")),
    "publisher": or_null(thing({"name": text()})),
    "articleSection": or_null(text()),
    "keywords": listing(text()),
    "breadcrumbs": listing(_NAMED, "The way to the page, outermost first."),
    "mainImage": or_null(thing({"url": text()})),
    "images": listing(thing({"url": _WEB_ADDRESS, "caption": or_null(text()), "credit": or_null(text())})),
    "isAccessibleForFree": {"type": ["boolean", "null"]},
    "wordCount": whole_number("Words of articleBody.", minimum=0),
}

REPORTS: dict[str, Schema] = {
    "blocks": listing(schema_of("Block"), "Every block in reading order, with `include=blocks`."),
    "removed": listing(schema_of("Removed"), "Every block that is not in the article, and why, with `include=removed`."),
}

INCLUDED: dict[str, Schema] = {
    "articleBodyHtml": text("The article as sanitised HTML, with `include=html`."),
    "articleBodyMarkdown": text("The article as Markdown, with `include=markdown`."),
    **REPORTS,
    "sources": {
        "type": "object",
        "description": "Where each field was found, and what else was offered, with `include=sources`.",
        "additionalProperties": thing(
            {
                "source": or_null(text("Of the value that is given; null where none was believed.")),
                "candidates": listing(thing({"value": text(), "source": text(), "chosen": {"type": "boolean"}})),
            }
        ),
    },
}

TRUST: dict[str, Schema] = {"quality": schema_of("Quality"), "engine": schema_of("Engine")}
WARNINGS: dict[str, Schema] = {
    "warnings": listing(schema_of("Warning"), "Options that were not as they should be; there once they were read.")
}

VERDICT = thing(
    {
        "rule": text("The rule that gave the block its label, such as `appeal.donate`, or `score`."),
        "evidence": text("The words, class token or number that gave it away."),
    }
)

BLOCK = thing(
    {
        "index": whole_number("The place in reading order, from 0.", minimum=0),
        "kind": word(Kind, "The form of the block."),
        "level": whole_number("1 to 6 for headings, the depth for items, else 0.", minimum=0),
        "label": word(Label, "Its role on the page."),
        "verdict": or_null(VERDICT),
        "score": number("How likely the scorer takes it to be of the article.", minimum=0, maximum=1),
        "path": text("The XPath of the element, or `line 3` in plain text."),
        "span": or_null(listing(whole_number(), "First and last line in the source, from 1.", minItems=2, maxItems=2)),
        "text": text(),
    }
)

REMOVED = thing(
    {
        "label": word(Label),
        "rule": or_null(text()),
        "evidence": or_null(text()),
        "path": text(),
        "text": text(),
    }
)

QUALITY = thing(
    {
        "score": number("The word F1 that is expected of the answer.", minimum=0, maximum=1),
        "pageType": word(PAGE_TYPES),
        "reasons": listing(word(REASONS), "What speaks against the answer."),
    }
)

ENGINE = thing(
    {
        "version": text(),
        "rules": text("A hash of models and rules: with the same version and rules a page comes out the same."),
        "votes": listing(text(), "Who was heard beside the scorer."),
        "elapsedMs": number("The one field that may differ between two calls.", minimum=0),
    }
)

WARNING = thing(
    {
        "code": word(WarningCode, "What became of the value."),
        "option": text(),
        "value": text("As it was given, shortened."),
        "message": text("For people."),
    }
)

ERROR = thing(
    {
        "error": thing(
            {
                "code": text("For programs."),
                "message": text("For people."),
                "detail": {"type": "object", "description": "Names the culprit."},
            }
        ),
        **WARNINGS,
    },
    optional=WARNINGS,
)

PROBLEM = thing(
    {**ERROR["properties"], **REPORTS, **TRUST}, "A page that was read, on which nothing is an article.", optional=REPORTS
)

LINE_HEAD: dict[str, Schema] = {
    "id": {"type": ["string", "number", "null"], "description": "That of the line asked."},
    "status": whole_number("The status that a call of its own would have.", minimum=200, maximum=599),
}
ARTICLES = (Format.TEXT, Format.MARKDOWN, Format.HTML)

BATCH_ANSWER: Schema = {
    "description": "A line of the answer to a batch.",
    "oneOf": [
        thing({**LINE_HEAD, **METADATA, **INCLUDED, **WARNINGS, **TRUST}, "An article.", optional=INCLUDED),
        *(thing({**LINE_HEAD, form.value: text(), **WARNINGS}, f"An article, with `format={form}`.") for form in ARTICLES),
        thing({**LINE_HEAD, **PROBLEM["properties"]}, "An error.", optional=(*REPORTS, *WARNINGS, *TRUST)),
    ],
}

SCHEMAS: dict[str, Schema] = {
    "Article": thing(
        {**METADATA, **INCLUDED, **WARNINGS, **TRUST}, "Null or empty where the page does not tell.", optional=INCLUDED
    ),
    "Block": BLOCK,
    "Removed": REMOVED,
    "Quality": QUALITY,
    "Engine": ENGINE,
    "Warning": WARNING,
    "Error": ERROR,
    "NoArticle": PROBLEM,
    "BatchAnswer": BATCH_ANSWER,
    "Health": thing({"status": word(["ok"])}),
    "Readiness": thing({"status": word(["ready"]), "version": text(), "rules": text()}),
}
