"""Pure functions from one Arrow table to the next: no files, no clock, no network."""
