"""Who is heard to speak is not heard worse than it was, on articles that no rule was tuned on."""

import json
import tomllib
from pathlib import Path

import pytest

from benchmarks import voices, voices_truth

FLOORS = tomllib.loads((voices.HOUSE / "benchmarks" / "floors.toml").read_text())["voices"]


def test_quotations_speakers_and_roles_in_british_articles():
    figures = voices.british(voices_truth.articles())["held out"]
    for name in ("found", "speaker", "role"):
        assert figures[name] >= FLOORS[f"british_{name}"], name


@pytest.mark.skipif(
    not Path(voices.MARKED).exists(), reason="marked articles lie beside the project, and are not here"
)
def test_quotations_that_people_marked():
    figures = voices.marked(voices.MARKED)["held out"]
    assert figures["f1"] >= FLOORS["f1"]
    assert figures["direct_speaker"] >= FLOORS["direct_speaker"]


def test_every_truth_names_a_role_that_exists():
    from transforms.roles import ROLES

    articles = voices_truth.articles()
    assert len(articles) >= 60
    assert {voice.role for article in articles for voice in article.voices} <= set(ROLES)
    assert json.dumps(sorted(voices_truth.DEMO_ROLES.values())) == json.dumps(sorted(ROLES))
