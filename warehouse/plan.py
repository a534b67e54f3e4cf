"""Sorts what a snapshot is made of by how it is made: before its articles, with them, or after."""

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.statements import BUILT, Statement, in_order, statements

DICTIONARY = "data_dictionary"  # last: it reads what all the others say


@dataclass(frozen=True)
class Plan:
    """All statements of a snapshot, each group in an order in which it can be run.

    `before` needs no article, `batches` are tables of which a batch of the lake replaces its own rows,
    `articles` are tables of which an article replaces its own, and the views that these read of one another,
    `after` reads them all, and `dictionary` what is said of them. A view may be in two groups.
    """

    before: tuple[Statement, ...]
    batches: tuple[Statement, ...]
    articles: tuple[Statement, ...]
    after: tuple[Statement, ...]
    dictionary: Statement

    @classmethod
    def of_all(cls) -> "Plan":
        """Return the plan for what stands in the SQL folders now."""
        made = in_order(each for folder in BUILT for each in statements(folder) if each.name != DICTIONARY)
        growing = {each.label for each in made if each.keys or each.is_of_articles}
        needs = _closures(made)
        read = set[str]().union(*(needs[each.label] for each in made if each.is_of_articles))
        others = [each for each in made if each.label not in growing]
        late = [each for each in others if needs[each.label] & growing]
        (dictionary,) = (each for folder in BUILT for each in statements(folder) if each.name == DICTIONARY)
        return cls(
            before=tuple(each for each in others if each not in late),
            batches=tuple(each for each in made if each.keys and not each.is_of_articles),
            articles=tuple(
                each for each in made if each.is_of_articles or (each in late and each.label in read)
            ),
            after=tuple(late),
            dictionary=dictionary,
        )

    @property
    def grown(self) -> tuple[Statement, ...]:
        """The tables of articles, without the views between them."""
        return tuple(each for each in self.articles if each.is_of_articles)

    @property
    def all(self) -> tuple[Statement, ...]:
        """Every statement once, but for the dictionary."""
        return (*self.before, *self.batches, *self.grown, *self.after)


def _closures(made: Iterable[Statement]) -> dict[str, set[str]]:
    """Return what each statement needs, directly or not; `made` is in order."""
    needs = dict[str, set[str]]()
    for each in made:
        needs[each.label] = set(each.after).union(*(needs[label] for label in each.after))
    return needs
