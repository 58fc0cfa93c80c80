# Two commands for a new user: make demo, make test. Both make .venv first where it is not there.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

ROOT := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
BIN := $(ROOT)/.venv/bin
DEMO_OUT ?= $(ROOT)/out/demo
AIRFLOW_PORT ?= 8080
# Caches stay out of the checkout.
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/dongtin
export RUFF_CACHE_DIR := $(CACHE)/ruff
export MYPY_CACHE_DIR := $(CACHE)/mypy
export HYPOTHESIS_STORAGE_DIRECTORY := $(CACHE)/hypothesis
export PYTHONPYCACHEPREFIX := $(CACHE)/pycache
# Without it every command compiles Beam anew: four seconds of CPU each.
unexport PYTHONDONTWRITEBYTECODE

export DONGTIN_ENGINES ?= $(CACHE)/engines

.PHONY: help demo airflow engines bench bench-quick test test-slow test-flink test-faults lint types architecture unit lock schema clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: $(ROOT)/.venv/.demo ## ingest the bundled samples, show a summary and one query
	@cd $(ROOT)
	$(BIN)/dongtin ingest samples/inputs --out $(DEMO_OUT)
	$(BIN)/dongtin check $(DEMO_OUT)
	$(BIN)/python -m samples.query $(DEMO_OUT)
	$(BIN)/dongtin report $(DEMO_OUT) --out $(DEMO_OUT)-report.html

airflow: $(ROOT)/.venv/.dev ## a standalone Airflow over the bundled samples, until Ctrl-C
	@cd $(ROOT)
	exec $(BIN)/python dags/newsdags/standalone.py --port $(AIRFLOW_PORT)

engines: $(ROOT)/.venv/bin/python ## Prism, Flink and Kafka for test-slow, outside the checkout (needs go, java, mvn)
	@bash $(ROOT)/configs/make/engines.sh $(BIN)/python

test: lint types architecture unit ## all checks and fast tests

test-slow: $(ROOT)/.venv/.dev ## engines, Airflow, faults, soak samples
	@cd $(ROOT)
	$(BIN)/python -m pytest -m "slow and not flink" -p no:cacheprovider

test-flink: $(ROOT)/.venv/.dev ## endless graphs on Flink: equality, Kafka, a killed task manager; some seven minutes
	@cd $(ROOT)
	$(BIN)/python -m pytest -m flink tests/engines -p no:cacheprovider

bench: $(ROOT)/.venv/.dev ## side by side with what others would use: docs/benchmarks.md (BENCH="--pages 500 --rounds 1" for less)
	@cd $(ROOT)
	$(BIN)/python -m benchmarks.side_by_side $(BENCH)

bench-quick: $(ROOT)/.venv/.dev ## whether the benchmark runs at all; measures nothing
	@cd $(ROOT)
	$(BIN)/python -m benchmarks.side_by_side --quick

test-faults: $(ROOT)/.venv/.dev ## every fault at every file operation of the store; some half an hour
	@cd $(ROOT)
	$(BIN)/python -m pytest -m exhaustive -p no:cacheprovider

lint: $(ROOT)/.venv/.dev
	@cd $(ROOT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(ROOT)/.venv/.dev
	@cd $(ROOT)
	$(BIN)/mypy

architecture: $(ROOT)/.venv/.dev
	@cd $(ROOT)
	$(BIN)/lint-imports --no-cache

unit: $(ROOT)/.venv/.dev
	@cd $(ROOT)
	$(BIN)/python -m pytest -m "not slow and not exhaustive" -p no:cacheprovider -n 2

lock: ## renew constraints.txt (needs uv)
	@cd $(ROOT)
	uv pip compile -q setup.py --extra demo --extra dev --extra airflow --universal --python-version 3.11 \
	  --no-emit-index-url --no-header -o constraints.txt

schema: $(ROOT)/.venv/.dev ## after a change of the tables: docs/schema.md and the lock
	@cd $(ROOT)
	$(BIN)/dongtin schema --out docs/schema.md --lock transforms/store/schema_lock.json

clean: ## remove the environment and the demo's output
	@rm -rf $(ROOT)/.venv $(ROOT)/out $(ROOT)/*.egg-info $(ROOT)/build

$(ROOT)/.venv/bin/python:
	@cd $(ROOT)
	bash configs/make/environment.sh

$(ROOT)/.venv/.demo: $(ROOT)/.venv/bin/python $(ROOT)/setup.py $(ROOT)/constraints.txt
	@cd $(ROOT)
	bash configs/make/install.sh ".[demo]"
	touch $@

$(ROOT)/.venv/.dev: $(ROOT)/.venv/bin/python $(ROOT)/setup.py $(ROOT)/constraints.txt
	@cd $(ROOT)
	bash configs/make/install.sh ".[demo,dev,airflow]"
	touch $@ $(ROOT)/.venv/.demo
