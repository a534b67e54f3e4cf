"""Drafts of outlets: whatever a site or a list of feeds says, the file is sound and says the same."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders import catalogue, drafts, opml
from spiders.catalogue import Outlet
from spiders.kinds.offer import UnreadableSource
from spiders.sources import Source

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTILE = "Echo\"\nenabled = true\x1b[2J\u202e\x00\x7f\U000e0041 \\ '''"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text == text.strip())


def draft(**changes: object) -> Outlet:
    fields: dict[str, object] = {
        "slug": "echo",
        "name": "Echo",
        "homepage": "https://www.echo.test/",
        "kind": "local",
        "region": "UK",
        "domains": ("echo.test",),
        "confidence": "low",
        "enabled": False,
        "sources": (Source("feed", "https://www.echo.test/rss"),),
        "reason": "drafted",
    }
    return Outlet(**(fields | changes))  # type: ignore[arg-type]


def read_back(text: str) -> Outlet:
    return catalogue.outlet("echo", tomllib.loads(text), "echo.toml")


@given(TEXT, TEXT)
def test_any_text_comes_back_as_it_was(name: str, note: str) -> None:
    written = draft(name=name, note=note, exclude=("/sport/", r"\d{4}"), expect_per_day=(3, 40))
    assert read_back(drafts.toml(written)) == written


def test_every_option_comes_back() -> None:
    sources = (
        Source("listing", "https://www.echo.test/n", links='a[href^="/n"]', next="a.next", most_pages=3),
        Source("sitemap", "https://www.echo.test/{yyyy}.xml", window_days=7),
    )
    assert read_back(drafts.toml(draft(sources=sources))).sources == sources


def test_hostile_names_reach_neither_terminal_nor_other_fields() -> None:
    text = drafts.toml(draft(name=HOSTILE))
    assert all(mark.isprintable() or mark == "\n" for mark in text)
    assert read_back(text).name == HOSTILE
    assert read_back(text).enabled is False


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "/", "CON", "a" * 999, "\x00", "Ünïted ✪", ""])
def test_slugs_are_fit_for_files(name: str) -> None:
    assert catalogue.SLUG.fullmatch(drafts.slug(name))
    assert len(drafts.slug(name)) <= drafts.LONGEST_SLUG


def test_a_file_is_never_replaced_and_never_wrong(tmp_path: Path) -> None:
    assert catalogue.read(drafts.write(draft(), tmp_path)) == draft()
    with pytest.raises(FileExistsError):
        drafts.write(draft(name="Other"), tmp_path)
    with pytest.raises(catalogue.CatalogueError, match="lies outside"):
        drafts.write(draft(slug="other", domains=("other.test",)), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["echo.toml"]


def outline(**told: str) -> str:
    return "<outline " + " ".join(f'{name}="{value}"' for name, value in told.items()) + "/>"


def listed(*outlines: str) -> bytes:
    folder = f'<outline text="Folder">{"".join(outlines)}</outline>'
    return f'<opml version="2.0"><body>{folder}</body></opml>'.encode()


def test_a_site_becomes_one_outlet_with_all_its_feeds() -> None:
    document = listed(
        outline(
            text="Camden Voice",
            xmlUrl="https://camdenvoice.test/feed/",
            htmlUrl="https://www.camdenvoice.test/",
        ),
        outline(
            text="Crime", xmlUrl="http://feeds.feedhost.test/camden", htmlUrl="https://camdenvoice.test/crime"
        ),
        outline(title="Bow &lt;b&gt;Bugle&lt;/b&gt;", text="x", xmlUrl="https://bow.test/rss"),
        outline(text="Camden Voice", xmlUrl="https://another.test/rss"),
        outline(text="Echo sport", xmlUrl="https://www.echo.test/sport.rss"),
        outline(text="Files", xmlUrl="file:///etc/passwd"),
    )
    made = opml.drafts(document, [draft()])
    assert [(each.slug, each.name, each.domains) for each in made.outlets] == [
        ("camden-voice", "Camden Voice", ("camdenvoice.test", "feeds.feedhost.test")),
        ("bow-bugle", "Bow Bugle", ("bow.test",)),
        ("camden-voice-2", "Camden Voice", ("another.test",)),
    ]
    assert [source.url for source in made.outlets[0].sources] == [
        "https://camdenvoice.test/feed/",
        "http://feeds.feedhost.test/camden",
    ]
    assert {(each.enabled, each.confidence, bool(each.reason)) for each in made.outlets} == {
        (False, "low", True)
    }
    assert made.left_out == (
        ("Echo sport", "its site is in the catalogue as echo"),
        ("file:///etc/passwd", "is not http or https"),
    )


def test_every_draft_is_one_that_the_catalogue_takes(tmp_path: Path) -> None:
    document = listed(
        outline(text="&#x202e;&quot;&#10;x", xmlUrl="http://[2001:db8::1]:8/a"),
        outline(xmlUrl="https://ÄB.test/ä b"),
    )
    made = opml.drafts(document, [])
    [file] = [drafts.write(each, tmp_path) for each in made.outlets]
    assert catalogue.read(file).domains == ("xn--b-zfa.test",)
    [(address, reason)] = made.left_out
    assert address.startswith("http://[2001")
    assert "no outlet can declare" in reason


def test_the_catalogue_goes_out_and_comes_back() -> None:
    known = [each for each in catalogue.outlets(catalogue.FOLDER) if each.sources]
    back = opml.drafts(opml.opml(known, NOW), [])
    feeds = {source.url for each in known for source in each.sources if source.kind == "feed"}
    assert {source.url for each in back.outlets for source in each.sources} == feeds
    assert {each.name for each in back.outlets} <= {each.name for each in known}


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{}",
        b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body>&a;</body></opml>',
        b"<html><p>no</p></html>",
    ],
)
def test_what_is_no_opml_is_refused(document: bytes) -> None:
    with pytest.raises(UnreadableSource):
        opml.drafts(document, [])
