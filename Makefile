# Everything here sets up its own environment in .venv; only make and Python 3.11 or newer are needed.
# `make PYTHON=/path/to/python3 test` chooses the interpreter.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PINNED := $(PIP) install --quiet --require-hashes

# Stamps: each is newer than the files it depends on as long as the set-up is current.
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
SPARK := $(VENV)/.installed-spark

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo city test spark laws lint lint-rules format bench wheel pins clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: $(RUN) ## Set up, then suggest policies for an example firm
	@$(BIN)/policymatch suggest examples/suzhou-machinery.yaml

city: $(DEV) ## Make the invented city of examples/city: five workbooks of 2,388 firms, taken in as firms.parquet
	$(BIN)/python -m scripts.make_city
	$(BIN)/policymatch intake examples/city/*.xlsx examples/city/*.xls examples/city/*.csv \
		-o examples/city/firms.parquet --rejects examples/city/rejects.csv --report examples/city/report.html

test: lint ## Set up, then run all checks and all tests (PYTEST_ARGS='-k name' narrows them)
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

spark: $(SPARK) ## Set up Apache Spark too (500 MB), so that `make test` runs its tests; it needs Java 17

lint: $(DEV) ## Check style, formatting, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lint-rules: $(RUN) ## Find what is doubtful in the shipped rules
	$(BIN)/policymatch rules lint

laws: $(DEV) ## Throw CASES=100000 random cases at the laws of the language (SEED=… repeats one)
	CASES='$(CASES)' SEED='$(SEED)' PYTHONPATH=. $(BIN)/python -m tests.long_run

format: $(DEV) ## Rewrite the code in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(RUN) ## Measure how long loading takes (benchmarks/README.md)
	$(BIN)/python -m benchmarks.load

wheel: $(DEV) ## Build the source archive and the wheel into dist/
	$(BIN)/python -m build --no-isolation --outdir dist

# --no-emit-*: the pins name packages and hashes only, never where they came from.
COMPILE = $(VENV)/.pins/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

# The run and build files take the versions that dev.txt settled on, so all three agree.
pins: $(VENV)/.pins/bin/uv ## Recompile requirements/ from pyproject.toml (UPGRADE=1 takes newer versions)
	$(COMPILE) pyproject.toml --group dev --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --constraint requirements/dev.txt --output-file requirements/run.txt
	$(COMPILE) --group build --constraint requirements/dev.txt --output-file requirements/build.txt
	$(COMPILE) --group spark --constraint requirements/dev.txt --output-file requirements/spark.txt

clean: ## Remove the environment, builds and caches
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests examples scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(RUN): pyproject.toml requirements/run.txt requirements/build.txt | $(BIN)/python
	$(PINNED) -r requirements/run.txt -r requirements/build.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): pyproject.toml requirements/dev.txt requirements/run.txt requirements/build.txt | $(BIN)/python
	$(PINNED) -r requirements/dev.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $(RUN) $@

$(SPARK): requirements/spark.txt $(DEV)
	$(PINNED) -r requirements/spark.txt
	@touch $@

$(VENV)/.pins/bin/uv: | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/.pins
	$(VENV)/.pins/bin/python -m pip --disable-pip-version-check install --quiet 'uv>=0.5'

# Take the first interpreter that really runs, is new enough and can make a working environment.
# (A name on the PATH is not enough: version managers leave shims that fail.)
$(BIN)/python:
	@rm -rf $(VENV); \
	candidates="$(or $(PYTHON),python3.13 python3.12 python3.11 python3)"; \
	without_venv=; \
	for python in $$candidates; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
		if ! "$$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
			without_venv="$${without_venv:-$$python}"; continue; \
		fi; \
		echo "Setting up $(VENV) with $$("$$python" --version) ($$python)"; \
		exec "$$python" -m venv $(VENV); \
	done; \
	if [ -n "$$without_venv" ]; then \
		version=$$("$$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "error: $$without_venv cannot make virtual environments: its venv or ensurepip module is missing." >&2; \
		echo "       On Debian or Ubuntu: apt-get install python$$version-venv" >&2; \
	else \
		echo "error: no working Python 3.11 or newer among: $$candidates" >&2; \
		echo "       Install one (on Debian or Ubuntu: apt-get install python3 python3-venv)," >&2; \
		echo "       or name yours: make PYTHON=/path/to/python3 $(or $(MAKECMDGOALS),demo)" >&2; \
	fi; \
	exit 1
