"""What belongs to an article's body, and what only stands around it."""

import json

import pytest

from transforms.extract import extract

URL = "https://www.example.co.uk/news/1"
TEASER = "Something else happened in Bradford today, said nobody at all, and that was the end of it."
LEAD = "A man has been arrested on suspicion of assault after an incident outside a shop in Leeds on Monday."
SECOND = "Officers were called at about 9.40pm and found a 34-year-old with injuries to his face and hands."
THIRD = "West Yorkshire Police said he was taken to hospital, where his condition was described as stable."


def page(main: str, before: str = "", after: str = "", head: str = "") -> str:
    return (
        f"<html lang=en-GB><head><title>Man held in Leeds | Example</title>{head}</head><body>{before}"
        f"<main><h1>Man held in Leeds</h1>{main}</main>{after}</body></html>"
    )


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def body(html: str) -> list[str]:
    return extract(html, URL).body.split("\n\n")


def test_a_brief_of_three_sentences_is_the_whole_body():
    assert body(page(paragraphs(LEAD, SECOND, THIRD))) == [LEAD, SECOND, THIRD]


def test_a_brief_of_one_sentence_is_found():
    assert body(page(paragraphs("A man was arrested in Leeds."))) == ["A man was arrested in Leeds."]


def test_a_link_amid_a_sentence_is_text_whatever_its_topic_is_called():
    linked = LEAD.replace(
        "assault", "<a id=auto-tag_assault data-tag=assault>assault</a> <em class=tag>here</em>"
    )
    told = LEAD.replace("assault", "assault here")
    assert body(page(paragraphs(linked, SECOND, THIRD))) == [told, SECOND, THIRD]
    named = f"<p>{SECOND} <a class=read-more>Read more</a></p>"
    assert body(page(paragraphs(LEAD) + named + paragraphs(THIRD))) == [LEAD, SECOND, THIRD]


FURNITURE = {
    "contact": "<p>Are protests breaking out in your area? Get in touch at news@example.co.uk</p>",
    "live navigation": "<p>Follow along with the latest updates below.</p>",
    "follow on": "<p>Follow Example on Twitter and Facebook for the latest news updates.</p>",
    "caption": "<figure><img src=a.jpg><figcaption>Police at the scene in Leeds.</figcaption></figure>",
    "caption in a div": "<div class=image-caption>Police at the scene of the attack (Image: Someone)</div>",
    "read more": "<p><strong>Read more: <a href=/2>Chief constable apologises for delay</a></strong></p>",
    "link alone": "<p><a href=/2>Chief constable apologises for the delay to the inquiry</a></p>",
    "related": f"<div class=related-articles><p>{TEASER}</p></div>",
    "newsletter": f"<div class=newsletter-signup><p>{TEASER}</p></div>",
    "newsletter in words": "<p>Sign up for our free crime newsletter and never miss a story.</p>",
    "donate": f"<section id=donate-box><p>{TEASER}</p></section>",
    "fund": "<p>You've Raised: £4,312</p><p>We need:</p><p>12 Days remaining</p><p>Donate today</p>",
    "byline": "<p class=byline>By Ann Other, Crime Correspondent, who reports from across the North</p>",
    "share": f"<ul class=share-links><li>{TEASER}</li></ul>",
    "comments": f"<div id=comments><p>{TEASER}</p></div>",
    "aside": f"<aside><p>{TEASER}</p></aside>",
    "tweet": f"<blockquote class=twitter-tweet><p>{TEASER}</p></blockquote>",
    "hidden": f"<p style='display: none'>{TEASER}</p>",
    "script": f"<script>var a = '{TEASER}';</script>",
    "cookies": f"<div id=onetrust-consent-sdk><p>{TEASER}</p></div>",
    "post copied in": (
        "<blockquote><p>We are aware of an incident in Leeds and ask people to stay away for now.</p>"
        "— Leeds Police (@leedspolice) June 3, 2024</blockquote>"
    ),
    "credited caption": "<p>Police outside the shop on Monday (Image: Leeds Today)</p>",
    "agency's caption": "<div><p>Officers at the scene on Tuesday. Danny Lawson/PA</p></div>",
    "date line": "<p>Published: 10:04, 12 January 2024</p><p>Monday, 12 January 2024</p>",
    "time line": "<p>News • <time datetime=2026-07-08T14:39:15+01:00>Jul 08, 2026 14:39 BST</time></p>",
    "words pulled out": f"<blockquote><p>“{THIRD[29:]}”</p></blockquote><p>— West Yorkshire Police</p>",
    "field for an address": f"<div><p>{TEASER}</p><div><input type=email></div></div>",
    "card of another story": f"<div><h3><a href=/2>Bradford</a></h3><p>{TEASER}</p></div>",
    "caption below a picture": "<p><img src=a.jpg></p><p><em>Officers outside the shop on Monday.</em></p>",
    "caption beside a picture": "<div><a href=a.jpg><img src=a.jpg></a><p>The shop on Monday.</p></div>",
    "titled list of links": f"<p><b>Read more:</b></p><ul><li>{TEASER}</li></ul>",
    "label before a link": "<p>EXPLAINED: <a href=/2>How the chief constable is chosen</a></p>",
    "plea amid a line": "<p>We are small; please support our journalism if you can.</p>",
    "who else reported": "<p>Vik Rao in Bradford contributed to this report.</p>",
    "fact box": f"<div class=fact-box><p>{TEASER}</p></div>",
    "headline again": "<div>Man held in Leeds</div>",
    "tags": "<div class=article-tags><a href=/t/1>Crime</a> <a href=/t/2>West Yorkshire Police</a></div>",
}


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE)
def test_furniture_between_paragraphs_is_left_out(furniture):
    html = page(f"<div class=article-body>{paragraphs(LEAD)}{furniture}{paragraphs(SECOND, THIRD)}</div>")
    assert body(html) == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE)
