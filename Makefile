# Every target sets up what it needs by itself: packages of the system where apt may install them, a virtual
# environment in .venv from the hashed lock files, and for the tests the outside judges in .tools.
# Stamps make a second run start at once.

PYTHON ?= python3
TESTS ?=
# Tests wait for disks, children and windows half of their time: two for each of two cores. Who has
# nothing left takes half of what another one still has.
WORKERS ?= 4
SPREAD = -n $(WORKERS) --dist worksteal
# Vaults that meet each other, hand over, are wiped, damaged, or written anew under other keys; identities opened; every flawed bundle; heaps of rows.
SLOW_UNITS = 'tests/unit/sync/test_*' 'tests/unit/store/test_cards_change.py' 'tests/unit/store/test_*_revoked.py' \
    'tests/unit/store/test_own_platform.py' 'tests/unit/store/test_deliveries.py' 'tests/unit/store/test_check_stopped.py' \
    'tests/unit/store/test_wiping*.py' 'tests/unit/store/test_rekeying.py' 'tests/unit/store/test_switching.py' \
    'tests/unit/store/test_identity_opening.py' 'tests/unit/store/test_listing_damaged.py' \
    'tests/unit/verify/test_verify_program.py' 'tests/unit/model/test_consent_properties.py'
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
LOCKS := requirements requirements-dev requirements-build requirements-package packaging/judges/requirements
# No dependency younger than a week.
COOL = $$($(BIN)/python -c 'import datetime as d; print(d.date.today() - d.timedelta(days=8))')

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test quick lint fmt hooks demo screens bench package lock

help: ## say what can be made
	@echo 'Each of these sets up what it needs by itself; the first time takes minutes, then it starts at once.'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo 'PYTHON=/path/to/python makes the environment with that Python (3.11 or newer);'
	@echo 'TESTS=tests/unit/model makes only these tests. docs/install.md says what each system needs.'

run: .tools/system-run .venv/ready ## the window; without a display, the demo and pictures of the screens
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	    $(BIN)/collector; \
	else \
	    echo 'there is no display here: the demo and pictures of the screens instead'; \
	    $(MAKE) demo && \
	    QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screens/run.py --look en-light-100 screens-out; \
	fi

test: .tools/system-test .venv/ready .tools/ready lint ## everything: checks, then all tests beside the outside judges
	$(BIN)/pytest $(SPREAD) $(TESTS)

quick: .venv/ready ## unit tests within a minute: rules, formats, one vault at work; no judges fetched
	$(BIN)/pytest $(SPREAD) -m 'not thorough' $(addprefix --ignore-glob=,$(SLOW_UNITS)) tests/unit

lint: .venv/ready ## ruff, mypy --strict for three systems, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	printf '%s\n' linux win32 darwin | xargs -P 3 -I SYSTEM \
	    $(BIN)/mypy --strict --platform SYSTEM --cache-dir .mypy_cache/SYSTEM src
	$(BIN)/lint-imports --no-logo

fmt: .venv/ready ## put every file into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

hooks: .venv/ready ## let git refuse a commit that ruff, mypy or the table of rooms would refuse
	$(BIN)/pre-commit install

demo: .venv/ready ## the main job once, end to end, on the sample material; leaves demo-out
	rm -rf demo-out
	$(BIN)/collector demo demo-out

screens: .tools/system-run .venv/ready ## pictures of every screen, in three languages, into screens-out
	rm -rf screens-out
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screens/run.py screens-out

bench: .tools/system-test .venv/ready .tools/ready ## how fast beside borg, age, tar, sha256sum and tus-js-client; how long the window waits
	$(BIN)/python packaging/bench/run.py
	$(BIN)/python packaging/bench/delivery.py
	$(BIN)/python packaging/bench/window.py

package: .tools/system-package .venv-package/ready ## the program as a folder that needs no Python, and the small one that checks bundles, into dist
	.venv-package/bin/python packaging/package.py dist

lock: .venv/ready .tools/ready ## rewrite all lock files with the newest versions older than a week
	for name in $(LOCKS); do \
	    $(BIN)/uv --no-config --quiet pip compile --universal --python-version 3.11 --upgrade \
	        --generate-hashes --no-emit-index-url --exclude-newer $(COOL) \
	        --custom-compile-command 'make lock' --output-file $$name.txt $$name.in || exit 1; \
	done
	rm -f packaging/judges/package-lock.json
	PATH="$$PWD/.tools/bin:$$PATH" npm install --prefix packaging/judges --package-lock-only --omit-lockfile-registry-resolved \
	    --before $(COOL) --no-audit --no-fund

# First what builds packages, then everything else with it; only bagit comes without a wheel.
.venv/locked: requirements-build.txt requirements-dev.txt | .tools/system-python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo 'python 3.11 or newer is needed: make PYTHON=/path/to/it ...'; exit 1; }
	@echo 'setting up .venv'
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-build.txt
	@$(PIP) install --require-hashes --only-binary :all: --no-binary bagit --no-build-isolation \
	    -r requirements-dev.txt
	@touch $@

.venv/ready: .venv/locked pyproject.toml requirements.in
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

# What goes into the package is found here: what the program needs, PyInstaller, and nothing else.
.venv-package/ready: requirements.txt requirements-package.txt | .tools/system-python
	@echo 'setting up .venv-package'
	@rm -rf .venv-package
	@$(PYTHON) -m venv .venv-package
	@.venv-package/bin/pip --disable-pip-version-check --quiet install --require-hashes --only-binary :all: \
	    -r requirements.txt -r requirements-package.txt
	@touch $@

.tools/system-%: packaging/setup-system.sh
	@PYTHON='$(PYTHON)' bash packaging/setup-system.sh $*
	@mkdir -p .tools && touch $@

# The script writes the stamp only when no judge is missing.
.tools/ready: packaging/setup-judges.sh packaging/judges/requirements.txt packaging/judges/package-lock.json \
    $(wildcard packaging/judges/*.mjs) | .venv/ready
	@bash packaging/setup-judges.sh
