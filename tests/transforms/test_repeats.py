"""What an outlet repeats is learned and taken out; what people say again is not."""

import pyarrow as pa

import transforms
from transforms.repeats import without
from transforms.schemas import ARTICLES, REPEATS

BOX = "The Harwick Echo is funded by its readers, from a pound a month."
APPEAL = "Anyone with information is asked to call police on 101 or Crimestoppers."
OTHER = "Harwick has a station, a market and a football club."


def articles(*bodies: list[str], outlet: str = "echo") -> pa.Table:
    rows = [{"outlet": outlet, "article_id": str(n), "body": "\n\n".join(b)} for n, b in enumerate(bodies)]
    known = pa.schema([ARTICLES.field(name) for name in ("outlet", "article_id", "body")])
    return pa.Table.from_pylist(rows, schema=known)


def own(number: int) -> list[str]:
    said = (
        "In case {} a man from street {} was seen.",
        "The hearing was put off to day {}.",
        "Case {} goes on.",
    )
    return [line.format(number, number) for line in said]


def lines(table: pa.Table) -> list[str]:
    return transforms.repeats(table)["line"].to_pylist()


def test_a_line_under_three_different_articles_is_repeated():
    found = transforms.repeats(articles(*([*own(n), BOX] for n in range(3))))
    assert found.schema == REPEATS
    assert found.to_pylist() == [{"outlet": "echo", "line": BOX, "articles": 3}]


def test_two_articles_are_too_few():
    assert lines(articles(*([*own(n), BOX] for n in range(2)))) == []


def test_a_release_published_again_and_again_is_nobodys_boilerplate():
    assert lines(articles(*([*own(1), BOX, f"Updated {n}."] for n in range(6)))) == []


def test_an_appeal_in_the_same_words_stays():
    assert lines(articles(*([*own(n), APPEAL] for n in range(5)))) == []


def test_another_outlets_articles_teach_nothing():
    mixed = [articles([*own(n), BOX], outlet=f"outlet-{n}") for n in range(4)]
    assert lines(pa.concat_tables(mixed)) == []


def whole(body: list[str], outlet: str = "echo") -> pa.Table:
    text = "\n\n".join(body)
    row = dict.fromkeys(("article_id", "url", "headline", "access", "page_url", "extractor"), "x")
    row |= {"outlet": outlet, "body": text, "authors": [], "dates": [], "words": len(text.split())}
    return pa.Table.from_pylist([row], schema=ARTICLES)


LEARNED = pa.Table.from_pylist([{"outlet": "echo", "line": BOX, "articles": 3}], schema=REPEATS)


def test_repeated_lines_are_taken_out_and_words_counted_anew():
    [row] = without(whole([*own(1), BOX]), LEARNED).to_pylist()
    assert (row["body"], row["words"]) == ("\n\n".join(own(1)), len(" ".join(own(1)).split()))


def test_an_article_that_would_lose_half_stays_whole():
    assert without(whole([BOX, "Short."]), LEARNED).to_pylist() == whole([BOX, "Short."]).to_pylist()


def test_another_outlets_lines_stay():
    assert without(whole([*own(1), BOX], "other"), LEARNED)["words"].to_pylist() == [
        whole([*own(1), BOX])["words"][0].as_py()
    ]
