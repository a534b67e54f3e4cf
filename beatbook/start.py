"""The command's way in: what is asked most starts at once, and all else by way of Typer.

Typer reads a command line by way of pydantic, which takes longer than DuckDB and an answer together. So the
commonest questions are read here, by the standard library; whatever is not understood at once, a mistake or
`--help`, is left to Typer, which explains it. `python -m benchmarks.start` times both.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from getopt import GetoptError, gnu_getopt


@dataclass(frozen=True)
class Plain:
    """What a command may be asked here; a test holds it equal to what `beatbook.cli` declares."""

    words: tuple[str, ...]  # the arguments, all wanted
    options: Mapping[str, str]  # what stands if an option is not given, by its name
    switches: tuple[str, ...]


ASKED = {
    "sql": Plain(("query",), {"as-of": "", "timeout": "60.0", "format": "table"}, ("cite",)),
    "trend": Plain(
        ("topic",),
        {"by": "", "every": "week", "outlet": "", "from": "", "to": "", "format": "table"},
        ("share", "cite"),
    ),
}


def main() -> None:
    """Run one command and exit, as `beatbook.cli.main` does."""
    if read := plainly(sys.argv[1:]):
        _answer(*read)
    else:
        from beatbook import cli

        cli.main()


def plainly(line: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """Return the command of a line and its values by name, if it is one that can be read here.

    >>> plainly(["trend", "taser", "--share", "-f", "csv"])[1]["format"]
    'csv'
    >>> plainly(["trend", "--help"]), plainly(["trend", "-h"]), plainly(["voices"])
    (None, None, None)
    """
    if not line or line[0] not in ASKED:
        return None
    asked = ASKED[line[0]]
    wanted = [*(f"{name}=" for name in asked.options), *asked.switches]
    try:
        given, words = gnu_getopt(list(line[1:]), "f:", wanted)
    except GetoptError:
        return None
    values = {**asked.options, **{f"--{name}": "" for name in asked.switches}}
    for name, value in given:
        if name[2:] in asked.switches:
            values[name] = "yes"
        else:
            values["format" if name == "-f" else name[2:]] = value
    if len(words) != len(asked.words) or _is_odd(values):
        return None
    return line[0], values | dict(zip(asked.words, words, strict=True))


def _is_odd(values: Mapping[str, str]) -> bool:
    seconds = values.get("timeout", "1")
    is_number = seconds.replace(".", "", 1).isdecimal() and float(seconds) >= 0.01
    return not is_number or values["format"] not in ("table", "csv", "json", "parquet")


def _answer(command: str, values: Mapping[str, str]) -> None:
    from beatbook.formats import Format
    from beatbook.refusal import end_quietly, refusing
    from beatbook.unburdened import without_pandas

    end_quietly()
    given = {name: value or None for name, value in values.items()}
    form, cited = Format(values["format"]), bool(values["--cite"])
    with without_pandas(), refusing():
        if command == "sql":
            from beatbook import export

            export.answer(values["query"], form, given["as-of"], cited, float(values["timeout"]))
        else:
            from beatbook import trend

            days = given["from"], given["to"]
            parted = given["by"], values["every"], bool(values["--share"]), given["outlet"]
            trend.answer(trend.Question.of(values["topic"], *parted, *days), form, cited)


if __name__ == "__main__":
    main()
