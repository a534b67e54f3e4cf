"""What a page says of itself, headline to language, and how far it is believed."""

import json

import pytest

from transforms.extract import extract

URL = "https://www.example.co.uk/news/1?utm_source=feed"
TEXT = "<p>The force said on Monday that it would publish the findings of the review in full next month.</p>"


def article(head: str = "", h1: str = "<h1>Force to publish review of stop and search</h1>", **node: object):
    script = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **node}) if node else "{}"
    return extract(
        f"<head>{head}<script type='application/ld+json'>{script}</script></head><body>{h1}{TEXT}</body>",
        URL,
    )


HEADLINES = {
    "h1 alone": ("", "<h1>Force sorry for raid</h1>", {}, "Force sorry for raid"),
    "title with the site's name after it": (
        "<title>Force sorry for raid | Example</title><meta property=og:site_name content=Example>",
        "",
        {},
        "Force sorry for raid",
    ),
    "a dash inside the headline stays": (
        "<title>Force sorry - but not for the raid</title>",
        "",
        {},
        "Force sorry - but not for the raid",
    ),
    "h1 that the json-ld cuts short": (
        "",
        "<h1>Force sorry for raid on wrong house in Leeds</h1>",
        {"headline": "Force sorry for raid on wrong house..."},
        "Force sorry for raid on wrong house in Leeds",
    ),
    "h1 of another story": (
        "",
        "<h1>Weather: rain</h1>",
        {"headline": "Force sorry for raid"},
        "Force sorry for raid",
    ),
    "the h1's own quotes": (
        "",
        "<h1>Force ‘sorry’ for raid</h1>",
        {"headline": "Force 'sorry' for raid"},
        "Force ‘sorry’ for raid",
    ),
    "escaped": ("", "", {"headline": "Met&#8217;s plan &amp;#8216;dead&amp;#8217;"}, "Met’s plan ‘dead’"),
}


@pytest.mark.parametrize(("head", "h1", "node", "headline"), HEADLINES.values(), ids=HEADLINES)
def test_headline(head, h1, node, headline):
    assert article(head, h1, **node).headline == headline


AUTHORS = {
    "a person": ({"name": "Ann Other"}, ("Ann Other",)),
    "a string": ("By Ann Other", ("Ann Other",)),
    "several in one name": (
        [{"name": "Ann Other, Vik Rao and Jo Bloggs"}],
        ("Ann Other", "Vik Rao", "Jo Bloggs"),
    ),
    "letters after a name": ("Ann Other, MA, and Vik Rao, KC", ("Ann Other", "Vik Rao")),
    "title after a comma": ("Ann Other, Home Affairs Editor", ("Ann Other",)),
    "title without a comma": ("Ann Other Crime Correspondent", ("Ann Other",)),
    "handle": ("Ann Other @annother", ("Ann Other",)),
    "place": ("Ann Other in Leeds", ("Ann Other",)),
    "place after a comma": ("Ann Other, Lagos", ("Ann Other",)),
    "agency after a comma": ("Ann Other, Reuters", ("Ann Other", "Reuters")),
    "one word": ("Madonna", ("Madonna",)),
    "the outlet itself": ([{"name": "Example"}, {"name": "Ann Other"}], ("Ann Other",)),
    "person and agency": ("Ann Other and Press Association", ("Ann Other", "Press Association")),
    "accents": ("Zoë O’Brien-Núñez", ("Zoë O’Brien-Núñez",)),
    "nobody": ("admin", ()),
    "twice": (["Ann Other", "Ann Other"], ("Ann Other",)),
}


@pytest.mark.parametrize(("author", "names"), AUTHORS.values(), ids=AUTHORS)
def test_authors(author, names):
    assert article(author=author, publisher={"name": "Example"}).authors == names


