# Two commands: `make run` opens the program, `make test` runs every check.
# Both do all set-up themselves (.ci/setup) and none of it a second time.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
BIN    := $(VENV)/bin

.PHONY: run demo screens pages test bench soak build lock check-forms translations format clean

run:
	@.ci/setup run
	@.ci/run-or-demo $(ARGS)

demo:
	@.ci/setup run
	@$(PY) -m intake_app demo build/demo

screens:
	@.ci/setup run
	@$(PY) -m intake_app screens build/screens

pages:
	@.ci/setup run
	@$(PY) -m intake_app pages build/pages $(LANGUAGES)

test:
	@.ci/setup test
	@$(PY) -m tests.check

bench:
	@.ci/setup test
	@$(PY) -m tests.benchmarks

soak:
	@.ci/setup test
	@$(PY) -m pytest tests -m soak -p no:randomly

build:
	@.ci/setup test
	@$(BIN)/pyinstaller --noconfirm --distpath build/dist --workpath build/work build.spec
	@QT_QPA_PLATFORM=offscreen build/dist/intake-app/intake-app self-test

format:
	@.ci/setup test
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Makes the lock files anew from pyproject.toml (needs `uv`).
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate -q -o requirements-dev.lock

clean:
	rm -rf build $(VENV)
