# nato-kg: the commands of the project. `make run` and `make test` set up what they need.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
AS_OF  ?= 2023-12-31
VENDOR := src/nato_kg/server/static/vendor

.PHONY: help run test lint setup setup-dev frontend lock lock-check bench soak confidence quality live-check clean

help:            ## Show this list
	@sed -n 's/^\([a-z-]*\): *[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: setup       ## Set up, build the graph, show what was promised and what became of it, and read a letter
	@$(BIN)/nato-kg build --as-of $(AS_OF)
	@echo; echo "READ JUST NOW: the commitments in data/examples/kst-99004-12.txt, a letter that we made up"
	@$(BIN)/nato-kg extract data/examples/kst-99004-12.txt --kind Commitment

test: setup-dev  ## Set up and run the tests
	$(BIN)/python -m pytest -n auto

lint: setup-dev  ## Check formatting, style, types, and that the locks are current
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(MAKE) --no-print-directory lock-check

setup: $(VENV)/.run $(VENV)/.frontend      ## Make .venv with what the program needs
setup-dev: $(VENV)/.dev $(VENV)/.frontend  ## Make .venv with what developing needs too

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "nato-kg needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@test -e $(VENV)/.dev || $(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --editable .
	@touch $@

frontend: $(BIN)/python ## Fetch and bundle the libraries of the network and query pages (npm), or say why not
	frontend/set-up.sh $(abspath $(BIN))
	@touch $(VENV)/.frontend

# The program works without them, so what cannot be fetched stops nobody, and is not tried again unasked.
$(VENV)/.frontend: $(wildcard frontend/*.*) frontend/.npmrc | $(BIN)/python
	@frontend/set-up.sh $(abspath $(BIN)) > $(VENV)/frontend.log 2>&1 || { tail -n 3 $(VENV)/frontend.log; \
	  echo "The libraries for drawing and editing could not be fetched: those two pages have lists and a form instead."; \
	  echo "'make frontend' tries again. Everything else works."; }
	@touch $@

# Locks hold hashes and no addresses; an existing lock keeps its versions until `make lock UPGRADE=--upgrade`.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock: setup-dev  ## Write the three lock files anew
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev -o requirements-dev.lock
	$(COMPILE) $(UPGRADE) --group frontend -o frontend/requirements.lock

lock-check: setup-dev
	@cp requirements.lock $(VENV)/run.lock && cp requirements-dev.lock $(VENV)/dev.lock && cp frontend/requirements.lock $(VENV)/frontend.lock
	@$(COMPILE) pyproject.toml -o $(VENV)/run.lock && $(COMPILE) pyproject.toml --group dev -o $(VENV)/dev.lock && $(COMPILE) --group frontend -o $(VENV)/frontend.lock
	@diff -q requirements.lock $(VENV)/run.lock && diff -q requirements-dev.lock $(VENV)/dev.lock && diff -q frontend/requirements.lock $(VENV)/frontend.lock \
	  || { echo "a lock is not current: run 'make lock' and commit what it writes"; exit 1; }

bench: setup-dev ## Measure the build, the questions and the command line beside the plain stack, extraction, joining, serving
	$(BIN)/python -m benchmarks.first_way
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.linking
	$(BIN)/python -m benchmarks.serving
	$(BIN)/python -m benchmarks.networks

soak: setup-dev ## Attack a server for two minutes while well-behaved clients read
	$(BIN)/python -m benchmarks.soak 120

confidence: setup-dev ## Count anew how often each extraction rule is right on the development letters
	$(BIN)/python -m benchmarks.confidence

quality: setup-dev ## Score the extraction on development and test letters and write docs/quality.md
	$(BIN)/python -m benchmarks.quality

live-check: setup-dev ## Try the real services, for those who are online: fetch a letter and a week of the register
	$(BIN)/python tests/live_check.py

clean:           ## Remove what was set up and built
	rm -rf $(VENV) $(VENDOR) frontend/node_modules .nato-kg dist build
