"""When an article was published: every candidate kept, the right one winning, in UTC."""

from datetime import UTC, datetime

import pytest

from transforms.extract import extract

UK = "https://www.example.co.uk/news/1"
ABROAD = "https://www.example.com/news/1"
TEXT = (
    "<h1>Man held</h1><p>A man was arrested on suspicion of assault after an incident in Leeds on Monday.</p>"
)


def read(head: str, url: str = UK):
    return extract(f"<html><head>{head}</head><body>{TEXT}</body></html>", url)


def json_ld(published: str, modified: str = "") -> str:
    return (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Man held","datePublished":"'
        f'{published}","dateModified":"{modified}"}}</script>'
    )


WRITTEN = {
    "offset": ("2024-07-17T11:21:03+01:00", "2024-07-17T10:21:03+00:00"),
    "offset without colon": ("2024-07-17T11:21:03+0100", "2024-07-17T10:21:03+00:00"),
    "offset after a space": ("2024-07-17 11:21:03 +01:00", "2024-07-17T10:21:03+00:00"),
    "zulu with milliseconds": ("2024-07-17T11:21:03.000Z", "2024-07-17T11:21:03+00:00"),
    "summer time in London, no offset": ("2024-07-17T11:21:03", "2024-07-17T10:21:03+00:00"),
    "winter time in London, no offset": ("2024-01-17 11:21", "2024-01-17T11:21:00+00:00"),
    "the hour that summer time skips": ("2024-03-31T01:30:00", "2024-03-31T01:30:00+00:00"),
    "in words with a zone": ("17 July 2024 11:21 BST", "2024-07-17T10:21:00+00:00"),
    "in words": ("Wed, 17 Jul 2024 11:21:03 GMT", "2024-07-17T11:21:03+00:00"),
    "seconds since 1970": ("1721211663", "2024-07-17T10:21:03+00:00"),
}


@pytest.mark.parametrize(("raw", "utc"), WRITTEN.values(), ids=WRITTEN)
def test_a_written_time_becomes_utc(raw, utc):
    found = read(json_ld(raw))
    assert found.published_at is not None
    assert (found.published_at.isoformat(), found.published_source) == (utc, "json-ld")


def test_a_time_without_offset_is_utc_outside_the_uk():
    assert read(json_ld("2024-07-17T11:21:03"), ABROAD).published_at == datetime(
        2024, 7, 17, 11, 21, 3, tzinfo=UTC
    )


def test_a_time_without_offset_takes_that_of_the_same_clock_elsewhere_on_the_page():
    head = (
        json_ld("2024-07-17T11:21:03")
        + "<meta property=article:published_time content=2024-07-17T11:21:03-04:00>"
    )
    assert read(head, ABROAD).published_at == datetime(2024, 7, 17, 15, 21, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw", ["04/05/2024", "soon", "", "2024-13-45", "0000-00-00T00:00:00Z", "99999999999999", "May"]
)
def test_what_is_no_date_is_none(raw):
    assert read(json_ld(raw)).published_at is None


def test_json_ld_wins_over_meta_and_both_are_kept():
    head = (
        json_ld("2024-07-17T10:00:00Z")
        + "<meta property=article:published_time content=2024-07-18T10:00:00Z>"
    )
    found = read(head)
    assert found.published_at == datetime(2024, 7, 17, 10, tzinfo=UTC)
    assert [(one.source, one.raw) for one in found.dates if one.field == "published"] == [
        ("json-ld", "2024-07-17T10:00:00Z"),
        ("meta:article:published_time", "2024-07-18T10:00:00Z"),
    ]


def test_a_bare_day_yields_to_a_time_on_that_day():
    head = json_ld("2024-07-17") + "<meta property=article:published_time content=2024-07-17T11:21:03Z>"
    found = read(head)
    assert (found.published_source, found.published_at) == (
        "meta:article:published_time",
        datetime(2024, 7, 17, 11, 21, 3, tzinfo=UTC),
    )


def test_before_1990_is_kept_but_does_not_win():
    head = json_ld("1970-01-01T00:00:00Z") + "<meta name=date content=2024-07-17T10:00:00Z>"
    found = read(head)
    assert found.published_source == "meta:date"
    assert "1970-01-01T00:00:00Z" in [one.raw for one in found.dates]


def test_modified_is_its_own():
    found = read(json_ld("2024-07-17T10:00:00Z", "2024-07-18T09:00:00Z"))
    assert found.modified_at == datetime(2024, 7, 18, 9, tzinfo=UTC)


