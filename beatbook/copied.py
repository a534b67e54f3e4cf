"""Says of an article whether its text stands elsewhere too, and how much of it came from there."""

from typing import Any

KINDS = {
    "wire": "agency copy",
    "release": "made from a press release",
    "group": "shared with a sister title",
    "lifted": "the same text as another outlet's",
}
SPREAD = {"release": "A release", "wire": "Agency copy"}


def sentence(place: dict[str, Any] | None) -> str:
    """Return the article's place among the copies of its text in a sentence; empty for one that has none.

    `place` is a row of `warehouse.query.copy`.
    """
    if place is None:
        return ""
    if place["is_original"]:
        first = SPREAD.get(place["kind"], "The first of its text")
        credited = f", credited to {place['credit']}" if place["credit"] else ""
        others, outlets = place["articles"] - 1, place["outlets"]
        held = f"{outlets} {'outlet' if outlets == 1 else 'outlets'}"
        return f"{first}{credited}: {others} more made from it, {held} in all."
    credited = f" ({place['credit']})" if place["credit"] else ""
    said = f"A copy, {KINDS[place['kind']]}{credited}"
    source = place["original_outlet"]
    of = f": {place['original_id'][:12]} of {source}" if source else ""
    shares = ""
    if place["share_of_own"] is not None and place["compared_id"] == place["original_id"]:
        shares = (
            f"; {place['share_of_original']:.0%} of that text stands here and is {place['share_of_own']:.0%} "
            f"of this one, {place['words_added']:,} words are added"
        )
    return f"{said}{of}{shares}{_lag(place['lag_hours'])}."


def _lag(hours: float | None) -> str:
    if hours is None:
        return ""
    if abs(hours) < 1:
        return "; within the hour"
    return f"; {abs(hours):,.0f} h {'later' if hours > 0 else 'earlier'}"
