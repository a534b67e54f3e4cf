-- one row: an entity that articles name and that the gazetteer no longer has; told when it is new that it has not
-- looks at: touched
-- severity: warn
-- then: refine the days again that the old gazetteer tagged
with told as (  -- counted first: an entity is looked up once, not once an article
    select entity_id, count(*) as articles from article_entities group by entity_id
    union all  -- rows that nothing touched sin only if the gazetteer has lost somebody
    select entity_id, count(*)
    from warehouse.article_entities
    where entity_id in (select entity_id from touched.known_entities anti join entities using (entity_id))
    group by entity_id
)
select entity_id, max(articles) as articles
from told
anti join entities using (entity_id)
group by entity_id
order by entity_id;
