"""What leaves a page: on paper, and as CSV, SVG and PNG; and what is drawn only once somebody comes near."""

import csv
import io
from base64 import b64decode

import pytest
from press_book import TOPIC

from beatbook.site import answers


@pytest.mark.parametrize(("page", "state"), [("index", f"topic={TOPIC}"), ("stories", ""), ("edits", "")])
def test_a_page_is_printed_whole_and_in_ink_on_white(at, browser, page, state):
    shown = at(page, state)
    shown.look(794, dark=True, media="print")  # the width of A4
    shown.wait("return beatbook.colour('ink') === '#000'")
    seen = "return [...document.querySelectorAll(arguments[0])].filter((one) => one.getClientRects().length)"
    assert shown.run(f"{seen}.length", ".controls, .tools, nav, .skip") == 0
    assert shown.run(f"{seen}.length", ".figure") > 1
    assert (
        shown.run(f"{seen}.filter((one) => one.scrollHeight > one.clientHeight + 1).length", ".stories") == 0
    )
    pale = (
        "filter((one) => getComputedStyle(one).fill === 'rgb(236, 234, 228)').length"  # the dark mode's ink
    )
    shown.wait(f"{seen}.{pale} === 0".replace("arguments[0]", "'svg text'"))
    printed = b64decode(shown.driver.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert printed.startswith(b"%PDF") and printed.count(b"/Type /Page\n") > 0
    browser.look(1280)


@pytest.mark.parametrize("comes", ["place.scrollIntoView()", "dispatchEvent(new Event('beforeprint'))"])
def test_what_is_far_down_the_page_is_drawn_once_a_reader_or_paper_comes_near(at, comes):
    shown = at("index", f"topic={TOPIC}")
    shown.run(
        "window.place = beatbook.later(58, () => beatbook.el('b', null, 'drawn'));"
        "const space = beatbook.el('div'); space.style.height = '5000px';"
        "document.querySelector('main').append(space, place)"
    )
    shown.driver.execute_async_script("setTimeout(arguments[0], 200)")
    assert shown.run("return place.innerText") == ""
    shown.run(comes)
    shown.wait("return place.innerText === 'drawn'")


def test_a_chart_is_saved_as_csv_svg_and_png(at, press):
    shown = at("index", f"topic={TOPIC}&week=2026-10-26")
    shown.run("window.saved = {}; beatbook.save = (name, type, content) => { window.saved[type] = content; }")
    for button in shown.driver.find_elements("css selector", "[data-figure=weeks] .tools button"):
        if button.text in ("CSV", "SVG", "PNG"):
            button.click()
    shown.wait("return window.saved['image/png'] !== undefined")
    rows = list(csv.reader(io.StringIO(shown.run("return window.saved['text/csv']"))))
    given = answers.ask(press, "attention_weeks", topic=TOPIC)
    assert rows[0] == given.columns
    assert len(rows) == len(given.rows) + 1
    svg = shown.run("return window.saved['image/svg+xml']")
    assert svg.startswith("<svg") and "snapshot 000001" in svg and "var(--" not in svg
    assert shown.run("return window.saved['image/png'].size") > 5_000
    shown.run("document.querySelector('[data-figure=articles] .tools').children[2].click()")
    assert "\"'=HYPERLINK(" in shown.run("return window.saved['text/csv']")
