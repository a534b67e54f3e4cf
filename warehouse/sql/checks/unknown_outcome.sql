-- one row: an outcome that is not in the closed list, `spiders.outcomes`
-- looks at: touched
-- severity: stop
-- then: add the word there and here, or mend what writes it
with outcomes as (
    select 'fetches' as table_name, outcome, count(*) as times from fetches group by all
    union all
    select 'polls', outcome, count(*) from polls group by all
)
select table_name, outcome, times
from outcomes
where outcome is null or outcome not in (
    'fetched', 'unchanged', 'not_due', 'backing_off', 'vanished', 'known', 'excluded',
    'off_domain', 'malformed_url', 'postponed', 'cancelled',
    'robots_denied', 'redirected_off_domain', 'redirect_loop', 'paywalled', 'blocked', 'gone',
    'unexpected_status', 'server_error', 'timeout', 'unreachable', 'too_large', 'not_html', 'unreadable',
    'not_article', 'extract_failed', 'crawler_fault',
    'private_address', 'consent_wall', 'soft_gone', 'cut_short', 'rights_reserved', 'forgotten')
order by all;
