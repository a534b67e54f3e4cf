"""Who asks to be left alone is left alone: before a crawl, and while one runs."""

from pathlib import Path

import pytest
from the_echo import DAY, HOST, Book, Play, echo, feed

from beatbook.newsstand.response import Response
from spiders.catalogue import Source
from spiders.crawl import CrawlFailed
from spiders.off import why_off
from spiders.takes import takes

RSS = Source("feed", f"https://{HOST}/rss")
ENTRY = """
name = "Echo"
homepage = "https://www.echo.test/"
kind = "local"
region = "London"
domains = ["echo.test"]
confidence = "high"
enabled = {enabled}
{reason}
sources = [{{kind = "feed", url = "https://www.echo.test/rss"}}]
"""
ON = ENTRY.format(enabled="true", reason="")
OFF = ENTRY.format(enabled="false", reason='reason = "their web team asked"')


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "catalogue" / "echo.toml"
    file.parent.mkdir()
    file.write_text(ON)
    monkeypatch.setenv("BEATBOOK_CATALOGUE", str(file.parent))
    return file


def test_each_switch_says_how_to_switch_on_again(
    tmp_path: Path, entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why_off(echo(RSS), tmp_path) is None
    assert "asked" in (why_off(echo(RSS, enabled=False, reason="asked"), tmp_path) or "")
    (tmp_path / "OFF").touch()
    assert "remove it" in (why_off(echo(RSS), tmp_path) or "")
    (tmp_path / "OFF").unlink()
    monkeypatch.setenv("BEATBOOK_OFF", "1")
    assert "unset it" in (why_off(echo(RSS), tmp_path) or "")
    monkeypatch.setenv("BEATBOOK_OFF", "0")
    entry.write_text(OFF)
    assert "their web team asked" in (why_off(echo(RSS), tmp_path) or "")
    entry.write_text(OFF[:60])  # being edited
    assert why_off(echo(RSS), tmp_path) is None


def test_a_crawl_that_is_switched_off_asks_nobody(book: Book, play: Play) -> None:
    stand = play({HOST: {"/rss": feed("/a")}})
    (book.root / "OFF").touch()
    with pytest.raises(CrawlFailed, match="OFF is there: remove it"):
        book.crawl(echo(RSS), "r1")
    assert not stand.requests


@pytest.mark.parametrize("switch", ["file", "outlet"])
def test_a_running_crawl_ends_soon(book: Book, play: Play, entry: Path, switch: str) -> None:
    def reading(request: object) -> Response:
        if switch == "file":
            (book.root / "OFF").touch()
        else:
            entry.write_text(OFF)
        return Response(200, (("Content-Type", "text/html"),), b"<p>x", delay_seconds=0.3)

    articles = {f"/{n}": reading for n in range(300)}
    stand = play({HOST: {"/rss": feed(*articles)} | articles})
    with pytest.raises(CrawlFailed, match="switched off"):
        book.crawl(echo(RSS), "r1")
    assert 1 < sum(stand.requests.values()) < 100
    (take,) = takes(book.archive, DAY)
    assert "switched off" in take.run()["finish_reason"]
