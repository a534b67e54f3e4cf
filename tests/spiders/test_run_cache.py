"""What a run has received survives any kill: whole answers are there again, a half one is asked for anew."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.settings import Settings
from scrapy.utils.request import RequestFingerprinter

from spiders.run_cache import RunCache

SPIDER = SimpleNamespace(crawler=SimpleNamespace(request_fingerprinter=RequestFingerprinter()))
REQUESTS = [Request(f"https://www.echo.test/{number}") for number in range(3)]


def opened(path: Path) -> RunCache:
    cache = RunCache(Settings({"HTTPCACHE_DIR": str(path)}))
    cache.open_spider(SPIDER)
    return cache


@pytest.fixture
def path(tmp_path: Path) -> Path:
    cache = opened(tmp_path / "room" / "answers")
    for number, request in enumerate(REQUESTS):
        body = b"<p>line one\nline two</p>" * number
        headers = {"Content-Type": "text/html", "Set-Cookie": ["a=1", "b=2"]}
        cache.store_response(SPIDER, request, HtmlResponse(request.url, body=body, headers=headers))
    return tmp_path / "room" / "answers"  # never closed: the process was killed


def test_answers_are_there_again(path: Path) -> None:
    cache = opened(path)
    answers = [cache.retrieve_response(SPIDER, request) for request in REQUESTS]
    assert [answer.body for answer in answers] == [
        b"<p>line one\nline two</p>" * number for number in range(3)
    ]
    assert answers[2].headers.getlist("Set-Cookie") == [b"a=1", b"b=2"]
    assert isinstance(answers[2], HtmlResponse)
    assert REQUESTS[0].meta["cached_at"].tzinfo is not None
    assert cache.retrieve_response(SPIDER, Request("https://www.echo.test/other")) is None


def test_an_answer_cut_short_anywhere_is_asked_for_again(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        cache = opened(path)
        found = [cache.retrieve_response(SPIDER, request) for request in REQUESTS]
        had = [answer is not None for answer in found]
        assert had == sorted(had, reverse=True), "the first ones, whole"
        assert not had[2]
        cache.store_response(SPIDER, REQUESTS[2], HtmlResponse(REQUESTS[2].url, body=b"again"))
        cache.close_spider(SPIDER)
        assert opened(path).retrieve_response(SPIDER, REQUESTS[2]).body == b"again"
