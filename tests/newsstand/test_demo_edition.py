"""The edition is the same everywhere, and what it says about itself is true."""

import hashlib
import re
import time
from collections import Counter
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from beatbook.newsstand import byhand, demo_catalogue_folder, demo_edition, truth
from beatbook.newsstand.edition import BLIND_MONTH, build
from beatbook.newsstand.frame import frames, slots
from beatbook.newsstand.people import cast, world
from beatbook.newsstand.platforms import PLATFORMS
from beatbook.newsstand.rota import CLOSE, FIRST_DAY, LAST_DAY, LONDON, london_day
from spiders.catalogue import outlets
from spiders.outcomes import Outcome

# The digest of every article. When prose changes, read some of what comes out and set it anew.
HASH = "b2bd4058b5722d7a919d3d12750655ccc52533a1d9ef0b80593d3b1fbfd5c1a1"

TOPICS = {
    "stop-and-search",
    "strip-search",
    "use-of-force",
    "taser",
    "police-custody",
    "police-misconduct",
    "deaths-after-police-contact",
    "police-vetting",
    "police-oversight",
    "racism-in-policing",
    "facial-recognition",
    "undercover-policing",
    "gangs-databases",
    "protest",
    "international-policing-exchange",
    "community-relations",
    "neighbourhood-policing",
    "immigration-enforcement",
    "knife-crime",
    "violence-against-women",
    "hate-crime",
    "county-lines",
    "antisocial-behaviour",
    "police-resources",
}
ROLES = {
    "police",
    "federation",
    "pcc",
    "government",
    "opposition",
    "council",
    "oversight",
    "court",
    "lawyer",
    "family",
    "witness",
    "resident",
    "campaigner",
    "charity",
    "academic",
    "business",
    "police-source",
    "other",
}
EDITION = demo_edition()
BY_URL = {article.url: article for article in EDITION.articles}


def digest(edition):
    whole = "\n".join(
        f"{article.url}|{article.headline}|{article.published_at.isoformat()}|{sorted(article.topics)}|"
        f"{article.paragraphs}|{article.quotes}|{article.modified_at}|{article.edited}"
        for article in edition.articles
    )
    return hashlib.sha256(whole.encode()).hexdigest()


def test_the_same_seed_gives_the_same_articles_everywhere():
    assert digest(EDITION) == HASH


def test_building_takes_well_under_three_seconds_and_another_seed_gives_another_edition():
    began = time.process_time()
    other = build("another seed")
    assert time.process_time() - began < 3
    assert digest(other) != digest(EDITION)


def test_about_fifteen_hundred_articles_most_of_them_off_the_beat():
    on_beat = sum(article.on_beat for article in EDITION.articles)
    assert 1400 <= len(EDITION.articles) <= 1600
    assert 0.3 < on_beat / len(EDITION.articles) < 0.5
    assert len(BY_URL) == len(EDITION.articles)
    assert len({article.offered_url for article in EDITION.articles}) == len(EDITION.articles)


def test_every_topic_is_told_by_more_than_one_outlet_and_many_articles_have_several():
    told = {}
    for article in EDITION.articles:
        for topic in article.topics:
            told.setdefault(topic, set()).add(article.outlet)
    assert set(told) == TOPICS
    assert min(len(found) for found in told.values()) >= 3
    assert sum(len(article.topics) > 1 for article in EDITION.articles) > 200


def test_seventeen_whole_weeks_with_the_end_of_summer_time():
    days = {london_day(article.published_at) for article in EDITION.articles}
    assert (date(2026, 7, 6), date(2026, 11, 1)) == (FIRST_DAY, LAST_DAY)
    assert min(days) >= FIRST_DAY and max(days) <= LAST_DAY
    assert {truth.week_of(article).weekday() for article in EDITION.articles} == {0}
    assert len({truth.week_of(article) for article in EDITION.articles}) == 17
    offsets = {article.published_at.astimezone(LONDON).utcoffset() for article in EDITION.articles}
    assert len(offsets) == 2
    assert all(article.published_at < CLOSE for article in EDITION.articles)


