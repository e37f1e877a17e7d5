# Everything a reader or a developer of Détente needs to run. `make help` lists it.

SHELL := /bin/sh
.DEFAULT_GOAL := help

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
STAMP := .venv/.ready
TYPED := src tests tools $(wildcard benchmarks)

.PHONY: help setup demo test browser check lint types order current docs bench picture lock clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: $(STAMP)  ## make .venv with Détente and its tools, from the lock

$(STAMP): requirements/dev.lock pyproject.toml
	@sh tools/setup.sh .venv $(PY) "$(PYTHON)"
	@touch $@

demo: $(STAMP)  ## write the brief of the flagship case and print where it is
	@mkdir -p build
	@$(BIN)/detente brief geneva-2022 -o build/geneva-2022.html

test: $(STAMP) browser  ## run every test, in a real browser too
	@$(PY) -m pytest -n 2 $(ARGS)

browser: $(STAMP)
	@sh tools/browser.sh $(PY)

check: lint types order current  ## lint, format, types, import order, and whether the docs are current

lint: $(STAMP)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(STAMP)
	$(PY) -m mypy $(TYPED)

order: $(STAMP)
	$(BIN)/lint-imports --no-logo

current: $(STAMP)
	$(PY) -m tools.docs --check

docs: $(STAMP)  ## write the reference pages anew from the program
	$(PY) -m tools.docs

bench: $(STAMP)  ## measure speed and memory, with ratios to a plain implementation
	$(PY) -m benchmarks
	$(PY) -m benchmarks.deal
	$(PY) -m benchmarks.symbolic --quick
	$(PY) -m benchmarks.workbench

picture: demo  ## take the pictures of the brief and of the workbench again
	$(PY) -m tools.picture build/geneva-2022.html docs/images/brief.png
	$(PY) -m tools.screens docs/images

lock:  ## choose the newest versions that the ranges allow (needs uv)
	uv pip compile pyproject.toml --no-config --extra cluster --extra frames --extra nlp --extra symbolic --group dev --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade \
	  --quiet --custom-compile-command "make lock" -o requirements/dev.lock

clean:  ## remove what was made here: .venv, build and caches
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
