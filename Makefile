# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test train figures clean

# The venv is brought up to date when the dependencies change; the package is installed editable.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(INSTALL) --editable '.[test]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/ykien tag corpus/samples -o out/tagged.xlsx -o out/tagged.jsonl --force
	$(BIN)/ykien hotspots out/tagged.jsonl -o out/bao-cao.html -o out/bao-cao.xlsx --force

# The page of hot spots is tested in a browser. As root on Debian it is installed; elsewhere its
# tests are left out with a word, except where CI is set.
.PHONY: browser
browser:
	command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -q && apt-get install -y -q --no-install-recommends chromium; } || true

# What takes long is made once in a file, whose tests run in one process.
test: $(VENV)/.installed-test browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# Retrain the default model from the corpus; its card takes in the held-out figures.
train: $(VENV)/.installed
	$(BIN)/ykien train corpus/opinions -o models/default --force \
	  --evaluate corpus/dev.jsonl --evaluate corpus/several.jsonl

# Write the figures and outputs that both READMEs show, from the default model itself.
figures: $(VENV)/.installed
	$(BIN)/python tests/benchmarks/readme_blocks.py

clean:
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
