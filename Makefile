# make chat   opens the conversation in the terminal
# make test   checks everything
# make recipes   follows the recipes of CONTRIBUTING.md in copies of the tree, with the whole suite of each
# make test-deploy   checks deploy/: its files, and two replicas behind nginx that are replaced under load

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
EXTRAS := --extra build --extra telegram --extra postgres --extra papers --extra mcp
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat test accuracy wheel fuzz recipes test-deploy check lint types contracts docs quotes asking bench soak sbom audit lock clean

chat: .venv/.run
	@$(BIN)/rothbot chat

test: check  # three at a time: on two cores there is always one that does not wait
	@$(BIN)/python -m pytest -q -n 3 --dist loadscope --no-loadscope-reorder --hypothesis-profile=ci

fuzz: .venv/.dev  # properties over other households and talks each time; "make test" draws the same ones
	@$(BIN)/python -m pytest -q -n 2 -m hypothesis
	@$(BIN)/python -m tests.fuzz

recipes: .venv/.dev  # each recipe of CONTRIBUTING.md in a copy, and the whole suite there; before a release
	@ROTHBOT_RECIPES=1 $(BIN)/python -m pytest -q tests/docs/test_contributing.py

test-deploy: .venv/.deploy
	@deploy/checks/tools
	@$(BIN)/python -m pytest -q -s deploy/checks

check: lint types contracts

lint: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.dev
	@$(BIN)/mypy

contracts: .venv/.dev
	@$(BIN)/lint-imports

soak: .venv/.dev  # the long ordeal on both databases: kills, frost, cuts, locks, clock, fatal words, a full disk
	@cd tests/bot && ../../$(BIN)/python soak.py

bench: .venv/.bench  # a durable turn beside what others do in memory
	@$(BIN)/python tests/bench/bench.py

docs: .venv/.deploy  # the generated pages, then all of them as a site in site/, every link checked
	@$(BIN)/rothbot docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

quotes: .venv/.dev  # make quotes FOLDER=...: words of the law against the documents there; nothing is fetched
	@test -n "$(FOLDER)" || { echo "Name the folder with the documents: make quotes FOLDER=..."; exit 1; }
	@$(BIN)/rothbot quotes "$(FOLDER)"

accuracy: .venv/.dev  # what docs/accuracy.md counts, worked out again
	@$(BIN)/python -m tests.calc.accuracy

asking: .venv/.dev  # learns anew which words ask for which card, which figure, and what of a plan
	@$(BIN)/python -m dialogs.answering.train
	@$(BIN)/python -m dialogs.answering.computed.train
	@$(BIN)/python -m dialogs.answering.of_plan_train

wheel: .venv/.dev  # dist/: what is published
	@rm -rf dist && $(PIP) wheel --no-deps --no-build-isolation --no-index -w dist .

sbom: .venv/.run  # dist/sbom.json: what is installed with the bot, from the lock file (CycloneDX)
	@mkdir -p dist && $(BIN)/python -m tests.docs.sbom > dist/sbom.json

audit: .venv/bin/python  # the lock files against known vulnerabilities; fetches pip-audit and what it knows
	@$(BIN)/python -m tests.docs.audit .venv/audit requirements.txt requirements-dev.txt deploy/checks/requirements.txt

lock:
	uv pip compile pyproject.toml $(EXTRAS) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.txt
	uv pip compile pyproject.toml $(EXTRAS) --extra dev -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-dev.txt
	uv pip compile deploy/checks/requirements.in -c requirements-dev.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o deploy/checks/requirements.txt
	uv pip compile tests/bench/requirements.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o tests/bench/requirements.txt

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "rothbot needs Python 3.11, 3.12, 3.13 or 3.14 on the path (or: make PYTHON=/path/to/python3)."; exit 1; }
	@echo "Setting up .venv (once)..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv."; exit 1; }

.venv/.run: requirements.txt pyproject.toml | .venv/bin/python
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@$(BIN)/python -m compileall -q bot calc dialogs  # so that it starts at once also where Python keeps no compiled files
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.run
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

.venv/.deploy: deploy/checks/requirements.txt .venv/.dev
	@$(PIP) install --require-hashes -r deploy/checks/requirements.txt
	@touch $@

.venv/.bench: tests/bench/requirements.txt .venv/.dev
	@$(BIN)/python -m venv .venv/bench
	@.venv/bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r tests/bench/requirements.txt
	@touch $@

clean:
	rm -rf .venv dist site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
