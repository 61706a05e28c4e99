# Everything a person types. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help

.PHONY: help
help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

.PHONY: install
install: $(READY) ## make .venv/ with exactly the locked versions

# The lock names everything, so pip need not look for dependencies; a test runs `pip check` on the outcome.
$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("pledgebook needs Python 3.11 or later: make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(READY)

.PHONY: run
run: $(READY) ## read seeds/ and print the weekly table
	@$(BIN)/pledgebook run

.PHONY: up
up: $(READY) ## Prefect server, deployments and a worker on this machine, until Ctrl-C; PORT=4201
	@exec $(BIN)/pledgebook up $(if $(PORT),--port $(PORT))

.PHONY: test
test: $(READY) ## style, types and every test that is not slow
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -m "not slow" --numprocesses 2 --dist loadfile

.PHONY: test-slow
test-slow: $(READY) ## the slow tests alone
	$(BIN)/pytest -m slow --numprocesses 2 --dist loadfile --durations=10

.PHONY: test-image
test-image: $(READY) ## build the image of deploy/Dockerfile without a daemon and run compose.yaml's services; as root
	@$(MAKE) --no-print-directory system-deps MORE_PACKAGES="buildah debootstrap"
	PLEDGEBOOK_IMAGE=1 $(BIN)/pytest -m slow tests/deploy/test_image.py

.PHONY: test-all
test-all: test test-slow ## everything, each test once: what CI runs

.PHONY: docs
docs: $(READY) ## write the data dictionary from the schema's comments into warehouse/README.md
	$(BIN)/python -m warehouse.dictionary warehouse/README.md

.PHONY: screenshots
screenshots: $(READY) ## the README's pictures anew, from a real run in Chromium
	$(BIN)/python -m tests.browser.screenshots

.PHONY: format
format: $(READY) ## put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: eval
eval: $(READY) ## score the extractor on the gold sets under PLEDGEBOOK_EVAL_DATA; ERRORS=5, SET=name
	$(BIN)/python -m tests.targets.evaluate $(if $(ERRORS),--errors $(ERRORS)) $(if $(SET),--set $(SET))

.PHONY: eval-diff
eval-diff: $(READY) ## rows that the working tree gains, loses and changes against REV=HEAD; ARCHIVE=1, SET=name
	$(BIN)/python -m tests.targets.difference $(or $(REV),HEAD) $(if $(ARCHIVE),--archive) $(if $(SET),--set $(SET))

.PHONY: benchmark-libraries
benchmark-libraries: $(READY) ## install the libraries that speed is measured against
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --group benchmark

.PHONY: benchmark-extract
benchmark-extract: $(READY) ## speed of the extractor: 1 MB of anything, and releases a second beside other libraries
	$(BIN)/python -m benchmarks.extract

.PHONY: benchmark-load
benchmark-load: $(READY) ## time of a load of 5,000 targets into a file of 10 million; TARGETS=1000000
	$(BIN)/python -m benchmarks.load $(TARGETS)

.PHONY: cluster
cluster: $(READY) ## install the extras dask and ray (230 MB), the locked versions as they are
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dask,ray]'

.PHONY: benchmark-runners
benchmark-runners: cluster ## documents a second by threads, processes, Dask and Ray; RELEASES=20000
	$(BIN)/python -m benchmarks.runners $(RELEASES)

.PHONY: golden
golden: $(READY) ## write the golden pages of tests/golden/ anew, with what the cleaner makes of them
	$(BIN)/python -m tests.golden.make

.PHONY: lock
lock: $(READY) ## requirements.lock from pyproject, keeping the versions it has; UPGRADE=1 takes the newest
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --group dev --extra lake \
		--no-annotate --no-header $(if $(UPGRADE),--upgrade) pyproject.toml --output-file requirements.lock

# Debian packages, one a line with its reason.
SYSTEM_PACKAGES :=
SYSTEM_PACKAGES += chromium # opens the HTML report and Prefect's pages in their tests
SYSTEM_PACKAGES += postgresql # the catalogue of a lake: contract tests of the warehouse

.PHONY: system-deps
system-deps: ## Debian packages that tests or services need; quick where they are there
	@missing=; for package in $(SYSTEM_PACKAGES) $(MORE_PACKAGES); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		if [ "$$(id -u)" != 0 ]; then as_root=sudo; fi; \
		$$as_root apt-get update --quiet --quiet && \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $$missing; \
	fi

.PHONY: clean
clean: ## remove .venv/ and caches; data/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
