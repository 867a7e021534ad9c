# Two commands are enough: `make run` and `make test`. Both set up everything they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
WORDS := $(patsubst %.po,%.mo,$(wildcard resources/translations/*/LC_MESSAGES/*.po))
export PYTHONDONTWRITEBYTECODE = 1
TIMES ?= 20
SEED ?= 0
STEPS ?= 4000
# Most tests wait for answers of a sandbox, not for a processor; files go to workers whole, and in the order they
# stand: sorted by how many tests they hold, the longest stories would come last and one worker end alone.
WORKERS ?= 4
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help run quick test desktop-test check bench calls translations screenshots matrix crash soak fuzz fuzz-wire audit sbom lock clean

help:  ## Show the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

$(READY): pyproject.toml requirements.lock
	@PYTHON=$(PYTHON) bash tools/setup.sh
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/pybabel -q compile -D ecco -i $< -o $@

run: $(READY) $(WORDS)  ## Open the program on the demo environment (in the terminal where there is no display)
	@$(BIN)/python -m ecco_desktop --demo

test: $(READY) $(WORDS)  ## Run the tests, without a display
	@$(OFFSCREEN) $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --ignore tests/desktop

desktop-test: $(READY) $(WORDS)  ## Try tray, notices, keyboard, keyring and screen reader on a real desktop (skipped where it cannot be had)
	@bash tools/desktop_test.sh

quick: $(READY) $(WORDS)  ## Run the unit and contract tests that need no sandbox (under a minute)
	@ECCO_QUICK=1 $(OFFSCREEN) $(BIN)/python -m pytest -n 2 --dist worksteal -m "not sandbox" tests/unit tests/contract

check: $(READY)  ## Style, types and import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/sizes.py
	@$(BIN)/python tools/translations.py --check

bench: $(READY)  ## Measure: one table of figures (ONLY="storage start" measures some)
	@$(OFFSCREEN) $(BIN)/python -m tools.bench $(ONLY)

calls: $(READY)  ## Count the calls of every automation (AGAINST=FOLDER compares with another checkout)
	@$(BIN)/python tools/calls.py $(if $(AGAINST),--against $(AGAINST))

translations: $(READY)  ## Gather what is marked in the source into the catalogs (.po), compile them, say what is missing
	@$(BIN)/python tools/translations.py

screenshots: $(READY)  ## Make the pictures of the window in docs/pictures, and of two screens and sizes of text in build/pictures
	@$(OFFSCREEN) $(BIN)/python tools/screenshots.py
	@$(BIN)/python tools/screens.py

matrix: $(READY)  ## Write docs/manual/matriz.md (every automation over every connector, tried) and causas.md
	@ECCO_WRITE_DOCS=1 $(OFFSCREEN) $(BIN)/python -m pytest -q tests/e2e/test_matrix.py tests/unit/test_causes.py

crash: $(READY)  ## Kill imports, runs of all automations and housekeeping, and cut the power, at random moments
	@$(BIN)/python tests/crash/kill_import.py --kills 50
	@$(BIN)/python tests/crash/kill_all.py --kills 200
	@$(BIN)/python tests/crash/kill_keeping.py --kills 100
	@$(BIN)/python tests/crash/cut_power.py --cuts 300

soak: $(READY)  ## 10,000 runs over a living shop with faults, and 100,000 orders read: nothing grows, nothing is left
	@$(BIN)/python tests/soak/soak.py --runs 10000 --reads 50

fuzz: $(READY)  ## Look at TIMES=20 times as many examples as `make test` (50,000 steps of a shop's life), new ones each time (SEED=7: those lives)
	@ECCO_FUZZ=$(TIMES) ECCO_SEED=$(SEED) $(OFFSCREEN) $(BIN)/python -m pytest -n $(WORKERS) --timeout 7200 -m hypothesis

fuzz-wire: $(READY)  ## Strike the answers of every connector in every automation, STEPS=4000 times (SEED=7 draws others), and count what comes of it
	@$(OFFSCREEN) $(BIN)/python -u -m tests.wire --steps $(STEPS) --seed $(or $(filter-out 0,$(SEED)),1)

audit: $(READY)  ## Ask an advisory service about known weaknesses of the locked packages
	@$(BIN)/python tools/supply.py audit

sbom: $(READY)  ## Write the bill of materials (CycloneDX) to build/sbom.json and list the licences
	@$(BIN)/python tools/supply.py sbom

lock: $(READY)  ## Make requirements.lock anew from pyproject.toml
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --universal --python-version 3.11 --no-header --no-annotate --extra test pyproject.toml -o requirements.lock

clean:  ## Remove what the commands above made
	rm -rf .venv build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
