-- one row: a taxonomy, and how many articles have the topics that it gave them; the newest first
select
    taggings.version, count(*) as articles,
    taggings.version = (select taxonomy_version from snapshot) as is_current
from articles
join taggings on taggings.batch_id = articles.batch_id and taggings.age = 0
group by taggings.version
order by is_current desc, articles desc, taggings.version;
