"""Which thing of a page's JSON-LD is its article."""

from __future__ import annotations

from tests.metadata.pages import URL, chosen, names, read


def test_a_graph_with_references() -> None:
    metadata = read(
        linked={
            "@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "The Harbour Times", "publisher": {"@id": "#org"}},
                {"@type": "Organization", "@id": "#org", "name": "Harbour Press"},
                {"@type": "Person", "@id": "#jane", "name": "Jane Doe", "url": "/people/jane"},
                {"@type": "WebPage", "@id": URL, "name": "Ferry runs again - The Harbour Times", "datePublished": "2024-05-30"},
                {
                    "@type": "Article",
                    "headline": "Ferry runs again",
                    "author": {"@id": "#jane"},
                    "publisher": {"@id": "#org"},
                    "datePublished": "2024-05-31T08:00:00+02:00",
                    "mainEntityOfPage": {"@id": URL},
                },
            ]
        }
    )
    assert metadata.headline == "Ferry runs again"
    assert names(metadata) == ["Jane Doe"]
    assert metadata.authors[0].url == "https://www.harbourtimes.example/people/jane"
    assert metadata.publisher == "Harbour Press"
    assert metadata.date_published == "2024-05-31T08:00:00+02:00"
    assert chosen(metadata, "datePublished") == ["json-ld"]


def test_of_several_articles_the_one_of_this_page_wins() -> None:
    teaser = {"@type": "NewsArticle", "headline": "Museum opens late", "url": "https://www.harbourtimes.example/museum"}
    own = {"@type": "NewsArticle", "headline": "Ferry runs again", "url": URL, "author": {"name": "Jane Doe"}}
    metadata = read(head="<title>Ferry runs again</title>", linked=[teaser, own])
    assert (metadata.headline, names(metadata)) == ("Ferry runs again", ["Jane Doe"])


def test_the_questions_of_a_box_are_not_the_article() -> None:
    question = {
        "@type": "Question",
        "name": "When does the ferry run?",
        "acceptedAnswer": {"@type": "Answer", "text": "Daily."},
    }
    box = {"@type": "FAQPage", "mainEntity": [question, question]}
    metadata = read(head="<title>Tickets</title>", linked=[{"@type": "WebPage", "name": "Tickets"}, box])
    assert (metadata.headline, metadata.article_type) == ("Tickets", None)
    metadata = read(linked={"@type": "QAPage", "mainEntity": question})
    assert (metadata.headline, metadata.article_type) == ("When does the ferry run?", "Question")


def test_postings_and_listed_articles_are_not_the_article() -> None:
    metadata = read(
        linked=[
            {
                "@type": "ItemList",
                "itemListElement": [{"@type": "ListItem", "item": {"@type": "Article", "headline": "A teaser here"}}],
            },
            {
                "@type": "LiveBlogPosting",
                "headline": "The vote as it happens",
                "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Doors are open", "author": {"name": "John Roe"}}],
            },
        ]
    )
    assert (metadata.headline, metadata.article_type, names(metadata)) == ("The vote as it happens", "LiveBlogPosting", [])


def test_free_access_type_and_body() -> None:
    metadata = read(
        linked={
            "@type": "https://schema.org/OpinionNewsArticle",
            "headline": "Let it sail",
            "isAccessibleForFree": False,
            "articleBody": "<p>First &amp; last.</p><p>Second.</p>",
        }
    )
    assert metadata.is_accessible_for_free is False
    assert metadata.article_type == "OpinionNewsArticle"
    assert metadata.article_body == "First & last. Second."


def test_breadcrumbs_in_their_order() -> None:
    items = [
        {"@type": "ListItem", "position": 2, "name": "Ferries", "item": "/news/ferries"},
        {"@type": "ListItem", "position": 1, "item": {"@id": "https://www.harbourtimes.example/news", "name": "News"}},
    ]
    metadata = read(linked={"@type": "BreadcrumbList", "itemListElement": items})
    assert [(step.name, step.url) for step in metadata.breadcrumbs] == [
        ("News", "https://www.harbourtimes.example/news"),
        ("Ferries", "https://www.harbourtimes.example/news/ferries"),
    ]
