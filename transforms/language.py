"""The language of an article: what its text is written in, before what its page claims."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from transforms import jsonld
from transforms.page import Page

ENOUGH = 200  # characters of text from which the text outweighs the page's claim
SURE = 0.9
MOST = 1000  # characters looked at


def language(page: Page, text: str) -> str | None:
    """Return the ISO 639-1 code: of the text where that is long and clear, else as claimed, else of the text.

    A page that carries a translation, or forgot to change its template, claims the wrong one.
    """
    guess, certainty = _classified(text[:MOST]) if text else (None, 0.0)
    if guess and len(text) >= ENOUGH and certainty >= SURE:
        return guess
    return claimed(page) or guess


def claimed(page: Page) -> str | None:
    """Return the language that the page says it is in."""
    told = (
        page.root.get("lang"),
        jsonld.text(page.article.get("inLanguage")),
        page.first("og:locale", "content-language", "language", "dc.language"),
    )
    for said in told:
        code = (said or "").replace("_", "-").split("-")[0].strip().lower()
        if len(code) == 2 and code.isalpha() and code.isascii():
            return code
    return None


def _classified(text: str) -> tuple[str, float]:
    code, certainty = _identifier().classify(text)
    return str(code), float(certainty)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
