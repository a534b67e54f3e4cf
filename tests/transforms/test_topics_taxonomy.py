"""Declaring topics and entities: what is accepted, what is refused and how, and what a version means."""

import shutil
from pathlib import Path

import pyarrow as pa
import pytest

import transforms
from transforms import gazetteer, taxonomy
from transforms.declarations import DeclarationError

TOPIC = """
name = "Horses"
definition = "Police horses at work."
scope = "Any horse."
phrases = ["police horse{,s}"]

[[rules]]
name = "mounted"
when = "@police AND mounted"

[exclude]
sentence = ["rocking horse"]
"""
EXAMPLES = "".join(
    f'\n[[examples]]\nhit = {hit}\nheadline = "{line}"\n'
    for hit, line in [
        ("true", "Police horse"),
        ("true", "Police horses"),
        ("false", "Horse"),
        ("false", "Dog"),
    ]
)
WORDS = '[police]\nphrases = ["police"]\nnever = ["fashion police"]\n'
ENTITIES = 'kind = "police_force"\n\n[[entities]]\nid = "wealdshire"\nname = "Wealdshire Police"\n'


def written(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_topic_is_one_file_in_a_folder(tmp_path):
    found = taxonomy.load(written(tmp_path, horses=TOPIC + EXAMPLES, _words=WORDS))
    assert [(topic.slug, topic.name) for topic in found.topics] == [("horses", "Horses")]
    article = pa.table({"article_id": ["a"], "headline": ["Mounted police leave"], "body": [""]})
    rules = [hit["rule"] for hit in transforms.topics(article, found).to_pylist()]
    assert rules == ["horses/mounted"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("name =", "nmae ="), "horses.toml: field 'name' is missing"),
        (('scope = "Any horse."', 'scope = "Any horse."\ncolour = "grey"'), "field 'colour' is not known"),
        (('"Horses"', "7"), "horses.toml: field 'name' must be a text"),
        (('["police horse{,s}"]', '"police horse"'), "horses.toml: field 'phrases' must be a list of texts"),
        (('"police horse{,s}"', '"police horse{,s"'), r"field 'phrases' cannot be read: unbalanced braces"),
        (("AND mounted", "AND"), r"horses.toml: field 'rules\[0\]\.when' cannot be read"),
        (("@police", "@polcie"), r"field 'rules\[0\]\.when' names @polcie, which is not a word class"),
        (("sentence =", "sentences ="), "horses.toml: field 'exclude.sentences' is not known"),
        (("hit = false", "hit = true"), "field 'examples' must hold two or more with hit = false"),
        (("hit = false", 'hit = "no"'), r"field 'examples\[2\]\.hit' must be true or false"),
        (("name = \"Horses\"", "name = "), "horses.toml: not readable as TOML"),
        (('name = "mounted"', 'name = "phrases"'), r"field 'rules\[0\]\.name' names a second rule"),
        (('when = "@police AND mounted"', 'when = "mounted"\nweight = 0'), r"weight' must be a number"),
    ],
)  # fmt: skip
def test_a_broken_topic_is_an_error_that_names_file_and_field(tmp_path, change, message):
    broken = (TOPIC + EXAMPLES).replace(*change)
    with pytest.raises(DeclarationError, match=message):
        taxonomy.load(written(tmp_path, horses=broken, _words=WORDS))


def test_an_empty_folder_is_an_error_that_says_what_a_topic_is(tmp_path):
    with pytest.raises(DeclarationError, match="holds no topic"):
        taxonomy.load(tmp_path)


def test_more_topics_are_added_and_word_classes_joined(tmp_path):
    more = written(tmp_path, horses=TOPIC + EXAMPLES, _words='[police]\nphrases = ["wealdshire watch"]\n')
    both = taxonomy.load(more=more)
    assert len(both.topics) == len(taxonomy.load().topics) + 1
    article = pa.table({"article_id": ["a"], "headline": ["Mounted Wealdshire Watch leaves"], "body": [""]})
    assert "horses" in transforms.topics(article, both)["topic"].to_pylist()
    with pytest.raises(DeclarationError, match="'taser' is declared twice"):
        taxonomy.load(more=written(tmp_path / "again", taser=TOPIC + EXAMPLES))


def test_a_class_names_another_in_braces_wherever_that_stands(tmp_path):
    [harmed] = [each for each in taxonomy.load(
        written(tmp_path, horses=TOPIC + EXAMPLES, _words=WORDS + '[who]\nphrases = ["{had ,}{@done}"]\n'),
        words=written(tmp_path / "words", _words='[done]\nphrases = ["kick{s,ed}", "re-arrested"]\n'),
    ).words if each.name == "@who"]  # fmt: skip
    assert harmed.phrases == ("{had ,}{kicks,kicked,re arrested}",)


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ('[a]\nphrases = ["x {@b}"]', "_words.toml: field 'a.phrases' cannot be read: .* names @b, which is"),
        ('[a]\nphrases = ["x {@a}"]', "field 'a.phrases' .* circle: @a names @a"),
        ('[a]\nphrases = ["{@b}"]\n[b]\nphrases = ["{x,@a}"]', "circle: @a names @b names @a"),
        ('[a]\nphrases = ["x {@b}"]\n[b]\nphrases = ["=Y"]', "names @b, whose 'Y' begins with ="),
        ('[a]\nphrases = ["x {@b}"]\n[b]\nphrases = []', "names @b, which has no phrases"),
        ('[a]\nphrases = ["@police"]', "'@police' names a class: only the braces"),
        ('[a]\nphrases = ["x"]\nnever = ["{@b}"]', "field 'a.never' cannot be read: .* names @b"),
    ],
)
def test_a_class_that_cannot_be_spelt_out_is_an_error_that_says_why(tmp_path, classes, message):
    with pytest.raises(DeclarationError, match=message):
        taxonomy.load(written(tmp_path, horses=TOPIC + EXAMPLES, _words=WORDS + classes))


