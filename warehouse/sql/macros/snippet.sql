-- one value: a stretch of a text round the first place where a pattern is found, each place between « and »
-- text: the text
-- words: a regular expression with one group: what is marked
-- kept_days: for how many days the text was kept, if that time is over, which is said instead; null while it is there
-- example: select snippet('Officers searched a man in the park.', '(?i)\b(man|park)\b') as shown
create macro snippet(text, words, kept_days := null) as
    case when kept_days is not null
        then 'the text was kept for ' || kept_days || if(kept_days = 1, ' day', ' days')
    else list_transform(
        [greatest(strpos(text, regexp_extract(text, words)) - 79, 1)],
        lambda start: case when start > 1 then '...' else '' end
            || regexp_replace(trim(regexp_replace(substring(text, start, 200), '\s+', ' ', 'g')),
                words, '«\1»', 'g')
            || case when length(text) > start + 199 then '...' else '' end)[1]
    end;