def test_a_time_element_and_the_address_are_sources_too():
    html = (
        f"<article>{TEXT}<time datetime=2024-07-17T10:00:00Z itemprop=datePublished>17 July</time></article>"
    )
    found = extract(html, "https://www.example.co.uk/2024/jul/17/man-held")
    assert [one.source for one in found.dates] == ["time", "time:first", "url"]
    assert extract(TEXT, "https://www.example.co.uk/2024/07/17/man-held").published_source == "url"


ON_THE_PAGE = {
    "day first": ("<p>Published 3rd June 2026, 08:12</p>", "2026-06-03"),
    "month first": ("<div>Wednesday June 3, 2026</div>", "2026-06-03"),
    "after the byline": ("<span>Ann Other</span> <span>3 Jun 2026</span>", "2026-06-03"),
    "an update": ("<p>Updated 3 June 2026</p>", None),
    "a sentence": ("<p>He was arrested on 3 June 2026 and held for a night in Leeds.</p>", None),
    "another story's": ("<a href=/2>3 June 2026</a>", None),
    "a post copied in": ("<blockquote>— Leeds Police (@leeds) June 2, 2026</blockquote>", None),
}


@pytest.mark.parametrize(("line", "day"), ON_THE_PAGE.values(), ids=ON_THE_PAGE)
def test_a_day_that_only_the_page_itself_shows_is_read(line, day):
    found = extract(f"<html><body><h1>Man held</h1>{line}{TEXT.partition('</h1>')[2]}</body></html>", ABROAD)
    assert (found.published_at and found.published_at.date().isoformat()) == day
    assert found.published_source == (day and "text")


WITH_TIMES = {
    "a zone of the west": ("<p>August 18, 2010 3:21 PM PDT</p>", "2010-08-18T22:21:00+00:00"),
    "a zone behind an at": ("<p>June 7, 2013 @ 6:43pm EDT</p>", "2013-06-07T22:43:00+00:00"),
    "the time first, as in London": ("<p>16.39 BST, 13 Aug 2026</p>", "2026-08-13T15:39:00+00:00"),
    "a zone nobody knows": ("<p>August 13, 2010, 5:02 PM ET</p>", "2010-08-13T00:00:00+00:00"),
    "no zone, far away": ("<p>16:39, 13 Aug 2026</p>", "2026-08-13T00:00:00+00:00"),
}


@pytest.mark.parametrize(("line", "moment"), WITH_TIMES.values(), ids=WITH_TIMES)
def test_a_printed_time_counts_where_its_zone_is_known(line, moment):
    found = extract(f"<html><body><h1>Man held</h1>{line}{TEXT.partition('</h1>')[2]}</body></html>", ABROAD)
    assert found.published_at and found.published_at.isoformat() == moment


def test_a_printed_time_without_a_zone_is_londons_on_a_page_of_london():
    html = f"<html><body><h1>Man held</h1><p>16:39, 13 Aug 2026</p>{TEXT.partition('</h1>')[2]}</body></html>"
    assert extract(html, UK).published_at == datetime(2026, 8, 13, 15, 39, tzinfo=UTC)


def test_a_printed_time_is_found_where_the_head_gives_a_bare_day():
    head = "<html><head><meta name=date content='2026-06-03'></head><body><h1>Man held</h1>"
    found = extract(f"{head}<p>3 June 2026, 08:12 BST</p>{TEXT.partition('</h1>')[2]}</body></html>", ABROAD)
    assert found.published_at == datetime(2026, 6, 3, 7, 12, tzinfo=UTC)


ABOVE = {"published_date": "2026-06-03", "masthead-date": None}


@pytest.mark.parametrize(("name", "day"), ABOVE.items(), ids=ABOVE)
def test_a_day_above_the_headline_counts_only_if_it_is_called_the_storys(name, day):
    above = f"<div class={name}>June 3, 2026</div><h1>Man held</h1>"
    found = extract(f"<html><body>{above}{TEXT.partition('</h1>')[2]}</body></html>", ABROAD)
    assert (found.published_at and found.published_at.date().isoformat()) == day


def test_a_day_shown_on_the_page_yields_to_what_its_head_says():
    shown = "<h1>Man held</h1><p>3 June 2026</p>"
    html = f"<html><head>{json_ld('2026-06-04T08:00:00Z')}</head><body>{shown}</body></html>"
    assert extract(html, UK).published_source == "json-ld"
