-- one value: below which position words must stand to be in a place; positions are numbered as in postings
-- place: headline or lead; anything else: anywhere
-- example: select search_reach('lead') as reach
create macro search_reach(place) as case place when 'headline' then 1000 when 'lead' then 10000 else 1000000 end;
