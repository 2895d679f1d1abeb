# make run | test | test-compiled | lint | format | proofs | fuzz | audit | container-test | bench | train | lock | clean
#
# Everything is installed from the lock files into .venv; nothing but python3 (3.11 to 3.13) with venv is needed beforehand.
# A stamp in .venv stands for each set-up, so that a second call with nothing changed installs nothing.
#
# A service, the bench and `test-compiled` run a copy of the package with its inner loops compiled; other tests and the tools
# run the source as it lies in service/.

PYTHON ?= python3
PORT ?= 8000
IMAGE ?= bodycopy:test
BASE ?= python:3.12-slim
BENCH_ARGS ?=
TRAIN_ARGS ?=
PIP_AUDIT ?= pip-audit==2.10.1

VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors only. The pip of Debian 12 warns of an extra of lxml that it fails to recognise.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command "make lock" $(LOCK_ARGS)

# The copy stands before the source on the path. Where there is no compiler there is no copy, and the source itself runs.
COMPILED := $(CURDIR)/$(VENV)/compiled
FROM_COMPILED := PYTHONPATH=$(COMPILED)$(if $(PYTHONPATH),:$(PYTHONPATH))
SOURCES := $(shell find service -type f ! -name '*.pyc')

.PHONY: run test test-compiled lint format proofs fuzz audit container-test bench train lock clean
.DELETE_ON_ERROR:

run: $(VENV)/compiled.stamp
	$(FROM_COMPILED) BODYCOPY_PORT=$(PORT) $(BIN)/bodycopy serve

# Every test but those of the container image, which need an engine (container-test).
test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

# The same tests against the compiled copy; fails where that cannot be made.
test-compiled: $(VENV)/dev.stamp $(VENV)/compiled.stamp
	$(FROM_COMPILED) $(BIN)/python -c 'from bodycopy import engine; assert engine.COMPILED, "not compiled"'
	$(FROM_COMPILED) $(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

# The promises at full size, with the figures that docs/operations.md has; ten minutes. As root also that nothing is sent. Then the
# attacks of bench/attacks, half an hour, of which one needs the data sets.
proofs: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m slow -s tests/isolation tests/quiet tests/attacks

# Calls from the OpenAPI document against the service as it runs, and pages of chance through the pipeline; half an hour.
fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m slow tests/web/test_schemathesis.py tests/fuzz

# Known vulnerabilities of what a running service depends on. Needs a way to pypi.org, and fails where it cannot ask.
audit: $(VENV)/dev.stamp
	$(BIN)/uv tool run --isolated $(PIP_AUDIT) --strict --disable-pip --require-hashes -r requirements.lock

container-test: $(VENV)/dev.stamp
	BODYCOPY_IMAGE=$(IMAGE) BODYCOPY_BASE=$(BASE) $(BIN)/python -m pytest -m container tests/container

bench: $(VENV)/dev.stamp $(VENV)/compiled.stamp
	$(FROM_COMPILED) $(BIN)/python -m bench $(BENCH_ARGS)

# LightGBM needs the system's libgomp (libgomp1 on Debian), which a service with a trained model does not.
train: $(VENV)/train.stamp
	$(BIN)/python -m training $(TRAIN_ARGS)

# Pins what pyproject.toml asks for, keeping what is pinned already; `make lock LOCK_ARGS=--upgrade` takes the newest of all.
lock: $(VENV)/dev.stamp
	$(UV_COMPILE) pyproject.toml -o requirements.lock
	$(UV_COMPILE) --group build -c requirements.lock -o requirements-build.lock
	$(UV_COMPILE) pyproject.toml --extra dev -c requirements.lock -c requirements-build.lock -o requirements-dev.lock
	$(UV_COMPILE) pyproject.toml --extra train -c requirements-dev.lock -o requirements-train.lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment that lacks pip is one whose making was broken off.
$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "bodycopy needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp requirements.lock requirements-build.lock pyproject.toml
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --require-hashes --requirement requirements-build.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Made from a copy of the source, since the compiler leaves its files where the source lies. Half a minute.
$(VENV)/compiled.stamp: $(VENV)/run.stamp $(SOURCES)
	@rm -rf $(COMPILED) build/compiled && mkdir -p build/compiled && cp -R service pyproject.toml README.md LICENSE build/compiled
	@if ! $${CC:-cc} --version >/dev/null 2>&1; then echo "No C compiler here: running as plain Python, a page takes a tenth longer."; \
	elif ! HATCH_BUILD_HOOK_ENABLE_MYPYC=true $(PIP) --no-deps --no-build-isolation --target $(COMPILED) ./build/compiled; then \
	  rm -rf $(COMPILED); echo "The compiler failed, see above: running as plain Python, a page takes a tenth longer."; fi
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/train.stamp: $(VENV)/dev.stamp requirements-train.lock
	$(PIP) --require-hashes --requirement requirements-train.lock
	@touch $@