def test_furniture_after_the_article_is_left_out(furniture):
    html = page(f"<div>{paragraphs(LEAD, SECOND, THIRD)}</div><div>{furniture}</div>")
    assert body(html) == [LEAD, SECOND, THIRD]


KEPT = {
    "statement as a quote": (
        "<blockquote>“We are sorry,” the force said.</blockquote>",
        "“We are sorry,” the force said.",
    ),
    "statement in a quote's paragraph": ("<blockquote><p>We are sorry.</p></blockquote>", "We are sorry."),
    "list item": ("<ul><li>Two officers were suspended</li></ul>", "Two officers were suspended"),
    "subheading": ("<h2>What the court heard</h2>", "What the court heard"),
    "short paragraph": ("<p>He denies it.</p>", "He denies it."),
    "paragraph with links": (
        "<p>The <a href=/iopc>Independent Office for Police Conduct</a> was told.</p>",
        "The Independent Office for Police Conduct was told.",
    ),
    "long paragraph that opens like furniture": (
        f"<p>Sign up sheets were found in the flat. {LEAD} {SECOND} {THIRD}</p>",
        f"Sign up sheets were found in the flat. {LEAD} {SECOND} {THIRD}",
    ),
    "crosshead below a picture": (
        "<p><img src=a.jpg></p><p><strong>What the court heard</strong></p>",
        "What the court heard",
    ),
    "heading that is no label": ("<h3>Summary</h3>", "Summary"),
    "text beside a picture": ("<p><img src=a.jpg>It rained.</p>", "It rained."),
}


@pytest.mark.parametrize(("html", "text"), KEPT.values(), ids=KEPT)
def test_what_is_the_articles_own_is_kept_in_its_place(html, text):
    main = f"<div>{paragraphs(LEAD)}{html}{paragraphs(SECOND, THIRD)}</div>"
    assert body(page(main)) == [LEAD, text, SECOND, THIRD]


def test_two_line_breaks_part_paragraphs_and_one_does_not():
    html = page(f"<div>{LEAD}<br><br>{SECOND}<br>{THIRD}</div>")
    assert body(html) == [LEAD, f"{SECOND} {THIRD}"]


