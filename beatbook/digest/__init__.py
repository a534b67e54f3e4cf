"""The daily digest: what burst, began, was left out, was changed and came of nothing, on the days just over."""
