"""A snapshot that nobody can read stops no publish: what it said is made again of the lake."""

from pathlib import Path

import pytest
from lake_rows import DAY, tagged

from warehouse import query
from warehouse.publish import publish


def truncate(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def garble_header(path: Path) -> None:
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[:12_288] = bytes(range(256)) * 48
    path.write_bytes(content)


def garble_inside(path: Path) -> None:
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[20_000:] = bytes(byte ^ 0x5A for byte in content[20_000:])
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"")


def articles(home) -> int:
    with query.open(home) as connection:
        ((number,),) = connection.execute("select count(*) from article_texts").fetchall()
    return number


@pytest.mark.parametrize("damage", [garble_header, garble_inside])
def test_a_damaged_current_snapshot_is_made_anew_from_the_lake(book, lake, damage):
    before = publish(book)
    assert before.damage == ""
    had = articles(book)
    damage(before.path)
    lake.commit("later", tagged("a3", None), day=DAY)
    after = publish(book)
    assert before.path.name in after.damage
    assert "\n" not in after.damage
    assert articles(book) == had + 1
    assert publish(book).unchanged


def test_a_damaged_earlier_snapshot_is_passed_over_and_no_segment_goes(book, lake):
    before = publish(book)
    lake.commit("later", tagged("a3", None), day=DAY)
    publish(book)
    truncate(before.path)
    held = set(book.segments.iterdir())
    lake.commit("latest", tagged("a4", None), day=DAY)
    after = publish(book)
    assert after.damage.startswith(before.path.name)
    assert after.new_articles == 1
    assert held <= set(book.segments.iterdir())


def test_a_damaged_current_snapshot_is_made_anew_though_nothing_is_new(book):
    before = publish(book)
    had = articles(book)
    empty(before.path)
    after = publish(book)
    assert not after.unchanged
    assert after.path != before.path
    assert articles(book) == had
