-- one row: a run of an outlet that fetched or polled, but of which the runs know nothing
-- looks at: touched
-- severity: stop
-- then: refine the run's day again; without its row in runs, coverage is wrong
select run_id, outlet from fetches
union select run_id, outlet from polls
except select run_id, outlet from runs
order by run_id, outlet;
