# Needs Python 3.11 or newer, and make. Everything else is installed into a folder of its own, $(VENV).
#
#   make site PYTHON=python3.12     another Python
#   make test VENV=/tmp/venv        another folder for the environment
#   make test ARGS="-k leaders"     words for pytest

PYTHON ?= python3
VENV ?= .venv
SITE ?= site
DIST ?= dist
ARGS ?=
BIN = $(VENV)/bin
# Written when an environment is complete; older than what it was made from, it is made anew.
READY = $(VENV)/.complete

# Material's notice about MkDocs 2, which the pins in pyproject.toml keep out.
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help site serve test check bless wheel clean

help: ## says what there is to make
	@awk -F ': .*## ' '/^[a-z]+: .*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

site: $(READY) ## makes the site of the briefing in site/ from the articles in seeds/
	$(BIN)/briefgen build
	$(BIN)/mkdocs build --strict --quiet --site-dir "$(abspath $(SITE))"
	$(BIN)/briefgen pdf -o "$(abspath $(SITE))/brief.pdf"
	@echo "The site is in $(SITE)/. To look at it: make serve"

serve: $(READY) ## shows the site at http://127.0.0.1:8000 and builds it again at every change
	$(BIN)/mkdocs serve

test: $(READY) ## runs the tests (those in a browser where Chromium is installed)
	$(BIN)/python -m pytest $(ARGS)

check: $(READY) ## style, types, layers of the code; whether docs/ is what seeds/ gives; links of the site
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/briefgen check
	$(BIN)/mkdocs build --strict --quiet --site-dir "$(abspath build)/checked"

bless: $(READY) ## writes docs/ and the expected results of tests/golden/ anew: read the diff!
	$(BIN)/briefgen build
	$(BIN)/python -m pytest -q tests/test_golden.py tests/test_guide.py --bless

wheel: $(READY) ## builds the package into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$(DIST)" .

clean: ## removes what the others made, except docs/
	rm -rf "$(VENV)" "$(SITE)" build "$(DIST)"

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "briefgen needs Python 3.11 or newer: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv --clear "$(VENV)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
