"""Evidence stands in its text exactly where its offsets say."""

from rich.console import Console

from beatbook.marked import Mark, marked

TEXT = "Met defends stop and search in Hackney"


def test_spans_are_styled_where_they_stand():
    shown = marked(TEXT, [Mark(12, 27, 1, "bold"), Mark(0, 3, 2, "underline")])
    assert shown.plain == "Met² defends stop and search¹ in Hackney"
    assert [shown.plain[span.start : span.end] for span in shown.spans if span.style == "bold"] == [
        "stop and search"
    ]


def test_without_colour_brackets_show_the_span():
    shown = marked(TEXT, [Mark(12, 27, 1, "bold")], brackets=True)
    assert shown.plain == "Met defends [stop and search]¹ in Hackney"


def test_overlapping_spans_keep_both_numbers_and_all_text():
    shown = marked(TEXT, [Mark(0, 27, 1, "bold"), Mark(12, 27, 2, "underline")], brackets=True)
    assert shown.plain == "[Met defends [stop and search]]¹·² in Hackney"


def test_the_same_evidence_twice_is_marked_once():
    twice = [Mark(0, 3, 1, "bold"), Mark(0, 3, 1, "bold")]
    assert marked(TEXT, twice, brackets=True).plain.startswith("[Met]¹ ")


def test_markup_and_escapes_in_the_text_are_text():
    console = Console(force_terminal=True, width=80, markup=False)
    with console.capture() as captured:
        console.print(marked("[red]x\x1b[31m[/red] stop", [Mark(17, 21, 1, "bold")]))
    assert "[red]x\ufffd[31m[/red]" in captured.get()
