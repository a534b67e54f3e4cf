"""The daily digest: what burst, began, was left out and was changed on the days just over."""
