# Targets for a machine with git, make and Python 3.11 or later. Each works alone and first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
EXAMPLE := examples/utkast.docx
OUT := ut
TID ?= 300

.PHONY: help demo test check bench fuzz docs exempel wheel golden clean

help:
	@echo "make demo   installera och granska $(EXAMPLE); rapporterna skrivs till $(OUT)/"
	@echo "make test   installera det som behövs och kör alla kontroller och prov"
	@echo "make bench  mät farten, vad rapporterna kostar, om rätt omdömen ändras när en text ändras, körningar över många dokument, om förslagen räcker och om skannat läses rätt"
	@echo "make fuzz   leta efter filer som läsarna inte tål (TID=300 sekunder var)"
	@echo "make docs   skriv om de sidor i docs/ som skapas ur koden"
	@echo "make exempel  gör om exempelrapporterna i examples/rapporter/"
	@echo "make wheel  bygg paketet och dess förteckning (SBOM) i dist/, installera det ensamt i en tom miljö och granska ett dokument"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 eller senare krävs: ange den med make PYTHON=python3.12 …"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Miljön kunde inte skapas: installera python3-venv (apt install python3-venv)."; rm -rf $(VENV); exit 2; }

$(VENV)/.installed: $(BIN)/python pyproject.toml
	@echo "Installerar …"
	@$(PIP) install -e .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml
	@echo "Installerar det som proven behöver …"
	@$(PIP) install -e '.[dev,ocr]'
	@touch $(VENV)/.installed $@

demo: $(VENV)/.installed
	@$(BIN)/granska fil $(EXAMPLE)
	@$(BIN)/granska fil $(EXAMPLE) --ut $(OUT)/ --format text --format json $$($(BIN)/python -c \
	  "from overenskommelse_granskning.reports import WRITERS; print('--format html' if 'html' in WRITERS else '')")

test: check
	$(BIN)/pytest -n 2 --dist worksteal

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/generate_docs.py --check
	$(BIN)/python tools/check_corpus.py
	$(BIN)/python tools/check_model.py
	$(BIN)/python tools/make_language_data.py --check
	$(BIN)/python tools/make_needs.py --check
	$(BIN)/python tools/make_problem_weights.py --check
	$(BIN)/python tools/dependencies.py

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/stages.py --pages 10 100
	$(BIN)/python benchmarks/writers.py
	$(BIN)/python benchmarks/kinds.py
	$(BIN)/python benchmarks/surfaces.py
	$(BIN)/python benchmarks/mutations.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/suggestions.py
	$(BIN)/python benchmarks/scans.py

fuzz: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/hostile.py --count 700 --seed $$(date +%j)
	$(PIP) install -e '.[fuzz]'
	$(BIN)/python benchmarks/fuzz.py --tid $(TID)

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/generate_docs.py

exempel: $(VENV)/.installed-dev
	$(BIN)/python tools/make_examples.py

wheel: $(BIN)/python
	$(BIN)/python tools/check_wheel.py

golden: $(VENV)/.installed-dev
	-$(BIN)/pytest tests/reports --regenerate-golden
	git --no-pager diff --stat -- tests/reports/golden

clean:
	rm -rf $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
