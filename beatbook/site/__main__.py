"""Builds the site of BEATBOOK_HOME's snapshot: what the DAG publish runs once the snapshot is in place."""

from beatbook.site.build import shelve
from warehouse.home import Home
from warehouse.journal import Journal

if __name__ == "__main__":
    home = Home.to_fill()
    print(shelve(home, Journal(home.journal).note).folder)
