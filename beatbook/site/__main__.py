"""Builds the site of BEATBOOK_HOME's snapshot: what the DAG publish runs once the snapshot is in place."""

from beatbook.site.build import shelve
from warehouse.home import Home

if __name__ == "__main__":
    print(shelve(Home.to_fill()).folder)
