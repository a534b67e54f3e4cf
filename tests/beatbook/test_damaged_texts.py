"""Whoever asks a book whose texts are damaged is sent to the doctor, by whatever door."""

import shutil

import pytest
from starlette.testclient import TestClient

import beatbook as house
from beatbook.site import server
from warehouse import query
from warehouse.home import Home

DAMAGES = {
    "gone": lambda path: path.unlink(),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "overwritten": lambda path: path.write_bytes(b"PAR1" + bytes(path.stat().st_size - 8) + b"PAR1"),
}
TOLD = "`beatbook doctor` says what is damaged"


@pytest.fixture(params=[(kind, how) for kind in ("postings", "bodies") for how in DAMAGES], ids=" ".join)
def damaged(request, book, tmp_path):
    """A copy of the small book with one kind of segments damaged."""
    kind, how = request.param
    home = Home(shutil.copytree(book.root, tmp_path / "book", symlinks=True))
    published = home.snapshots / book.warehouse.resolve().name
    home.warehouse.unlink()
    home.warehouse.symlink_to(published)
    for path in home.segments.glob(f"{kind}-*"):
        path.chmod(0o644)
        DAMAGES[how](path)
    return home


@pytest.mark.parametrize(
    "words",
    [
        ["search", "hackney"],
        ["sql", "from search('hackney')"],
        ["sql", "from search('hackney')", "-f", "csv"],
    ],
    ids=" ".join,
)
def test_a_command_sends_to_the_doctor(damaged, answer, words):
    assert TOLD in " ".join(answer(*words, home=damaged.root, code=1).split())


def test_so_do_python_and_the_server(damaged, tmp_path):
    with house.open(damaged.root) as book, pytest.raises(query.DamagedBook, match=TOLD):
        book.search("hackney")
    client = TestClient(server.app(damaged, tmp_path), base_url="http://127.0.0.1:8765")
    refused = client.get("/api/search", params={"q": "hackney"})
    assert refused.status_code == 500
    assert TOLD in refused.json()["error"]


@pytest.mark.parametrize("damaged", [("bodies", how) for how in DAMAGES], ids=" ".join, indirect=True)
def test_so_do_one_article_and_the_whole_book(damaged, answer, tmp_path):
    whole = answer("export", "--to", str(tmp_path / "out"), home=damaged.root, code=1)
    assert TOLD in " ".join(whole.split())
    with house.open(damaged.root) as book:
        ((name,),) = book.connection.execute("select min(article_id) from articles").fetchall()
        with pytest.raises(query.DamagedBook, match=TOLD):
            book.article(name)
    assert TOLD in " ".join(answer("article", name, home=damaged.root, code=1).split())
