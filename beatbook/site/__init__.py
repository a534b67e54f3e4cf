"""The pages that analysts open in the morning: a static site made of one snapshot, and its server."""
