# Wanyi: Chinese statistical prose in, a table of facts out. `make help` lists what there is.
# RAW=dir and WAREHOUSE=dir on any target (or RAW_DIR, WAREHOUSE_DIR in the environment) point it elsewhere.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

RAW_DIR ?= raw
WAREHOUSE_DIR ?= warehouse
ifdef RAW
RAW_DIR := $(RAW)
endif
ifdef WAREHOUSE
WAREHOUSE_DIR := $(WAREHOUSE)
endif
# Not through abspath, which would split a name with spaces; relative names count from this folder.
export RAW_DIR
export WAREHOUSE_DIR
export PORT
export DAGSTER_DISABLE_TELEMETRY := 1
export PYTHONPATH := $(CURDIR)

.DEFAULT_GOAL := help
.PHONY: help run dev verify test check bench faults fuzz lock clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

# ENGINE=ray and PEERS=1 need more than is installed for everyone.
EXTRAS := $(if $(filter ray,$(ENGINE)),$(VENV)/.ready-ray)
PEERS_TOO := $(if $(PEERS),$(VENV)/.ready-bench)
export ENGINE

run: $(VENV)/.ready-run $(EXTRAS)  ## read every text in raw/ and publish warehouse/ (database, CSV, report)
	@$(BIN)/python -m pipelines.run

dev: $(VENV)/.ready-run  ## the Dagster UI on 127.0.0.1:3000 (PORT=n for another), with its sensor and schedule
	@$(BIN)/python -m pipelines.dev

verify: $(VENV)/.ready-run  ## re-read raw/ and prove that every stored quantity is still at its place
	@$(BIN)/python -m pipelines.verify

test: $(VENV)/.ready-test  ## set up, then pass every test
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not alone"
	@$(BIN)/python -m pytest -m alone

check: $(VENV)/.ready-test  ## format, lint, types, import contracts, examples in the docs (AUDIT=1: known vulnerabilities)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --doctest-modules pipelines schemas --ignore pipelines/batches/ray_engine.py -p no:cacheprovider
ifdef AUDIT
	@# Only when asked: it needs an index that knows of vulnerabilities, as PyPI does and a plain mirror does not.
	$(BIN)/uv tool run --quiet pip-audit==2.10.1 --disable-pip --require-hashes -r requirements.txt
endif

bench: $(VENV)/.ready-test $(PEERS_TOO)  ## throughput per stage beside a bare pass (PEERS=1: and beside other libraries)
	@$(BIN)/python -m tests.benchmarks

faults: $(VENV)/.ready-test  ## break it on purpose: kills, full disks, locks; count what was lost
	@FAULTS=$${FAULTS:-500} $(BIN)/python -m pytest tests/faults tests/security -m faults -s

fuzz: $(VENV)/.ready-test  ## coverage-guided fuzzing (SECONDS=540 TARGETS="numeral layout"), nothing found = 0
	@$(BIN)/uv pip install --quiet --python $(BIN)/python "atheris==$$(sed -n 's/.*"atheris==\([0-9.]*\)".*/\1/p' pyproject.toml)"
	@$(BIN)/python -m tests.fuzz

lock: $(VENV)/.ready-test  ## pin the whole dependency tree again (after a change of pyproject.toml)
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt --extra test pyproject.toml -o requirements-test.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt --extra bench pyproject.toml -o requirements-bench.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt --extra ray pyproject.toml -o requirements-ray.txt

clean:  ## remove what was built (not the virtual environment)
	cd "$(WAREHOUSE_DIR)" && rm -rf csv report wanyi.duckdb .staging .cache

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 14) else "Wanyi needs Python 3.11 to 3.14; name one with: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make $(VENV): install the venv module (Debian: apt install python3-venv)."; rm -rf $(VENV); exit 1; }

# The hashes pin every file; --compile is pip's default and saves five seconds at every later start.
$(VENV)/.ready-run: requirements.txt | $(VENV)/bin/pip
	@echo "Setting up $(VENV) (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/.ready-test: requirements-test.txt $(VENV)/.ready-run
	@echo "Adding what the tests need (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-test.txt
	@touch $@

$(VENV)/.ready-ray $(VENV)/.ready-bench: $(VENV)/.ready-%: requirements-%.txt $(VENV)/.ready-run
	@echo "Adding what $* needs (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-$*.txt
	@touch $@
