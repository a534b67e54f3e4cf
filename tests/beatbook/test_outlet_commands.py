"""`beatbook outlets probe|check|import|export` and `beatbook backfill`, typed at sites of a newsstand."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from beatbook.newsstand import Newsstand, demo_catalogue_folder, demo_sites, document, redirect, refusal
from beatbook.newsstand.response import Page
from spiders.catalogue import read

Run = Callable[..., subprocess.CompletedProcess[str]]
HOST = "www.bugle.test"
RSS = (
    '<rss version="2.0"><channel><item><title>Vigil</title><link>http://www.bugle.test/vigil</link>'
    "<pubDate>{}</pubDate></item></channel></rss>"
)
FRONT = """<title>Crime and courts - Bow Bugle\x1b[2J</title><meta name="generator" content="WordPress 7.0">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/" title="Comments">
<link rel="alternate" type="application/rss+xml" href="/feed/">
<link rel="alternate" type="application/atom+xml" href="http://feeds.host.test/bugle">
<link rel="alternate" type="application/rss+xml" href="/broken.rss">"""


def bugle() -> dict[str, dict[str, Page]]:
    now = "Sun, 22 Nov 2026 09:00:00 GMT"
    feed = document(RSS.format(now), "application/rss+xml")
    moved = RSS.replace("/vigil", "/march")
    robots = f"User-agent: *\nDisallow: /wp-json/\nSitemap: http://{HOST}/map.xml\n"
    return {
        HOST: {
            "/": document(FRONT),
            "/robots.txt": document(robots, "text/plain"),
            "/feed/": feed,
            "/broken.rss": document("<p>Sorry</p>"),
            "/map.xml": refusal(503, "busy"),
            "/vigil": document("<p>Police said so.</p>"),
            "/news-sitemap.xml": redirect("http://elsewhere.test/map.xml"),
        },
        "feeds.host.test": {"/bugle": document(moved.format(now), "application/atom+xml")},
        "elsewhere.test": {},
    }


@pytest.fixture(scope="module")
def stand() -> Iterator[Newsstand]:
    with Newsstand(demo_sites() | bugle()) as opened:
        yield opened


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A copy of the demo's catalogue, to write into."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for file in demo_catalogue_folder().glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture
def typed(beatbook: Run, stand: Newsstand, catalogue: Path) -> Run:
    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        setting = {"BEATBOOK_NEWSSTAND": stand.address, "BEATBOOK_CATALOGUE": str(catalogue)}
        return beatbook(*words, **(setting | more))

    return run


def test_probe_drafts_what_the_site_offers(
    typed: Run, catalogue: Path, tmp_path: Path, stand: Newsstand
) -> None:
    told = typed("outlets", "probe", f"http://{HOST}/", "--write", "--page", str(tmp_path / "page.html"))
    assert (told.returncode, told.stdout) == (0, ""), told.stderr
    made = read(catalogue / "bugle.toml")
    assert [source.url for source in made.sources] == [f"http://{HOST}/feed/", "http://feeds.host.test/bugle"]
    assert made.name.startswith("Bow Bugle")
    assert (made.domains, made.enabled) == (("bugle.test", "feeds.host.test"), False)
    assert (tmp_path / "page.html").read_bytes() == b"<p>Police said so.</p>"
    assert "platform: WordPress" in told.stderr
    assert f"failed: feed http://{HOST}/broken.rss: unreadable" in told.stderr
    assert f"failed: sitemap http://{HOST}/map.xml: server_error" in told.stderr
    assert "missing: no sitemap at any of the" in told.stderr
    assert "\x1b" not in told.stderr
    asked = {request.target for request in stand.log if request.host == HOST}
    assert "/comments/feed/" not in asked, "comments are no articles"
    assert not {target for target in asked if target.startswith("/wp-json")}, "robots.txt says no"
    assert not [request for request in stand.log if request.host == "elsewhere.test"]
    agents = {request.headers["user-agent"] for request in stand.log}
    assert all(agent.startswith("Beatbook/") and "(+" in agent for agent in agents)


def test_a_probe_replaces_no_file(typed: Run, catalogue: Path) -> None:
    (catalogue / "bugle.toml").write_text((catalogue / "the-comet.toml").read_text())
    told = typed("outlets", "probe", f"http://{HOST}/", "--write")
    assert told.returncode == 2
    assert "is there already" in told.stderr


@pytest.mark.parametrize(
    ("host", "found", "said"),
    [
        ("www.thecomet.test", "/?service=rss", "an index of"),
        ("www.aldermereecho.test", "/news/index.rdf", "platform: not known"),
        ("www.sankofapost.test", "/atom.xml", "robots.txt names no sitemap"),
    ],
)
def test_probe_knows_the_demos_platforms(typed: Run, host: str, found: str, said: str) -> None:
    told = typed("outlets", "probe", f"http://{host}/")
    assert told.returncode == 0
    assert f'url = "http://{host}{found}"' in told.stdout
    assert said in told.stderr


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("http://news.wealdshirepolice.test/", 1, "Nothing was found to crawl it by"),
        ("http://nowhere.test/", 1, "the front page: robots_denied"),
        ("http://localhost/", 2, "no outlet can declare"),
        ("ftp://x.test/", 2, "is not http or https"),
    ],
)
def test_probe_says_what_it_could_not_find(typed: Run, address: str, code: int, said: str) -> None:
    told = typed("outlets", "probe", address)
    assert told.returncode == code
    assert said in told.stderr


def test_check_tells_each_source_and_fails_for_a_dead_outlet(typed: Run, catalogue: Path) -> None:
    assert typed("outlets", "check", "the-comet").returncode == 0
    comet = (catalogue / "the-comet.toml").read_text()
    (catalogue / "dead.toml").write_text(
        comet[: comet.index("[[sources]]")].replace("thecomet.test", "bugle.test")
        + f'[[sources]]\nkind = "feed"\nurl = "http://{HOST}/broken.rss"\n'
        + f'[[sources]]\nkind = "wordpress"\nurl = "http://{HOST}/wp-json/wp/v2/posts"\n'
    )
    told = typed("outlets", "check", "--format", "json")
    assert told.returncode == 1
    assert "without any that works: dead" in told.stderr
    rows = {row["source"]: row for row in json.loads(told.stdout)}
    assert len(rows) == 14
    assert rows[f"http://{HOST}/broken.rss"]["verdict"] == "unreadable"
    api = rows[f"http://{HOST}/wp-json/wp/v2/posts"]
    assert (api["verdict"], api["robots"], api["status"]) == ("robots_denied", "denied", None)
    index = rows["http://www.thecomet.test/sitemaps/sitemap_index.xml"]
    assert (index["verdict"], index["robots"], index["status"]) == ("works", "allowed", 200)
    assert index["newest_at"].startswith("2026-")


def test_check_as_a_table_and_of_strangers(typed: Run) -> None:
    told = typed("outlets", "check", "sankofa-post")
    assert "/atom.xml" in told.stdout
    assert "1 of 1 sources work, of 1 outlets" in told.stderr
    assert typed("outlets", "check", "nobody").returncode == 2


def test_nothing_is_asked_without_a_contact_or_when_switched_off(typed: Run) -> None:
    live = typed("outlets", "check", "the-comet", BEATBOOK_NEWSSTAND="", BEATBOOK_CONTACT="")
    assert (live.returncode, "BEATBOOK_CONTACT" in live.stderr) == (2, True)
    off = typed("outlets", "check", "the-comet", BEATBOOK_OFF="1")
    assert (off.returncode, "BEATBOOK_OFF is set" in off.stderr) == (2, True)


def test_opml_out_and_in(typed: Run, tmp_path: Path) -> None:
    out = typed("outlets", "export", "--opml")
    assert out.stderr == ""
    file, into = tmp_path / "list.opml", tmp_path / "drafts"
    file.write_text(out.stdout)
    known = typed("outlets", "import", str(file), "--into", str(into))
    assert "its site is in the catalogue as the-comet" in known.stderr
    assert (known.returncode, list(into.iterdir())) == (0, [])
    file.write_text(out.stdout.replace(".test", ".example"))
    taken = typed("outlets", "import", str(file), "--into", str(into))
    assert len(taken.stdout.splitlines()) == len(list(into.glob("*.toml"))) == 9
    assert typed("outlets", "import", str(tmp_path / "none.opml")).returncode == 2
    file.write_text("<html/>")
    assert "is no OPML" in typed("outlets", "import", str(file)).stderr


def test_outlets_alone_still_lists(beatbook: Run) -> None:
    assert "gazette" in beatbook("outlets").stdout
    assert json.loads(beatbook("outlets", "--format", "json").stdout)


def test_backfill_refuses_what_is_no_archive(beatbook: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.warc.gz"
    assert beatbook("backfill", str(file), home=tmp_path).returncode == 2
    file.write_text("nothing")
    told = beatbook("backfill", str(file), home=tmp_path)
    assert (told.returncode, "warcio recompress" in told.stderr) == (1, True)
