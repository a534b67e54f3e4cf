"""What `beatbook serve` answers, to whom, and how much at most."""

import csv
import io

import pytest
from press_book import TOPIC
from starlette.testclient import TestClient

from beatbook.site import pages, server, shards
from warehouse.home import Home


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served") / "site"
    (folder / "data").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Beatbook</title>")
    (folder / "data" / "serving.js").write_text(shards.script("serving", None))
    (folder.parent / "secret.txt").write_text("secret")
    return folder


@pytest.fixture(scope="module")
def client(press_home, site):
    return TestClient(server.app(press_home, site), base_url="http://127.0.0.1:8765")


def test_the_site_is_served_with_the_headers_that_keep_others_out(client):
    answer = client.get("/")
    assert "Beatbook" in answer.text
    assert answer.headers["content-security-policy"].startswith(pages.CONTENT_SECURITY_POLICY)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_pages_are_told_that_a_server_answers(client):
    assert client.get("/data/serving.js").text == shards.script("serving", {"search": True})


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "[::1]", "localhost.evil.example:8765"]
)
def test_a_name_that_is_not_this_machines_is_refused(client, host):
    for path in ("/", "/api/about", "/data/serving.js"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 400
        assert "snapshot" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_it_only_reads(client, method):
    assert client.request(method, "/api/about").status_code == 405


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/data/..%2f..%2fsecret.txt", "//etc/passwd"]
)
def test_nothing_beside_the_site_is_served(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_a_search_finds_articles_and_says_when_there_are_more(client, monkeypatch):
    found = client.get("/api/search", params={"q": '"chess match"'}).json()
    assert len(found["rows"]) == 4
    assert found["more"] is False
    monkeypatch.setattr(server, "FOUND", 3)
    found = client.get("/api/search", params={"q": "chess"}).json()
    assert (len(found["rows"]), found["more"]) == (3, True)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/search", 400, "at least one word"),
        ("/api/search?q=a&outlet=nobody", 400, "nobody"),
        ("/api/article?id=nowhere", 404, "nowhere"),
        ("/api/article", 404, ""),
        ("/api/export?table=nothing", 400, "nothing"),
        ("/api/export?table=outlets;drop", 400, "no table"),
        ("/api/export?table=outlets&form=exe", 400, "exe"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(client, path, status, said):
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.json()["error"]


def test_an_article_comes_with_its_text_evidence_and_voices(client):
    found = client.get("/api/search", params={"q": "chess"}).json()["rows"][0]
    told = client.get("/api/article", params={"id": found["article_id"]}).json()
    assert "Cable Street" in told["article"]["body"]
    assert {span["tag"] for span in told["evidence"] if span["kind"] == "topic"} >= {TOPIC}
    assert told["voices"]
    spans = client.get("/api/evidence", params={"id": found["article_id"]}).json()["rows"]
    assert spans == told["evidence"]


def test_an_export_is_cut_and_says_so(client, monkeypatch):
    monkeypatch.setattr(server, "EXPORTED", 5)
    answer = client.get("/api/export", params={"table": "articles"})
    assert len(list(csv.reader(io.StringIO(answer.text)))) == 6
    assert answer.headers["beatbook-rows"] == "5 of more"
    assert len(client.get("/api/export", params={"table": "outlets", "form": "json"}).json()) == 4


def test_an_answer_that_takes_too_long_is_ended(press_home, monkeypatch):
    def endless(con, asked):
        con.execute("select count(*) from range(100000000000) as a").fetchall()
        raise AssertionError("it ended by itself")

    monkeypatch.setattr(server, "SECONDS", 0.2)
    answer = server._answered(press_home, endless, {})
    assert answer.status_code == 503


def test_before_anything_was_published_the_api_says_what_to_do(tmp_path, site):
    client = TestClient(server.app(Home(tmp_path), site), base_url="http://127.0.0.1")
    answer = client.get("/api/about")
    assert answer.status_code == 400
    assert "make demo" in answer.json()["error"]