def test_some_articles_are_on_another_day_in_london_than_in_utc():
    assert any(
        london_day(article.published_at) != article.published_at.date() for article in EDITION.articles
    )


def test_copies_come_after_what_they_copy_and_carry_most_of_its_words():
    copies = [article for article in EDITION.articles if article.copy_of]
    assert Counter(article.copy_kind for article in copies).keys() == {"wire", "group", "press-release"}
    for copy in copies:
        original = BY_URL[copy.copy_of]
        assert original.published_at < copy.published_at
        assert original.outlet != copy.outlet
        assert set(copy.paragraphs) & set(original.paragraphs)
        if copy.copy_kind == "group":
            assert {copy.outlet, original.outlet} == {"wealdshire-gazette", "aldermere-echo"}
        if copy.copy_kind == "press-release":
            assert original.outlet == "wealdshire-police"


def test_an_article_that_can_be_kept_is_never_the_copy_of_one_that_cannot():
    assert all(BY_URL[a.copy_of].kept for a in EDITION.articles if a.copy_of and a.copy_kind == "wire")


def test_every_quote_stands_in_a_paragraph_and_has_a_known_role():
    quotes = [(article, quote) for article in EDITION.articles for quote in article.quotes]
    assert len(quotes) > 3000
    assert {quote.kind for _, quote in quotes} == {"direct", "partial", "indirect"}
    for article, quote in quotes:
        assert any(quote.text in paragraph for paragraph in article.paragraphs), (article.url, quote)
        assert quote.role in ROLES
        assert quote.speaker


def test_curly_marks_are_balanced_but_for_quotations_that_go_on():
    for article in EDITION.articles:
        for paragraph, following in pairwise([*article.paragraphs, ""]):
            opened, closed = paragraph.count("“"), paragraph.count("”")
            assert opened - closed in (0, 1), paragraph
            assert opened == closed or following.startswith("“"), paragraph


def test_paragraphs_read_as_print():
    odd = re.compile(r"[{}«»|]|  | ,| \.|\ba\(n\)|\b(\w+) \1\b(?<!that that)(?<!had had)|\.,|,,|\.\.")
    for article in EDITION.articles:
        for text in (article.headline, article.standfirst or "Fine", *article.paragraphs):
            assert not odd.search(text), (article.frame, text)
            assert not text[0].islower(), (article.frame, text)
            assert text == text.strip()
    lengths = [len(article.paragraphs) for article in EDITION.articles if article.frame != "by hand"]
    assert min(lengths) >= 3 and max(lengths) <= 12
    assert sum(length >= 4 for length in lengths) > 0.97 * len(lengths)


def test_entities_are_named_in_the_text():
    aliases = {
        body["name"]: body["first"] + body["later"] + body["bare"] for body in world("institutions").values()
    }
    for article in EDITION.articles:
        text = "\n".join((*article.paragraphs, article.headline)).lower()
        for entity in article.entities:
            assert any(name.lower() in text for name in aliases.get(entity, [entity])), (article.url, entity)


def test_edits_change_the_article_and_come_after_the_close_so_that_a_second_crawl_finds_them():
    edited = [article for article in EDITION.articles if article.edited]
    assert {article.edited[-1].change for article in edited} == {
        "headline",
        "police-line-added",
        "correction",
    }
    for article in edited:
        assert article.edited[0].since > article.published_at
        assert article.at(article.published_at).change == "first"
        assert article.at(article.edited[-1].since) == article.edited[-1]
        last = article.edited[-1]
        assert (last.headline, last.paragraphs) != (article.headline, article.paragraphs)
        assert last.since > CLOSE
    assert len(edited) >= 9


def test_some_pages_were_saved_again_and_say_so():
    saved = [article for article in EDITION.articles if article.modified_at > article.published_at]
    assert 40 < len(saved) < 150
    assert all(article.last_changed(CLOSE) == article.modified_at < CLOSE for article in saved)
    assert all(article.last_changed(article.published_at) == article.published_at for article in saved)


