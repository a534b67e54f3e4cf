"""Everything at rest: the lake, its ledger, and the published warehouse."""