def test_an_author_by_reference_is_looked_up_in_the_graph():
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "A", "author": {"@id": "#p"}},
            {"@type": "Person", "@id": "#p", "name": "Ann Other"},
        ]
    }
    html = f"<script type='application/ld+json'>{json.dumps(graph)}</script><h1>A</h1>{TEXT}"
    assert extract(html, URL).authors == ("Ann Other",)


def test_profile_addresses_and_slugs_are_no_authors():
    profile = "<meta property=article:author content=https://example.co.uk/authors/ann>"
    head = f"{profile}<meta name=author content='Vik Rao'>"
    assert article(head).authors == ("Vik Rao",)


def test_the_byline_on_the_page_is_the_last_resort():
    assert article(h1="<h1>Force to publish</h1><span class=byline>By Ann Other</span>").authors == (
        "Ann Other",
    )


BYLINES = {
    "marked name in a byline with more": (
        "<div class=byline>11 July<span class=byline-name>Ann Other</span><span>Example</span></div>",
        (),
    ),
    "two of them": (
        "<div class=byline><p><a class=author-name>Ann Other</a></p>"
        "<p><a class=author-name>Vik Rao</a></p></div>",
        ("Vik Rao",),
    ),
    "a portrait linked before the name": (
        "<div class=postByline><a rel=author href=/a><img src=1.png></a><div><p>"
        "<span>By: <a rel=author href=/a>Ann Other</a></span></p></div></div>",
        (),
    ),
    "field": ("<div class=submitted>Tuesday by <span class=field-author>Ann Other</span></div>", ()),
    "one in the head, two on the page": (
        "<span class=byline>by <a href=/author/ann>Ann Other</a> and <a href=/author/vik>Vik Rao</a></span>",
        ("Vik Rao",),
    ),
}


@pytest.mark.parametrize(("byline", "more"), BYLINES.values(), ids=BYLINES)
def test_bylines_as_systems_print_them(byline, more):
    head = "<meta name=author content='Ann Other'>" if "/author/" in byline else ""
    assert article(head, f"<h1>Force to publish</h1>{byline}").authors == ("Ann Other", *more)


JSON_LD = {
    "list": '[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "headline": "True"}]',
    "graph": '{"@graph": [{"@type": "WebSite", "name": "No"}, {"@type": ["Article"], "headline": "True"}]}',
    "trailing comma": '{"@type": "NewsArticle", "headline": "True",}',
    "raw line break": '{"@type": "NewsArticle", "headline": "True", "description": "one\ntwo"}',
    "commented out": '<!-- {"@type": "NewsArticle", "headline": "True"} -->',
    "cdata": '//<![CDATA[\n{"@type": "NewsArticle", "headline": "True"}\n//]]>',
    "two objects in one script": '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "True"}',
    "full type address": '{"@type": "https://schema.org/ReportageNewsArticle", "headline": "True"}',
}


@pytest.mark.parametrize("script", JSON_LD.values(), ids=JSON_LD)
def test_json_ld_is_read_in_the_shapes_publishers_give_it(script):
    html = f"<title>False</title><script type='application/ld+json'>{script}</script>{TEXT}"
    assert extract(html, URL).headline == "True"


@pytest.mark.parametrize(
    "script", ['{"@type": "NewsArticle", "headline": ', "[[[[", "null", "7", '{"@graph": 3}', "{" * 5000]
)
def test_json_ld_beyond_mending_is_passed_over(script):
    html = f"<title>The title</title><script type='application/ld+json'>{script}</script>{TEXT}"
    assert extract(html, URL).headline == "The title"


def test_the_canonical_address_is_made_absolute_and_clean():
    assert (
        article("<link rel=canonical href='/news/1?utm_medium=x#top'>").canonical_url
        == "https://www.example.co.uk/news/1"
    )


@pytest.mark.parametrize(
    "claim",
    [
        "https://evil.example.com/news/1",
        "javascript:alert(1)",
        "ftp://www.example.co.uk/1",
        "http://[broken",
        "https://www.example.co.uk/",
    ],
)
def test_an_address_the_page_must_not_claim_is_refused(claim):
    assert article(f"<link rel=canonical href='{claim}'>").canonical_url is None