def test_only_the_broadcasters_august_is_not_offered():
    missing = [article for article in EDITION.articles if not article.kept]
    assert {article.outlet for article in missing} == {"albion-news"}
    assert {f"{london_day(article.published_at):%Y-%m}" for article in missing} == {BLIND_MONTH}
    assert len(missing) > 30


def test_outcomes_are_words_of_the_ledger_and_every_drop_is_shown():
    outcomes = Counter(EDITION.expected_outcomes.values())
    assert set(outcomes) <= {outcome.value for outcome in Outcome}
    assert {"fetched", "robots_denied", "off_domain", "gone", "not_article", "paywalled"} <= set(outcomes)
    assert outcomes["fetched"] == len(truth.kept_articles(EDITION))


def test_no_address_outside_the_reserved_domain():
    for url in (*BY_URL, *EDITION.expected_outcomes):
        assert urlsplit(url).hostname.endswith(".test")


def test_the_catalogue_and_the_platforms_are_the_same_outlets():
    catalogued = {outlet.slug: outlet for outlet in outlets(demo_catalogue_folder())}
    assert set(catalogued) == set(PLATFORMS) == set(EDITION.outlets)
    for slug, platform in PLATFORMS.items():
        assert catalogued[slug].name == platform.name
        assert any(platform.host.endswith(domain) for domain in catalogued[slug].domains)


def test_truth_counts_by_monday_and_adds_up():
    weekly = truth.weekly_articles(EDITION)
    per_outlet = truth.kept_per_outlet(EDITION)
    assert sum(weekly.values()) == sum(per_outlet.values()) == len(truth.topics_by_url(EDITION))
    topics = truth.weekly_topics(EDITION)
    kept = truth.kept_articles(EDITION, "sankofa-post")
    assert sum(count for (_, outlet, _), count in topics.items() if outlet == "sankofa-post") == sum(
        len(article.topics) for article in kept
    )
    assert sum(truth.outcomes_per_outlet(EDITION)["the-comet"].values()) > per_outlet["the-comet"]


def test_a_burst_shows_in_the_weeks_it_ran():
    weekly = Counter(
        truth.week_of(article)
        for article in EDITION.articles
        if "deaths-after-police-contact" in article.topics
    )
    ordinary = sorted(weekly.values())[: len(weekly) // 2]
    assert weekly[date(2026, 8, 31)] > 2 * max(ordinary)


def test_the_community_paper_covers_searches_more_than_the_tabloid_does():
    def share(outlet):
        kept = truth.kept_articles(EDITION, outlet)
        return sum("stop-and-search" in article.topics for article in kept) / len(kept)

    assert share("sankofa-post") > 3 * share("the-comet")


@pytest.mark.parametrize(
    "frame", [frame for desk in frames().values() for frame in desk], ids=lambda f: f.name
)
def test_every_frame_casts_parts_that_exist_and_topics_that_are_shared(frame):
    told = frame.topics.union(
        *(line.topics for slot in frame.slots for voice in slot.voices for line in voice)
    )
    assert told <= TOPICS
    for part in dict(frame.cast).values():
        assert part.partition(":")[0].strip() in world("cast")


def test_a_script_that_cannot_be_read_says_which_line():
    with pytest.raises(ValueError, match="cannot read the line '@nobody'"):
        slots("@nobody")


def test_a_part_that_is_not_in_the_cast_is_an_error():
    with pytest.raises(ValueError, match="no part 'astronaut'"):
        cast("astronaut", None)


def test_about_a_dozen_articles_are_written_by_hand():
    written = byhand.articles()
    assert 10 <= len(written) <= 20
    assert any(article.block_quotes for article in written)
    assert any(len(article.paragraphs) == 3 for article in written)
    assert any(article.copy_kind == "press-release" for article in written)
