-- one row: an article that holds what is asked for, the best first
select article_id, day, outlet::varchar as outlet, headline, url, snippet, score
from search($words, since := $since::date, until := $until::date, outlet := $outlet::varchar,
    topic := $topic::varchar, most := $limit);
