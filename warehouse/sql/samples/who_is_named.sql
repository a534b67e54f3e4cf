-- one row: a force or body that articles about a topic name
-- asks: Which police forces are named when deaths after police contact are reported?
from top_entities('deaths-after-police-contact', kind := 'police_force');
