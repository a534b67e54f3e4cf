"""The peer of `benchmarks.dashboard`: a Streamlit page that answers what our page Attention answers first."""

import streamlit as st

import beatbook

LATEST = """select day, outlet::varchar as outlet, headline from articles
    semi join (select article_id from article_topics where topic = $topic) using (article_id)
    order by day desc nulls last limit 20"""

with beatbook.open() as book:
    topics = [row["topic"] for row in book.sql("select topic from topics order by topic").rows()]
    topic = st.selectbox("Topic", topics)
    st.title(topic)
    st.line_chart(book.sql("select period, share from share($topic)", {"topic": topic}).pandas(), x="period")
    st.dataframe(book.sql(LATEST, {"topic": topic}).pandas(), hide_index=True)
    st.caption(f"drawn {topic}")
