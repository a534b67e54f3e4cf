"""Makes the feeds of a snapshot: one a topic, one of bursts, one of edits; and those of saved queries."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from beatbook.digest import atom, changes, findings
from beatbook.digest.asking import last_window, rows
from beatbook.digest.atom import Entry
from beatbook.digest.lines import Line, web
from beatbook.digest.links import named, on_disk
from beatbook.digest.window import Window

if TYPE_CHECKING:
    from beatbook.book import Book
    from beatbook.saved_queries import Saved

FOLDER = "feeds"  # of a site
MOST = 30  # entries of a feed
BACK = dt.timedelta(days=182)  # that bursts are looked for
UP = "../"  # from a feed to the site's pages


def feeds(book: "Book") -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every feed of a site, and of the list of them."""
    made_at = _made_at(book)
    listed = [("bursts", "Bursts"), ("edits", "Edits")]
    told = last_window(book, [])
    said = "Days on which a topic had more articles than expected"
    yield "bursts.xml", of_lines("bursts", "Bursts", said, _bursts(book, told), "index.html", made_at)
    said = "What outlets changed after publication, plain edits aside"
    yield "edits.xml", of_lines("edits", "Edits", said, _edits(book), "index.html", made_at)
    for topic, articles in groupby(rows(book, "feed_topics", most=MOST), lambda row: row["topic"]):
        name = book.topics[topic]
        listed.append((f"topic-{topic}", name))
        page = f"{UP}index.html#topic={topic}"
        entries = [article(row, UP) for row in articles]
        yield (
            f"topic-{topic}.xml",
            _feed(f"topic-{topic}", name, f"Articles about {name}", page, entries, made_at),
        )
    yield "feeds.opml", opml(listed)


def of_lines(
    name: str, title: str, subtitle: str, told: Sequence[Line], page: str, made_at: dt.datetime
) -> str:
    """Return the feed of a site that tells these findings, one an entry."""
    entries = [
        Entry(
            line.key,
            line.title,
            " ".join([line.said, *(f"{each.kinds}: “{each.old}” → “{each.new}”." for each in line.changes)]),
            f"{UP}{line.page}",
            line.at or dt.datetime.combine(line.day, dt.time()),
            url=line.articles[0].url if line.changes and line.articles else None,
        )
        for line in told
    ]
    return _feed(name, title, subtitle, f"{UP}{page}", entries, made_at)


def of_saved(book: "Book", saved: "Saved") -> str:
    """Return the feed of a saved query, the newest articles that it finds: the desk's, not the site's."""
    from beatbook.digest import lookout

    site = on_disk().site or ""
    entries = [article(row, site) for row in lookout.articles(book, saved)]
    said = f"Beatbook: {saved.name}"
    page = f"{site}index.html"
    return atom.feed(f"saved:{saved.slug}", said, saved.asks, page, entries, made_at=_made_at(book))


def article(row: Mapping[str, Any], site: str) -> Entry:
    """Return an article as an entry, which changes when the article was seen to."""
    updated = max(filter(None, (row["published_at"], row["revised_at"])))
    return Entry(
        f"article:{row['article_id']}",
        row["headline"] or "(no headline)",
        f"{row['outlet']}. {row['standfirst'] or ''}".strip(),
        f"{site}article.html#id={row['article_id']}",
        updated,
        row["published_at"],
        web(row["url"]),
        tuple(row["authors"] or ()) or (row["outlet"],),
    )


def opml(listed: Sequence[tuple[str, str]]) -> str:
    """Return the list of a site's feeds, to be read by a feed reader, as OPML 2.0."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Beatbook"
    body = etree.SubElement(root, "body")
    base = named()
    for name, title in listed:
        address = f"{name}.xml" if base is None else f"{base}{FOLDER}/{name}.xml"
        etree.SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=address)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


def _feed(
    name: str, title: str, subtitle: str, page: str, entries: Sequence[Entry], made_at: dt.datetime
) -> str:
    base = named()
    address = None if base is None else f"{base}{FOLDER}/{name}.xml"
    said = f"Beatbook: {title}"
    return atom.feed(f"feed:{name}", said, subtitle, page, entries, made_at=made_at, address=address)


def _bursts(book: "Book", told: Window | None) -> Sequence[Line]:
    if told is None:
        return []
    wide = Window(told.day - BACK, told.day, told.seen_after, told.seen_until)
    found = findings.bursts(book, wide, most=10 * MOST).lines
    return sorted(found, key=lambda line: line.day, reverse=True)[:MOST]


def _edits(book: "Book") -> Sequence[Line]:
    found = rows(book, "edits", seen_after=None, seen_until=None)
    return list(changes.serious(found))[:MOST]


def _made_at(book: "Book") -> dt.datetime:
    from warehouse import query

    made: dt.datetime = query.snapshot(book.connection)["built_at"]
    return made
