"""A notebook that asks the book one question: when stop and search is reported, who gets to speak?

marimo edit examples/who_speaks.py        # or: python examples/who_speaks.py
"""

import marimo

app = marimo.App(width="medium")


@app.cell
def open_the_book():
    import marimo as mo

    import beatbook

    topic = "stop-and-search"
    book = beatbook.open()  # the snapshot that BEATBOOK_HOME has published, read-only
    return book, mo, topic


@app.cell
def how_much(book, topic):
    # Weeks in which no outlet was seen have no number: a gap, and no zero.
    weeks = book.trend(topic).polars()
    weeks
    return (weeks,)


@app.cell
def who(book, topic):
    roles = book.sql("from voices($topic)", {"topic": topic}).polars()
    roles
    return (roles,)


@app.cell
def where(book, topic):
    # The police's share of the words spoken, outlet by outlet; `quotations` says how much that rests on.
    outlets = book.sql(
        """
        select o.name as outlet, sum(v.quotations)::integer as quotations,
            round(sum(v.words) filter (v.role = 'police_force') / sum(v.words), 2) as police_share
        from voices_by_outlet($topic) as v join outlets as o using (outlet)
        where v.words > 0
        group by all order by police_share desc nulls last, outlet
        """,
        {"topic": topic},
    ).polars()
    outlets
    return (outlets,)


@app.cell
def answer(book, mo, roles, weeks):
    seen = weeks.filter(weeks["articles"].is_not_null())
    spoken = dict(zip(roles["role"], roles["share_of_words"], strict=True))
    loudest = max(spoken, key=spoken.get) if spoken else None
    told = (
        f"The longest voice is {loudest.replace('_', ' ')}, with {spoken[loudest]:.0%} of the words."
        if loudest
        else "Nobody is quoted."
    )
    conclusion = f"{seen['articles'].sum():,} articles in {len(seen)} weeks that we saw. {told}"
    footnote = f"{book.cite}. Voices are found by rule; docs/voices.md says how often they are right."
    mo.md(f"**{conclusion}**\n\n{footnote}")
    return conclusion, footnote


if __name__ == "__main__":
    app.run()