def test_a_rule_cannot_name_a_class_in_braces(tmp_path):
    with pytest.raises(DeclarationError, match=r"'stray {@police}' names a class: only the braces"):
        stray = TOPIC.replace("mounted", "stray {@police}")
        taxonomy.load(written(tmp_path, horses=stray + EXAMPLES, _words=WORDS))


def test_an_alias_names_a_class_in_braces(tmp_path):
    ranks = '[ranks]\nphrases = ["officer{,s}", "PC"]\n'
    entities = ENTITIES + 'aliases = ["=Wealdshire {@ranks}"]\n'
    [force] = gazetteer.load(written(tmp_path, forces=entities, _words=ranks)).entities
    assert force.aliases == ("=Wealdshire {officer,officers,PC}",)
    with pytest.raises(
        DeclarationError, match=r"forces.toml: field .*aliases' .* names @ranks, which is not"
    ):
        gazetteer.load(written(tmp_path, forces=entities, _words=""))


def test_a_class_of_the_gazetteer_has_no_never(tmp_path):
    classes = '[ranks]\nphrases = ["officer"]\nnever = ["planning officer"]\n'
    with pytest.raises(DeclarationError, match=r"_words.toml: field 'ranks.never' is not known"):
        gazetteer.load(written(tmp_path, forces=ENTITIES + 'aliases = ["x"]\n', _words=classes))


def test_the_version_changes_with_what_matches_and_with_nothing_else(tmp_path):
    def version(text: str) -> str:
        return taxonomy.load(written(tmp_path, horses=text, _words=WORDS)).version

    first = version(TOPIC + EXAMPLES)
    assert version("# a remark\n" + TOPIC + EXAMPLES + EXAMPLES) == first
    assert version(TOPIC.replace("Any horse.", "Any horse or pony.") + EXAMPLES) == first
    assert version(TOPIC.replace("mounted", "riding") + EXAMPLES) != first
    assert version("min_score = 3\n" + TOPIC + EXAMPLES) != first


def test_the_packaged_version_is_the_same_in_every_load():
    assert taxonomy.load().version == taxonomy.load(taxonomy.PACKAGED).version
    assert gazetteer.load().version == gazetteer.load(gazetteer.PACKAGED).version


@pytest.mark.parametrize("source", [taxonomy, gazetteer], ids=["taxonomy", "gazetteer"])
def test_what_is_packaged_is_read_once_and_a_folder_each_time(source):
    assert source.load() is source.load(more="")
    assert source.load(source.PACKAGED) is not source.load(source.PACKAGED)


def test_the_words_of_the_packaged_taxonomy_are_all_used():
    known = taxonomy.load()
    used: set[str] = set()
    for topic in known.topics:
        used.update(topic.anchor, topic.exclude.sentence, topic.exclude.overlap, topic.exclude.article)
        used.update(*(taxonomy.rules.terms(rule.rule) for rule in topic.rules))
    assert {word_class.name for word_class in known.words} - used == set()


def test_more_entities_are_added_and_an_id_or_alias_is_only_one_entitys(tmp_path):
    alias = 'aliases = ["Wealdshire Police"]\n'
    more = written(tmp_path / "more", demo=ENTITIES + alias)
    known = gazetteer.load(more=more)
    article = pa.table({"article_id": ["a"], "headline": ["Wealdshire Police sorry"], "body": [""]})
    assert transforms.entities(article, known)["entity_id"].to_pylist() == ["wealdshire"]
    with pytest.raises(DeclarationError, match="'kent-police' is declared twice"):
        gazetteer.load(
            more=written(tmp_path / "twice", x=ENTITIES.replace("wealdshire", "kent-police") + alias)
        )
    with pytest.raises(DeclarationError, match="the alias 'Essex Police' is already essex-police's"):
        gazetteer.load(more=written(tmp_path / "claim", x=ENTITIES + 'aliases = ["Essex Police"]\n'))
    with pytest.raises(DeclarationError, match=r"x.toml: field 'entities\[0\]\.aliases' is empty"):
        gazetteer.load(written(tmp_path / "none", x=ENTITIES))
    with pytest.raises(DeclarationError, match=r"x.toml: field 'entities\[0\]\.alias' is not known"):
        gazetteer.load(written(tmp_path / "typo", x=ENTITIES + 'alias = ["W"]\n' + alias))
    with pytest.raises(DeclarationError, match="holds no entities"):
        gazetteer.load(tmp_path)


def test_the_files_travel_with_the_package(tmp_path):
    for source in (taxonomy.PACKAGED, gazetteer.PACKAGED):
        shutil.copytree(source, tmp_path / source.name)
    assert taxonomy.load(tmp_path / "topics").version == taxonomy.load().version
    assert gazetteer.load(tmp_path / "gazetteer").version == gazetteer.load().version
