"""Who speaks a quotation that has no verb of speech, as the sentence before it says."""

from transforms import descriptions
from transforms.grammar import Span
from transforms.masked import Sentence
from transforms.subjects import sayings


def just_named(sentence: Sentence, previous: Sentence) -> tuple[Span, Span] | None:
    """Return who speaks without a verb where the sentence before says how: "Raj Pannu was less sure."."""
    if sentence.opens_paragraph or previous.quotes:
        return None
    found = descriptions.leading(previous.words, len(previous.words))
    return found if found and descriptions.is_name(previous.words, found[0]) else None


def introduced(previous: Sentence) -> tuple[Span, Span] | None:
    """Return who speaks after a sentence that ends with a colon: its last verb's subject, or its own."""
    for saying in reversed(sayings(previous.words)):
        if saying.subject and saying.told:
            return saying.subject, saying.told
    return descriptions.leading(previous.words, len(previous.words) - 1)
