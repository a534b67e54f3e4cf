"""Looking people up by spelling gives whom comparing with everybody gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.cast import Cast, Person
from transforms.personal_names import Named, gender
from transforms.spelling import is_variant

GIVEN, TITLES = ["Ann", "John", "Kano"], ["Mr", "Mrs", "Dr"]
SURNAMES = ["Granville", "Glanville", "Sahleb", "Salhab", "Sahlep", "Lee", "Okafor", "Okofar", "Okafro"]
WRITTEN = st.tuples(
    st.lists(st.sampled_from(TITLES), max_size=1),
    st.lists(st.sampled_from(GIVEN), max_size=2),
    st.sampled_from(SURNAMES),
)


def meant_of_all(one: Named, people: list[Person]) -> Person | None:
    """Return whom a mention means, by asking everybody."""
    surname, sex = one.parts[-1], gender(one.parts, one.titles)
    fits = [p for p in people if not (sex and p.gender and sex != p.gender)]
    if one.is_full:
        exact = [p for p in fits if p.parts == one.parts]
        near = [p for p in fits if p.parts[0] == one.parts[0] and is_variant(surname, p.surname)]
    else:
        exact = [p for p in fits if surname in p.parts]
        near = [p for p in fits if is_variant(surname, p.surname, is_titled=bool(one.titles))]
    chosen = exact or near
    return chosen[0] if len(chosen) == 1 else None


@settings(max_examples=300, deadline=None)
@given(st.lists(WRITTEN, max_size=16))
def test_whom_a_name_means_is_whom_all_would_say(written):
    cast, places = Cast(), range(len(written))
    mentions = [
        Named(nth, nth, nth + 1, (*given_names, surname), tuple(titles), is_sure=True)
        for nth, (titles, given_names, surname) in zip(places, written, strict=True)
    ]
    for one in sorted(mentions, key=lambda one: (not one.is_full, one.start)):
        assert cast.meant(one) is meant_of_all(one, cast.people)
        cast.add(one)