def test_a_body_in_several_pieces_is_one():
    pieces = "".join(
        f"<div class=chunk><div class=inner>{paragraphs(text)}</div></div>" for text in (LEAD, SECOND, THIRD)
    )
    assert body(page(pieces)) == [LEAD, SECOND, THIRD]


def test_a_named_body_wins_over_more_text_elsewhere():
    about = (
        f"<div class=about-us>{paragraphs('We are an independent publisher, and proud of it. ' * 20)}</div>"
    )
    html = page(f"<div itemprop=articleBody>{paragraphs(LEAD, SECOND)}</div>", after=about)
    assert body(html) == [LEAD, SECOND]


def test_a_name_like_furniture_on_the_whole_article_is_not_believed():
    html = page(f"<div class='sidebar-layout social'>{paragraphs(LEAD, SECOND, THIRD)}</div>")
    assert body(html) == [LEAD, SECOND, THIRD]


def test_a_page_wrapped_in_a_form_is_read():
    html = f"<body><form id=aspnetForm><h1>Man held</h1><div>{paragraphs(LEAD, SECOND)}</div></form></body>"
    assert body(html) == [LEAD, SECOND]


def test_a_long_cookie_text_is_not_the_article_even_of_a_short_one():
    wall = f"<div class=cookie-consent>{paragraphs('We and our partners store information. ' * 40)}</div>"
    assert body(page(paragraphs(LEAD, SECOND), after=wall)) == [LEAD, SECOND]


def test_the_byline_above_the_article_is_left_out():
    html = page(
        "<p>By Ann Other, Crime Correspondent</p>" + paragraphs(LEAD),
        head="<meta name=author content='Ann Other'>",
    )
    assert body(html) == [LEAD]


def test_a_person_who_is_quoted_is_not_taken_for_a_byline():
    first = "Ann Other was told that she had no case to answer, and went home."
    assert body(page(paragraphs(first, LEAD), head="<meta name=author content='Ann Other'>")) == [first, LEAD]


def test_the_authors_biography_at_the_end_is_left_out():
    bio = "<p>Ann Other is the Example's crime reporter and has covered Leeds since 2011.</p>"
    html = page(paragraphs(LEAD, SECOND, THIRD) + bio, head="<meta name=author content='Ann Other'>")
    assert body(html) == [LEAD, SECOND, THIRD]


def test_the_standfirst_is_kept_apart_from_the_body():
    html = page(f"<p class=standfirst>Police appeal for witnesses.</p><div>{paragraphs(LEAD, SECOND)}</div>")
    article = extract(html, URL)
    assert article.standfirst == "Police appeal for witnesses."
    assert article.body == f"{LEAD}\n\n{SECOND}"


def test_a_bold_first_line_that_is_the_description_is_the_standfirst():
    bold = "<p><strong>Charity calls for ban on searches</strong></p>"
    html = page(
        bold + paragraphs(LEAD, SECOND),
        head="<meta name=description content='Charity calls for ban on searches'>",
    )
    article = extract(html, URL)
    assert (article.standfirst, article.body) == ("Charity calls for ban on searches", f"{LEAD}\n\n{SECOND}")


def test_the_papers_own_strapline_is_no_standfirst():
    html = page(paragraphs(LEAD), before="<div class=strapline>For work, peace and the common good</div>")
    assert extract(html, URL).standfirst is None


def test_a_lead_that_repeats_the_description_stays_in_the_body():
    html = page(paragraphs(LEAD, SECOND), head=f'<meta name=description content="{LEAD}">')
    article = extract(html, URL)
    assert article.body.startswith(LEAD)
    assert article.standfirst is None


def test_an_article_that_only_the_json_ld_holds_is_rescued():
    node = {"@type": "NewsArticle", "headline": "Man held", "articleBody": f"{LEAD} {SECOND}\n\n{THIRD}"}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert body(page("<div id=app></div>", head=script)) == [f"{LEAD} {SECOND}", THIRD]
