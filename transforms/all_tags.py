"""Gives every tag of each article at once, so that a text is cut and searched for names only once."""

import pyarrow as pa

from transforms import naming, persons, quotations, schemas, tagging
from transforms.attribution import attributions
from transforms.evidence import mentions
from transforms.gazetteer import Gazetteer
from transforms.prose import english
from transforms.relevance import packaged as rules_of_the_beat
from transforms.relevance import row as judged
from transforms.taxonomy import Taxonomy
from transforms.wording import packaged as frames_of_words
from transforms.wording import rows as framed


def tags(
    articles: pa.Table, taxonomy: Taxonomy | None = None, gazetteer: Gazetteer | None = None
) -> dict[str, pa.Table]:
    """Return all tables of tags by name, each equal to what the function for it gives alone.

    Needs the columns article_id, headline and body (null counts as empty), and heeds language and
    published_at if they are there. The packaged topics and gazetteer are used by default.
    """
    topics, known = taxonomy or tagging.packaged(), gazetteer or naming.packaged()
    rules, frames = rules_of_the_beat(), frames_of_words()
    topic_hits, entity_hits, relevance, people, voices, wording = (
        list[dict[str, object]]() for _ in range(6)
    )
    for prose in english(articles):
        names, said = naming.Names(prose, known), attributions(prose)
        cast = persons.read(prose, names.in_body, said)
        of_prose = tagging.hits(prose, topics)
        topic_hits += tagging.rows(prose, topics, of_prose)
        entity_hits += naming.rows(names)
        relevance.append(judged(prose, rules, of_prose))
        people += persons.rows(prose, cast)
        voices += quotations.rows(names, said, cast)
        wording += framed(prose, frames)
    of_topics = pa.Table.from_pylist(topic_hits, schema=schemas.TOPIC_HITS)
    of_entities = pa.Table.from_pylist(entity_hits, schema=schemas.ENTITY_HITS)
    return {
        "article_topics": tagging.article_topics(of_topics),
        "article_entities": naming.article_entities(of_entities),
        "mentions": mentions(of_topics, of_entities),
        "relevance": pa.Table.from_pylist(relevance, schema=schemas.RELEVANCE),
        "people": pa.Table.from_pylist(people, schema=schemas.PEOPLE),
        "voices": pa.Table.from_pylist(voices, schema=schemas.VOICES),
        "wording": pa.Table.from_pylist(wording, schema=schemas.WORDING),
    }


def topic_tags(articles: pa.Table, taxonomy: Taxonomy) -> dict[str, pa.Table]:
    """Return what hangs on the topics: the tables article_topics, mentions (of topics alone) and relevance.

    Each is equal to what `tags` gives by the same taxonomy, which needs the same columns.
    """
    rules = rules_of_the_beat()
    topic_hits, relevance = list[dict[str, object]](), list[dict[str, object]]()
    for prose in english(articles):
        of_prose = tagging.hits(prose, taxonomy)
        topic_hits += tagging.rows(prose, taxonomy, of_prose)
        relevance.append(judged(prose, rules, of_prose))
    of_topics = pa.Table.from_pylist(topic_hits, schema=schemas.TOPIC_HITS)
    return {
        "article_topics": tagging.article_topics(of_topics),
        "mentions": mentions(of_topics, schemas.ENTITY_HITS.empty_table()),
        "relevance": pa.Table.from_pylist(relevance, schema=schemas.RELEVANCE),
    }
