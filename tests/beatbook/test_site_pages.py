"""The site in a real browser: every page, by pointer and by key, wide and narrow, light and dark."""

from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import Served, cell, luminance, text
from press_book import HOSTILE, LAST, SCRIPTED, TOPIC

from beatbook.printable import printable
from beatbook.site import answers
from beatbook.site.pages import PAGES

NAMES = [page.name for page in PAGES]
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"  # Deque's rules for what listeners can use


@pytest.fixture
def scripted_id(press_shards):
    """The article whose headline is a script."""
    cards = (
        item for name, part in press_shards.items() if name.startswith("article/") for item in part.items()
    )
    return next(key for key, card in cards if card["headline"] == HOSTILE[0])


@pytest.mark.parametrize("page", NAMES)
def test_every_page_is_drawn_without_complaint_and_asks_nobody_else(at, press_site, scripted_id, page):
    shown = at(page, f"id={scripted_id}" if page == "article" else "")
    assert shown.complaints() == []
    asked = shown.asked()
    assert len(asked) > 2
    assert [url for url in asked if not url.startswith((press_site.as_uri(), "data:", "blob:"))] == []
    assert len(text(shown, "h1")) > 5
    assert shown.run("return document.querySelectorAll('.notice').length") == 0
    assert "snapshot 000001" in text(shown, ".stamp")
    assert shown.run("return window.owned") is None


@pytest.mark.parametrize("page", NAMES)
def test_no_page_scrolls_sideways_on_a_phone(at, scripted_id, page):
    shown = at(page, f"id={scripted_id}" if page == "article" else "", width=390)
    wide = shown.run("return document.documentElement.scrollWidth")
    assert wide <= 390, shown.run(
        "return [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > 391)"
        ".map((e) => e.tagName + '.' + (e.getAttribute('class') || '')).slice(0, 5)"
    )


def test_hostile_words_are_read_as_they_were_written(at, scripted_id):
    shown = at("index", f"topic={TOPIC}&week=2026-10-26")
    listed = shown.run(
        "return [...document.querySelectorAll('#week .title')].map((link) => link.textContent)"
    )
    assert {printable(headline) for headline in HOSTILE} <= set(listed)
    names = shown.run("return [...document.querySelectorAll('.smalls .name')].map((name) => name.innerText)")
    assert any(name.startswith(SCRIPTED) for name in names)
    card = at("article", f"id={quote(scripted_id)}")
    assert text(card, "h1") == HOSTILE[0]
    assert "<b onmouseover=window.owned=1>Ann</b>" in text(card, ".kicker")
    assert card.run("return document.querySelectorAll('main a[href^=javascript]').length") == 0
    assert card.run("return window.owned") is None
    assert card.complaints() == []


def test_a_state_that_nobody_can_mean_is_harmless(at):
    shown = at(
        "index", "topic=%3Cscript%3E&outlet=%27%22&measure=x&week=%3Cimg%20src=x%20onerror=window.owned=1%3E"
    )
    assert shown.run("return window.owned") is None
    assert shown.run("return document.querySelectorAll('[data-figure=weeks] svg').length") == 1


@pytest.mark.parametrize(
    ("page", "state", "figure"),
    [
        ("index", f"topic={TOPIC}", "weeks"),
        ("index", f"topic={TOPIC}&measure=articles&outlet=echo", "weeks"),
        ("index", f"topic={TOPIC}", "outlets"),
        ("index", f"topic={TOPIC}&week=2026-10-19&outlet=gazette", "articles"),
        ("compare", f"list={TOPIC},police-powers-and-law", "compare"),
        ("compare", f"of=outlets&topic={TOPIC}&list=gazette,voice,echo", "compare"),
        ("voices", f"topic={TOPIC}", "roles"),
        ("voices", f"topic={TOPIC}&outlet=voice", "roles"),
        ("voices", "", "single"),
        ("edits", "", "kinds"),
        ("edits", "kind=headline_swapped", "outlets"),
        ("edits", "outlet=gazette", "weeks"),
        ("edits", "outlet=gazette&kind=police_line_added", "edits"),
        ("edits", "", "headlines"),
        ("stories", "", "edits"),
        ("stories", "", "stories"),
        ("stories", f"topic={TOPIC}", "silence"),
        ("releases", "show=run", "releases"),
        ("releases", "show=none", "releases"),
        ("sources", "outlet=echo", "calendar"),
        ("sources", "", "outcomes"),
        ("wording", "", "outlets"),
    ],
)
def test_what_stands_on_screen_is_what_its_statement_gives(at, press, page, state, figure):
    head, rows, sql = at(page, state).table(figure)
    given = answers.run(press, sql.rstrip(";"))
    assert [name.replace(" ", "_") for name in head] == given.columns
    assert sorted(rows) == sorted([cell(value) for value in row] for row in given.rows)
    assert rows


def test_bars_carry_the_shares_of_the_answer(at, press):
    shown = at("voices", f"topic={TOPIC}")
    rows = answers.ask(press, "voices_roles", topic=TOPIC).dicts()
    drawn = shown.run(
        "return [...document.querySelectorAll('[data-chart=roles] svg text')].map((one) => one.textContent)"
    )
    assert rows
    assert {f"{100 * row['share_of_words']:.1f}%" for row in rows} <= set(drawn)


def test_the_headline_and_the_chart_have_one_measure(at):
    share = text(at("index", f"topic={TOPIC}&measure=share"), "#deck")
    count = text(at("index", f"topic={TOPIC}&measure=articles"), "#deck")
    assert "% of what the outlets published" in share
    assert "articles a week" in count


