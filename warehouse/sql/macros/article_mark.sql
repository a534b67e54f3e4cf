-- one value: a number of 32 bits made of an article's id: of a million, it rules out nearly all others at once
-- id: the article's id
-- example: select article_mark('a1') as mark
create macro article_mark(id) as (md5_number_lower(id) & 4294967295)::uinteger;
