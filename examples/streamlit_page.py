"""A page of one's own on the published snapshot: how much each outlet writes about a topic.

streamlit run examples/streamlit_page.py
"""

import streamlit as st

import beatbook

st.set_page_config(page_title="Beatbook", layout="wide")

with beatbook.open() as book:  # on each run anew: a book published meanwhile is seen at once
    topics = book.sql("select topic, name from topics order by name").rows()
    names = {row["topic"]: row["name"] for row in topics}
    usual = list(names).index("stop-and-search") if "stop-and-search" in names else 0
    topic = st.selectbox("Topic", list(names), index=usual, format_func=names.get)
    as_share = st.toggle("Per cent of each outlet's output")

    asked = "from share_by_outlet($topic)" if as_share else "from trend_by_outlet($topic)"
    measure = "100 * share" if as_share else "articles"
    told = book.sql(f"select period, outlet, {measure} as value {asked} order by all", {"topic": topic})
    st.title(names[topic])
    st.caption("A gap is a week in which we could not see the outlet; no zero is meant.")
    if len(told):
        st.line_chart(told.pandas().pivot(index="period", columns="outlet", values="value"))
    st.dataframe(told.pandas(), hide_index=True)
    st.caption(book.cite)
