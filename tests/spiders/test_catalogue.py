"""The catalogue: every outlet's file loads, and a wrong one is told what is wrong with it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from spiders.catalogue import FOLDER, CatalogueError, Outlet, Source, outlet, outlets, read

ECHO = """
name = "Echo"
homepage = "https://www.echo.test/"
kind = "local"
region = "London (Hackney)"
domains = ["echo.test"]
confidence = "high"
enabled = true
[[sources]]
kind = "feed"
url = "https://feeds.echo.test/rss"
"""


def changed(old: str, new: str) -> str:
    assert old in ECHO
    return ECHO.replace(old, new)


def test_catalogue_holds_every_outlet() -> None:
    found = outlets(FOLDER)
    assert len(found) == 61
    assert [each.slug for each in found] == sorted(file.stem for file in FOLDER.glob("*.toml"))
    assert sum(each.enabled for each in found) == 49


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_outlet_is_ready_or_says_why_not(file: Path) -> None:
    found = read(file)
    assert found.slug == file.stem
    if found.enabled:
        assert found.confidence != "low", "an address that one list attests is probed before it is crawled"
        assert found.sources
    else:
        assert found.reason


def test_optional_fields_reach_the_outlet() -> None:
    text = changed(
        "enabled = true",
        'enabled = false\nreason = "moved"\nowner = "Echo Ltd"\npaywall = "partial"\nnote = "n"\n'
        'exclude = ["/sport/"]\nexpect_per_day = [3, 40]',
    )
    assert outlet("echo", tomllib.loads(text), "echo.toml") == Outlet(
        slug="echo",
        name="Echo",
        homepage="https://www.echo.test/",
        kind="local",
        region="London (Hackney)",
        domains=("echo.test",),
        confidence="high",
        enabled=False,
        sources=(Source("feed", "https://feeds.echo.test/rss"),),
        owner="Echo Ltd",
        paywall="partial",
        reason="moved",
        note="n",
        exclude=("/sport/",),
        expect_per_day=(3, 40),
    )


WRONG = [
    ("enabled = true", "enabled = true\ncolour = 1", "colour: is not a field"),
    ('kind = "feed"', 'kind = "feed"\nevery = 5', "sources[1].every: is not a field"),
    ('name = "Echo"\n', "", "name: is missing"),
    ('url = "https://feeds.echo.test/rss"', "", "sources[1].url: is missing"),
    ('name = "Echo"', "name = 7", "name: must be text"),
    ('name = "Echo"', 'name = " Echo"', "name: must be text without space around it"),
    ("enabled = true", 'enabled = "yes"', "enabled: must be true or false"),
    ("enabled = true", "enabled = 1", "enabled: must be true or false"),
    ('["echo.test"]', '"echo.test"', "domains: must be a list of texts"),
    ('["echo.test"]', "[]", "domains: must name at least one"),
    ('["echo.test"]', '["https://echo.test/"]', "domains: 'https://echo.test/' is not a bare host name"),
    ('kind = "local"', 'kind = "loca"', "kind: 'loca' is none of national"),
    ('kind = "feed"', 'kind = "rss"', "sources[1].kind: 'rss' is none of feed, sitemap"),
    ('confidence = "high"', 'confidence = "certain"', "confidence: 'certain' is none of"),
    ("https://feeds.echo.test/rss", "ftp://feeds.echo.test/rss", "sources[1].url: 'ftp:"),
    ("https://feeds.echo.test/rss", "https://feeds.echo.test/a b", "is not an http or https address"),
    ("https://feeds.echo.test/rss", "https://me@feeds.echo.test/", "is not an http or https address"),
    (
        "https://feeds.echo.test/rss",
        "https://cdn.test/rss",
        "sources[1].url: 'https://cdn.test/rss' lies outside",
    ),
    ("https://feeds.echo.test/rss", "https://notecho.test/rss", "lies outside domains"),
    ("https://www.echo.test/", "https://elsewhere.test/", "homepage: 'https://elsewhere.test/' lies outside"),
    ("enabled = true", "enabled = false", "reason: must say why"),
    ("enabled = true", 'enabled = true\nreason = "x"', "reason: is only for"),
    ("enabled = true", 'enabled = true\nexclude = ["("]', "exclude: '(' is not a regular expression"),
    ("enabled = true", "enabled = true\nexpect_per_day = [9, 3]", "expect_per_day: must be [min, max]"),
    ("enabled = true", 'enabled = true\npaywall = "maybe"', "paywall: 'maybe' is none of yes, partial, no"),
    ("[[sources]]", "[sources]", "sources: must be [[sources]] tables"),
    (ECHO[ECHO.index("[[sources]]") :], "", "sources: an enabled outlet needs at least one"),
    (ECHO[ECHO.index("[[sources]]") :], ECHO[ECHO.index("[[sources]]") :] * 2, "is listed twice"),
    ('name = "Echo"', "name = ", "is not TOML"),
]


@pytest.mark.parametrize(("old", "new", "complaint"), WRONG, ids=[complaint for _, _, complaint in WRONG])
def test_wrong_file_is_named_with_its_field(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    file = tmp_path / "echo.toml"
    file.write_text(changed(old, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        outlets(tmp_path)
    assert complaint in str(raised.value)
    assert str(file) in str(raised.value)


def test_file_name_must_be_a_slug(tmp_path: Path) -> None:
    (tmp_path / "The Echo.toml").write_text(ECHO, encoding="utf-8")
    with pytest.raises(CatalogueError, match="The Echo"):
        outlets(tmp_path)


def test_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEATBOOK_CATALOGUE", str(tmp_path))
    with pytest.raises(CatalogueError, match="holds no outlet"):
        outlets()
    (tmp_path / "echo.toml").write_text(ECHO, encoding="utf-8")
    assert [each.slug for each in outlets()] == ["echo"]


def test_reading_the_catalogue_and_the_archive_loads_no_scrapy() -> None:
    code = (
        "import sys, spiders.catalogue, spiders.crawl, spiders.takes;"
        "print([name for name in ('scrapy', 'twisted', 'feedparser', 'lxml') if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"
