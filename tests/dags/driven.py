"""Runs the driver for the tests, and tells what a home then holds."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb

HOUSE = Path(__file__).resolve().parents[2]
DRIVER = [sys.executable, str(HOUSE / "dags" / "driver.py")]

CONTENT = {
    "articles": "select * exclude (run_id, fetched_at, warc_file, warc_offset, batch_id) from articles",
    "texts": "select article_id, body from article_texts",
    "topics": "select * exclude (version, text_no) from article_topics",
    "entities": "select * exclude (version) from article_entities",
    "mentions": "select * exclude (version) from mentions",
    "relevance": "select * exclude (version) from relevance",
    "pages": """select distinct outlet, url, outcome, article_id from fetches
        where kind = 'article' and outcome not in ('known', 'unchanged')""",  # what a further run adds
}


def drive(environment, *arguments):
    return subprocess.run(
        [*DRIVER, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, timeout=300
    )


def ask(home, query):
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        return sorted(connection.execute(query).fetchall(), key=repr)


def content(home):
    return {name: ask(home, query) for name, query in CONTENT.items()}
