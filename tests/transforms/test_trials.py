"""A topic or a rule on trial finds what it would find among all topics."""

import pyarrow as pa
import pytest

import transforms
from transforms import rules, tagging, taxonomy, trials

KNOWN = taxonomy.load()
BY_SLUG = {topic.slug: topic for topic in KNOWN.topics}
TEXTS = [(example.headline, example.text) for topic in KNOWN.topics for example in topic.examples]


@pytest.mark.parametrize("slug", ["taser", "stop-and-search", "police-misconduct", "vigils"])
def test_a_topic_alone_finds_what_it_finds_among_all(slug):
    only = trials.alone(KNOWN, BY_SLUG[slug])
    texts = [(example.headline, example.text) for example in BY_SLUG[slug].examples] + TEXTS[::5]
    among = [[hit for hit in tagging.evidence(*text, KNOWN) if hit.topic == slug] for text in texts]
    assert [tagging.evidence(*text, only) for text in texts] == among
    assert any(among)


def test_a_topic_alone_keeps_the_version_of_its_rules():
    assert all(trials.alone(KNOWN, topic).version == topic.rules_version for topic in KNOWN.topics)


def test_a_rules_version_says_nothing_of_other_topics_or_of_words(tmp_path):
    more = tmp_path / "more"
    more.mkdir()
    (more / "cakes.toml").write_text(
        'name = "Cakes"\ndefinition = "d"\nscope = "s"\nphrases = ["cake"]\n'
        + '[[examples]]\nhit = true\ntext = "cake cake"\n' * 2
        + '[[examples]]\nhit = false\ntext = "no"\n' * 2
    )
    wider = taxonomy.load(more=more)
    assert wider.version != KNOWN.version
    versions = {topic.slug: topic.rules_version for topic in wider.topics}
    cakes = versions.pop("cakes")
    assert versions == {topic.slug: topic.rules_version for topic in KNOWN.topics}
    file = more / "cakes.toml"
    file.write_text(file.read_text().replace('"Cakes"', '"Cake"').replace("no", "none"))
    assert taxonomy.with_topic(wider, file).topics[0].slug
    told = {topic.slug: topic.rules_version for topic in taxonomy.with_topic(wider, file).topics}
    assert told["cakes"] == cakes
    file.write_text(file.read_text().replace('["cake"]', '["cake", "bun"]'))
    told = {topic.slug: topic.rules_version for topic in taxonomy.with_topic(wider, file).topics}
    assert told["cakes"] != cakes


def test_a_change_of_a_shared_word_class_changes_the_topics_that_name_it(tmp_path):
    (tmp_path / "_words.toml").write_text('[oversight]\nphrases = ["the beadle"]\n')
    changed = {topic.slug: topic.rules_version for topic in taxonomy.load(words=tmp_path).topics}
    naming = {topic.slug for topic in KNOWN.topics if "@oversight" in topic.terms}
    assert {slug for slug, topic in BY_SLUG.items() if changed[slug] != topic.rules_version} == naming
    assert 0 < len(naming) < len(BY_SLUG)


def test_one_rule_is_found_wherever_it_matches_once():
    tried = trials.alone(KNOWN, trials.of_rule(KNOWN, "@police AND cake{,s}"))
    body = "It rained. " * 5 + "Officers ate cakes."
    articles = pa.table({"article_id": ["a", "b"], "headline": ["Rain", "Rain"], "body": [body, "Cakes."]})
    assert transforms.topics(articles, tried)["article_id"].to_pylist() == ["a"]


def test_a_topic_with_one_rule_more_finds_more():
    text = "Officers ate cakes at the vigil for the horse. Officers ate cakes again."
    more = trials.with_rule(KNOWN, BY_SLUG["taser"], "officer{,s} AND cake{,s}")
    assert tagging.evidence("Cakes", text, trials.alone(KNOWN, BY_SLUG["taser"])) == []
    anchored = f"{text} Police came."
    found = tagging.evidence("Cakes", anchored, trials.alone(KNOWN, more))
    assert {hit.rule for hit in found} == {"taser/tried"}
    assert trials.alone(KNOWN, more).version != BY_SLUG["taser"].rules_version


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("@polise AND cake", "Did you mean @police"),
        ("cake AND", "expected words"),
        ("(cake", "closing bracket"),
        ("cake{,s", "cannot be read"),
        ("cake IN footer", "expected headline or lead"),
        ("", "expected words"),
    ],
)
def test_a_rule_that_cannot_be_read_says_why(rule, said):
    with pytest.raises(rules.RuleError, match=said):
        trials.of_rule(KNOWN, rule)


def test_examples_are_judged_by_the_rules_on_trial():
    told = trials.examples(BY_SLUG["taser"], trials.alone(KNOWN, BY_SLUG["taser"]))
    assert [bool(hits) for _, hits in told] == [example.hit for example in BY_SLUG["taser"].examples]
