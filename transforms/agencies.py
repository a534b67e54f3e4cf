"""News agencies, and how bylines and credits spell them."""

import tomllib
from importlib.resources import files

_AGENCIES = tomllib.loads((files("transforms") / "agencies.toml").read_text(encoding="utf-8"))

BYLINES = {spelling: name for name, agency in _AGENCIES.items() for spelling in agency["bylines"]}
CREDITS = {spelling: name for name, agency in _AGENCIES.items() for spelling in agency.get("credits", ())}