def test_a_week_is_reached_by_keys_alone(at):
    from selenium.webdriver.common.keys import Keys

    shown = at("index", f"topic={TOPIC}")
    shown.press(Keys.TAB)
    assert text(shown, ":focus") == "Skip to the page"
    shown.press(Keys.ENTER)
    for _ in range(40):
        shown.press(Keys.TAB)
        if shown.run("return document.activeElement.getAttribute('role')") == "slider":
            break
    assert shown.run("return document.activeElement.dataset.chart") == "weeks"
    shown.press(Keys.END, Keys.ARROW_LEFT, Keys.ARROW_RIGHT)
    assert shown.run("return document.activeElement.getAttribute('aria-valuetext')").startswith(
        "Week of 19 Oct 2026: "
    )
    shown.press(Keys.ENTER)
    shown.wait("return document.querySelectorAll('#week .title').length > 0")
    assert "week=2026-10-19" in shown.run("return location.hash")
    assert "Week of 19 Oct 2026" in text(shown, "#told")
    assert "Jordan Vale" in text(shown, "#week")
    assert shown.run("return document.activeElement.dataset.chart") == "weeks"  # drawn anew, and still there


def test_the_focus_and_the_place_in_a_list_outlive_a_choice(at):
    shown = at("releases")
    shown.run("document.querySelector('.stories li:last-child a').focus()")
    chosen = shown.run("return document.activeElement.textContent")
    shown.run("document.activeElement.click()")
    shown.wait("return document.querySelector('.stories li:last-child a').hasAttribute('aria-current')")
    assert shown.run("return document.activeElement.textContent") == chosen


def test_a_click_anywhere_in_a_week_lists_its_articles(at):
    from selenium.webdriver import ActionChains

    shown = at("index", f"topic={TOPIC}")
    chart = shown.driver.find_element("css selector", "[data-chart=weeks]")
    shown.run("arguments[0].scrollIntoView({block: 'center'})", chart)
    ActionChains(shown.driver).move_to_element_with_offset(
        chart, chart.size["width"] // 2 - 16, 40
    ).click().perform()
    shown.wait("return document.querySelectorAll('#week .figure').length > 0")
    assert "week=2026-10-19" in shown.run("return location.hash")


def test_a_choice_goes_into_the_address_and_back_takes_it_out(at):
    shown = at("index", f"topic={TOPIC}")
    shown.run(
        "const choose = document.getElementById('choose-outlet');"
        "choose.value = 'voice'; choose.dispatchEvent(new Event('change'))"
    )
    shown.wait("return document.querySelector('[data-figure=weeks] h2').textContent.startsWith('The Voice')")
    assert "outlet=voice" in shown.run("return location.hash")
    shown.driver.back()
    shown.wait(
        "return document.querySelector('[data-figure=weeks] h2').textContent.startsWith('All outlets')"
    )


def test_blind_weeks_are_hatched_and_no_line_crosses_them(at):
    shown = at("index", f"topic={TOPIC}&outlet=echo")
    assert shown.run("return document.querySelectorAll('[data-chart=weeks] .blind').length") == 1
    paths = shown.run(
        "return [...document.querySelectorAll('[data-chart=weeks] g[data-mark=line] path')]"
        ".map((one) => one.getAttribute('d'))"
    )
    assert paths[-1].count("M") == 2  # before the gap and after it
    area = shown.run(
        "return document.querySelector('[data-chart=weeks] g[data-mark=area] path').getAttribute('d')"
    )
    assert area.count("M") == 2


def test_dark_mode_has_its_own_colours_and_both_have_contrast(at, browser):
    shown = at("index")
    for dark in (False, True):
        shown.look(1280, dark=dark)
        assert (luminance(shown, "paper") < 0.2) is dark
        for ink in (
            "ink",
            "soft",
            "accent",
            "burst",
            "amber",
            "added",
            *(f"series-{number}" for number in range(1, 6)),
        ):
            light, deep = sorted((luminance(shown, ink), luminance(shown, "paper")), reverse=True)
            assert (light + 0.05) / (deep + 0.05) >= 4.5, (ink, dark)
    drawn = shown.run("return getComputedStyle(document.body.parentElement).backgroundColor")
    assert drawn == "rgb(20, 22, 26)"
    browser.look(1280)


@pytest.mark.parametrize("page", NAMES)
def test_axe_finds_nothing_to_complain_of(at, page, scripted_id):
    states = {"article": f"id={scripted_id}", "index": f"topic={TOPIC}&week=2026-10-19"}
    shown = at(page, states.get(page, ""))
    shown.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text()})
    found = shown.driver.execute_async_script("axe.run(document).then(arguments[0])")
    assert len(found["passes"]) > 20
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == []


def test_search_is_there_only_where_a_server_answers(at, browser, press_home, press_site):
    assert at("index").run("return document.getElementById('search').hidden") is True
    with Served(press_home, press_site) as place:
        browser.open(f"{place}/index.html#topic={TOPIC}")
        browser.wait("return !document.getElementById('search').hidden")
        browser.run(
            "document.querySelector('#search input').value = 'chess';"
            "document.querySelector('#search form').requestSubmit()"
        )
        browser.wait("return document.querySelectorAll('.found .title').length > 0")
        assert "chess" in text(browser, ".found")
        found = browser.run("return document.querySelector('.found .title').href")
        browser.open(found)
        browser.wait("return document.querySelectorAll('.text mark').length > 0")
        assert "Cable Street" in text(browser, ".text")
        assert browser.complaints() == []
        assert [url for url in browser.asked() if not url.startswith((place, "data:"))] == []


def test_the_week_under_way_is_left_out(press):
    weeks = answers.ask(press, "attention_weeks", topic=TOPIC).column("period")
    assert (weeks[-1], LAST.isoformat()) == ("2026-10-19", "2026-11-01")  # nobody asked after its Sunday
