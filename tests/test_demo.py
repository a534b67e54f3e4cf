"""The demo, whole and twice: what the warehouse counts is what the newsstand printed."""

import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from beatbook.newsstand import SETTLED, demo_edition, truth
from benchmarks.edits import CHANGES
from transforms import taxonomy
from warehouse import query
from warehouse.home import REPOSITORY, Home

PAGES = Path(os.environ.get("BEATBOOK_PAGES", "none"))
PLAY = """import sys
from pathlib import Path
from beatbook import demo
sys.exit(demo.run({pages}, Path(sys.argv[1])))
"""
PRECISION, RECALL = 0.93, 0.81  # of topics over the whole edition; what was measured is printed
COPIES = tomllib.loads((REPOSITORY / "benchmarks" / "floors.toml").read_text())["copies in the demo"]

pytestmark = pytest.mark.slow


def play(into: Path, pages: Path | None = None, *, is_told: bool = False) -> subprocess.CompletedProcess[str]:
    code = PLAY.format(pages=f"Path({str(pages)!r})" if pages else None)
    without_site = {} if is_told else {"BEATBOOK_SITE": "off", "BEATBOOK_DIGEST": "off"}
    return subprocess.run(
        [sys.executable, "-c", code, str(into)],
        cwd=REPOSITORY, env={**os.environ, **without_site}, capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return Home(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def runs(home):
    return [play(home.root, is_told=True), play(home.root)]


@pytest.fixture(scope="module")
def book(home, runs):
    assert [run.returncode for run in runs] == [0, 0], runs[0].stderr + runs[1].stderr
    with query.open(home) as connection:
        yield connection


@pytest.fixture(scope="module")
def edition():
    return demo_edition()


def rows(book, sql):
    return book.execute(sql).fetchall()


def test_a_second_demo_adds_no_article_and_says_so(runs, book, edition):
    first, second = runs
    assert "0 new articles" not in first.stdout
    assert "Nothing new: 0 new articles" in second.stdout
    edited = sum(bool(article.edited) for article in truth.kept_articles(edition))
    assert f"{edited} articles edited since the first run" in second.stdout


def test_edits_are_those_that_the_papers_made_after_the_first_run(book, edition):
    made = {(article.url, CHANGES[version.change]) for article in truth.kept_articles(edition)
            for version in article.edited}  # fmt: skip
    assert len(made) > 10
    found = rows(
        book,
        """select url, edits.kind from edits join articles using (article_id)
        where edits.kind <> 'voice_added'""",
    )
    assert sorted(found) == sorted(made)


def test_a_day_ends_with_a_site_and_a_digest(home, book):
    assert (home.sites / "current" / "feeds" / "bursts.xml").exists()
    (kept,) = home.digests.glob("*/digest.txt")
    assert kept.read_text().startswith("BEATBOOK")


def test_kept_articles_per_outlet_and_week_are_exactly_those_printed(book, edition):
    kept = rows(book, "select outlet, period_of('week', day), count(*) from articles group by all")
    assert Counter({(outlet, week): count for outlet, week, count in kept}) == truth.weekly_articles(edition)


def test_every_offered_address_came_to_the_outcome_the_newsstand_planned(book, edition):
    found = rows(
        book,
        """select outlet, outcome, count(*) from fetches
        where kind = 'article' and run_id = (select min(run_id) from fetches) group by all""",
    )
    planned = truth.outcomes_per_outlet(edition)
    assert {(outlet, outcome): count for outlet, outcome, count in found} == {
        (outlet, outcome): count
        for outlet, outcomes in planned.items()
        for outcome, count in outcomes.items()
    }


def test_headlines_bylines_and_times_are_those_printed(book, edition):
    found = {url: (head, set(by), at) for url, head, by, at in rows(
        book, "select url, headline, authors, published_at from articles")}  # fmt: skip
    wrong = [
        (article.url, found[article.url])
        for article in truth.kept_articles(edition)
        if found[article.url]
        != (article.at(SETTLED).headline, set(article.authors), article.published_at.replace(tzinfo=None))
    ]
    assert wrong == []


def test_trend_counts_per_topic_outlet_and_week_follow_the_truth(book, edition, capsys):
    true = truth.weekly_topics(edition)
    counted: Counter[tuple[str, str, object]] = Counter()
    known = {topic for topic, _, _ in true}  # the edition was printed before the other topics were named
    assert known <= {topic.slug for topic in taxonomy.load().topics}
    for topic in sorted(known):
        told = book.execute("from trend_by_outlet($topic)", {"topic": topic}).to_arrow_table()
        for row in told.to_pylist():
            if row["articles"]:
                counted[topic, row["outlet"], row["period"]] += row["articles"]
    right = (counted & true).total()
    precision, recall = right / counted.total(), right / true.total()
    with capsys.disabled():
        print(f"\ntrend cells: precision {precision:.3f}, recall {recall:.3f} of {true.total()}", end=" ")
    assert precision >= PRECISION
    assert recall >= RECALL


def test_topics_of_each_article_against_the_truth(book, edition, capsys):
    true = truth.topics_by_url(edition)
    found: dict[str, set[str]] = {url: set() for url in true}
    for url, topic in rows(book, "select url, topic from article_topics join articles using (article_id)"):
        found[url].add(topic)
    known = set().union(*true.values())  # of the other topics the edition's truth says nothing
    right, said, meant = Counter(), Counter(), Counter()
    for url, topics in true.items():
        right.update(topics & found[url])
        said.update(found[url] & known)
        meant.update(topics)
    with capsys.disabled():
        print(f"\n{'topic':32}{'true':>6}{'found':>7}{'precision':>11}{'recall':>8}")
        for topic in sorted(meant | said):
            p = right[topic] / said[topic] if said[topic] else float("nan")
            r = right[topic] / meant[topic] if meant[topic] else float("nan")
            print(f"{topic:32}{meant[topic]:>6}{said[topic]:>7}{p:>11.2f}{r:>8.2f}")
    assert right.total() / said.total() >= PRECISION
    assert right.total() / meant.total() >= RECALL


def test_copies_are_those_that_the_newsstand_printed(book, edition, capsys):
    articles = {article.url: article for article in truth.kept_articles(edition)}

    def root(url: str) -> str:
        return root(articles[url].copy_of) if articles[url].copy_of else url

    placed = {
        url: (cluster, kind, original)
        for url, cluster, kind, original in rows(
            book,
            """select a.url, c.cluster_id, c.kind, o.url
            from copies as c join articles as a using (article_id)
            join articles as o on o.article_id = c.original_id""",
        )
    }
    clusters: dict[str, list[str]] = {}
    for url, (cluster, _, _) in placed.items():
        clusters.setdefault(cluster, []).append(url)
    said = [pair for urls in clusters.values() for pair in combinations(urls, 2)]
    right = sum(root(one) == root(other) for one, other in said)
    copied = [article for article in articles.values() if article.copy_of]
    kinds = {"wire": "wire", "group": "group", "press-release": "release"}
    together = {url: cluster for url, (cluster, _, _) in placed.items()}
    found = [each for each in copied if together.get(each.url, "") == together.get(root(each.url))]
    figures = {
        "recall": len(found) / len(copied),
        "precision": right / len(said),
        "kind": sum(placed[each.url][1] == kinds[each.copy_kind] for each in found) / len(found),
        "original": sum(placed[each.url][2] == root(each.url) for each in found) / len(found),
    }
    with capsys.disabled():
        print(f"\ncopies of {len(copied)}: " + ", ".join(f"{name} {n:.3f}" for name, n in figures.items()))
    assert {name for name, figure in figures.items() if figure < COPIES[name]} == set()


def test_each_release_says_what_came_of_it(book, edition):
    ran = Counter(
        article.copy_of for article in truth.kept_articles(edition) if article.copy_kind == "press-release"
    )
    found = dict(rows(book, "select url, r.articles from releases as r join articles using (article_id)"))
    assert len(found) == truth.kept_per_outlet(edition)["wealdshire-police"]
    assert sum(found[url] == ran[url] for url in found) / len(found) >= COPIES["releases"]


def test_the_broadcasters_broken_month_is_blind_and_not_silent(book):
    states = dict(rows(book, "select period, state from coverage(every := 'month', outlet := 'albion-news')"))
    by_month = {month.month: state for month, state in states.items()}
    assert by_month[8] in {"blind", "partial"}
    assert by_month[7] in {"up", "partial"}
    assert by_month[9] != "blind"


def test_the_readme_shows_what_the_demo_answers(home, book):
    shown = re.findall(r"```text\n\$ beatbook (.*)\n((?s:.*?))```", (REPOSITORY / "README.md").read_text())
    assert len(shown) == 2
    for command, answer in shown:
        code = f"import shlex; from beatbook.cli import main; main(shlex.split({command!r}))"
        environment = {**os.environ, "BEATBOOK_HOME": str(home.root)}
        told = subprocess.run(
            [sys.executable, "-c", code], cwd=REPOSITORY, env=environment, capture_output=True, text=True
        )
        said = " ".join(told.stdout.split())
        for part in answer.split("...\n"):
            assert " ".join(part.split()) in said, f"beatbook {command} says something else now"


@pytest.mark.skipif(not PAGES.is_dir(), reason="takes minutes: name a folder of real pages in BEATBOOK_PAGES")
def test_every_real_page_becomes_an_article(tmp_path):
    run = play(tmp_path, PAGES)
    assert run.returncode == 0, run.stdout + run.stderr
    with query.open(Home(tmp_path)) as connection:
        [(articles, empty)] = rows(
            connection, "select count(*), count(*) filter (body = '') from article_texts"
        )
    assert articles == len(list(PAGES.glob("*/*.html.gz")))
    assert empty == 0
