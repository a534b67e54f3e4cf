-- one row: one word that more articles about a topic hold than the other articles let expect
-- after: postings, documents, texts_about(), known_days(), in_days()
-- topic: the topic's slug, or a group's
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- least: in how many of the topic's articles a word must stand
-- most: how many rows at most
-- term: the word
-- articles: how many of the topic's articles hold it
-- share: which part of them that is, between 0 and 1
-- others: how many other articles of the same days and outlets hold it
-- share_of_others: which part of these that is; null if there are none
-- keyness: log-likelihood (Dunning, 1993; as Rayson and Garside, 2000, compare two corpora), of articles, since
--   words come in articles; above 10.8 it is chance once in a thousand words
-- example: from top_words('stop-and-search')
create macro top_words(topic, since := null, until := null, outlet := null, least := 3, most := 20) as table
with
meant as (
    select a.text_no from texts_about(coalesce(topic, 'null'), since := since, until := until, outlet := outlet) as a
),
totals as (
    select m.articles, count(*) - m.articles as others
    from documents as d
    cross join (select count(*) as articles from meant) as m
    where in_days(d.day, since, until)
        and (outlet is null or d.outlet = outlet)
    group by m.articles
),
counted as (  -- postings know the day: only the few texts of the topic are joined
    select p.term, count(m.text_no) as articles, count(*) - count(m.text_no) as others
    from postings as p
    left join meant as m on m.text_no = p.text_no
    where case when known_days(since, until) then  -- so that no other condition hides the error
        in_days(p.day, since, until)
        and (outlet is null or p.text_no in (
            select d.text_no from documents as d where outlet is not null and d.outlet = outlet))
        end
    group by p.term
),
shared as (
    select
        c.term, c.articles, c.others, c.articles / t.articles as share,
        c.others / nullif(t.others, 0) as share_of_others,
        t.articles * (c.articles + c.others) / (t.articles + t.others) as expected,
        t.others * (c.articles + c.others) / (t.articles + t.others) as expected_of_others
    from counted as c, totals as t
    where c.articles >= least and length(c.term) > 2 and regexp_matches(c.term, '\p{L}')
)
select
    s.term, s.articles, s.share, s.others, s.share_of_others,
    2 * (s.articles * ln(s.articles / s.expected)
        + case when s.others > 0 then s.others * ln(s.others / s.expected_of_others) else 0 end) as keyness
from shared as s
where s.share > coalesce(s.share_of_others, 0)
order by keyness desc, s.articles desc, s.term
limit most;
