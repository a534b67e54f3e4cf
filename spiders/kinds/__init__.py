"""The kinds of source an outlet may have, one module each."""