def test_an_address_in_another_domain_of_the_same_outlet_is_believed_when_it_is_owned():
    html = f"<link rel=canonical href=https://example-news.com/1><h1>A</h1>{TEXT}"
    assert extract(html, URL, owned=["example-news.com"]).canonical_url == "https://example-news.com/1"


ACCESS = {
    "nothing said": ("", {}, "unknown"),
    "free": ("", {"isAccessibleForFree": True}, "open"),
    "free in words": ("", {"isAccessibleForFree": "True"}, "open"),
    "not free": ("", {"isAccessibleForFree": "false"}, "paywalled"),
    "a part not free": ("", {"hasPart": {"isAccessibleForFree": False}}, "paywalled"),
    "metered": ("<meta property=article:content_tier content=metered>", {}, "metered"),
    "locked": ("<meta property=article:content_tier content=locked>", {}, "paywalled"),
}


@pytest.mark.parametrize(("head", "node", "access"), ACCESS.values(), ids=ACCESS)
def test_access(head, node, access):
    assert article(head, **node).access == access


def test_a_long_clear_text_outweighs_the_language_the_page_claims():
    welsh = (
        "Mae’r heddlu wedi cadarnhau bod dyn wedi’i arestio yng Nghaerdydd ddydd Llun yn dilyn ymosodiad. "
        * 4
    )
    assert extract(f"<html lang=en><h1>Dyn yn y ddalfa</h1><p>{welsh}</p></html>", URL).language == "cy"


def test_a_short_text_leaves_the_language_to_the_page():
    assert extract("<html lang=en-GB><h1>Man held</h1><p>Police said.</p></html>", URL).language == "en"


SECTIONS = {
    "meta": (URL, "<meta property=article:section content=Crime>", {}, "Crime"),
    "json-ld first": (URL, "<meta property=article:section content=A>", {"articleSection": ["B", "C"]}, "B"),
    "the address's first part": ("https://www.example.co.uk/uk-news/man-held", "", {}, "uk-news"),
    "an address that names none": ("https://www.example.co.uk/article/man-held", "", {}, None),
    "no address": ("http://[", "", {}, None),
}


@pytest.mark.parametrize(("url", "head", "node", "section"), SECTIONS.values(), ids=SECTIONS)
def test_section(url, head, node, section):
    script = json.dumps({"@type": "NewsArticle", **node})
    html = f"<head>{head}<script type='application/ld+json'>{script}</script></head><h1>A</h1>{TEXT}"
    assert extract(html, url).section == section


KINDS = {
    "article": (URL, "", {"headline": "A"}, "article"),
    "nothing said": (URL, "", {}, "article"),
    "live blog by type": (URL, "", {"@type": "LiveBlogPosting", "headline": "A"}, "live"),
    "live blog by address": ("https://www.example.co.uk/news/live/1", "", {"headline": "A"}, "live"),
    "video": (URL, "", {"@type": "VideoObject"}, "video"),
    "gallery by address": ("https://www.example.co.uk/gallery/1", "", {}, "gallery"),
    "front page": ("https://www.example.co.uk/", "", {}, "section"),
    "topic page": ("https://www.example.co.uk/topic/crime", "", {}, "section"),
    "undated page of the site": (URL, "<meta property=og:type content=website>", {}, "section"),
    "an article under a topic's address": (
        "https://www.example.co.uk/topic/a",
        "",
        {"headline": "A"},
        "article",
    ),
}


@pytest.mark.parametrize(("url", "head", "node", "kind"), KINDS.values(), ids=KINDS)
def test_kind(url, head, node, kind):
    script = json.dumps({"@type": "NewsArticle", **node}) if node else "{}"
    html = f"<head>{head}<script type='application/ld+json'>{script}</script></head><h1>A</h1>{TEXT}"
    assert extract(html, url).kind == kind
