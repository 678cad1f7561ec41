# Askelmerkki. `make run` starts everything, `make test` checks everything.
.DEFAULT_GOAL := help
PYTHON := .venv-service/bin/python
# A dictionary library warns of its own packaging at every start.
export PYTHONWARNINGS := ignore:pkg_resources is deprecated:UserWarning
# Where compiled modules may not be kept, each of the many processes of the tests compiles all of them again.
export PYTHONDONTWRITEBYTECODE :=
SETUP := api/launch/setup.sh
# What only the tests need from Debian.
TESTING := ASKEL_EXTRA_PACKAGES="chromium postgresql"

# What runs against the real Rasa, actions and browser; where processes are killed one mostly waits.
TALKS := tests/conversations tests/talks tests/browser
FAULTS := tests/faults
# Two runs of pytest side by side would clear each other's folders away.
in_own_folder = folder=$$(mktemp -d) && $(1) --basetemp="$$folder/tests"; status=$$?; rm -rf "$$folder"; exit $$status

.PHONY: help setup run train test model test-parts test-talks test-faults lint settings journey bench-assessment bench-search bench-import bench-queue bench-turn bench-streams bench-widget chaos rehearse-restore explore nlu-report nlu-baselines safety-model safety-report matter-model guidance-report bench-recommend personas fuzz-text rooms talks talk-gaps played

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Get tools, system libraries and both environments.
	@$(SETUP)

run: setup ## Set up what is missing and run the chat until Ctrl-C.
	@exec $(PYTHON) -m api run

train: setup model ## Train the language model if anything that shapes it changed.

lint: ## Check style, types, the direction of imports and that no code is dead.
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv-service/bin/lint-imports --no-cache
	@$(PYTHON) -m tests.support.dead_code
	@tests/web/check.sh

test: ## Run all checks and all tests, on a new machine too.
	@$(TESTING) $(SETUP)
	@$(MAKE) --no-print-directory --jobs=4 --keep-going lint test-parts test-talks test-faults

test-parts:
	@$(call in_own_folder,.venv-service/bin/pytest -q tests $(TALKS:%=--ignore=%) $(FAULTS:%=--ignore=%))

# One model for both: trained while the parts are tested, which need none.
model:
	@$(PYTHON) -m api train

test-talks: model
	@$(call in_own_folder,.venv-bot/bin/pytest -q -o pythonpath= -W ignore tests)
	@$(call in_own_folder,.venv-service/bin/pytest -q $(TALKS))

test-faults: model
	@$(call in_own_folder,.venv-service/bin/pytest -q $(FAULTS))

personas: setup ## Write docs/personas.md: what people of very different lives are recommended, and why.
	@$(PYTHON) -m tests.unit.catalogue.personas

guidance-report: setup ## Write docs/guidance.md: all that the bot says of worries, with sources and dates.
	@$(PYTHON) -m api.guidance.report

rooms: ## Draw the rooms and their imports into README.
	@$(PYTHON) -m tests.unit.rooms

settings: ## Print every setting, its default and its help.
	@$(PYTHON) -m api settings

chaos: ## Kill the processes a hundred times while people talk, and count what was lost (about 20 min).
	@$(PYTHON) -m tests.faults.chaos

journey: ## Walk from a jobseeker's word over two houses in three windows, killing service and Rasa in each step (about 10 min).
	@$(PYTHON) -m tests.faults.journey

fuzz-text: ## Make 20,000 texts of identifiers and their look-alikes: leaks, wrong masks and processor time (about 2 min).
	@.venv-service/bin/python -W ignore -m tests.fuzz.masking
rehearse-restore: ## Restore a back-up of 1,000 talks of which 200 were deleted since: what comes back (about 10 min).
	@$(PYTHON) -m tests.faults.restoring

explore: ## Let the state machine test try 10,000 courses of a conversation (about 10 min).
	@ASKEL_EXAMPLES=10000 .venv-service/bin/pytest -q tests/storage/test_machine.py

talks: setup model ## Play every written talk, the held-out ones too, and print by kind how many hold (about 2 min).
	@$(PYTHON) -m tests.talks

talk-gaps: setup model ## The same, and write down in tests/talks/gaps.txt which talks do not hold yet.
	@$(PYTHON) -m tests.talks --gaps

played: setup model ## Let twelve simulated people talk for 15 turns each: kept, asked twice, unanswered, repeated, agreed.
	@$(PYTHON) -m tests.talks.played

bench-streams: ## Hold 2,000 idle streams beside 50 talking pairs: memory and time of delivery.
	@$(PYTHON) -m tests.bench.streams

bench-assessment: ## Let 2,000 simulated persons take each self-assessment: items asked, agreement, errors (about 6 min).
	@$(PYTHON) -m tests.bench.assessment

bench-search: ## Compare the search with SQLite's full text on 10,000 entries: found, time, memory.
	@$(PYTHON) -m tests.bench.searching

bench-import: ## Bring in a table of 10,000 entries twice: seconds, memory, rows by outcome.
	@$(PYTHON) -m tests.bench.importing

bench-recommend: ## Measure advice over 10,000 entries for 400 people.
	@$(PYTHON) -m tests.bench.recommending

bench-widget: ## Measure the chat on a slow phone: bytes, time until one can type, a thousand messages.
	@$(PYTHON) -m tests.bench.widget

bench-queue: ## A crowded morning: 200 wait, 20 coaches, ten minutes of a clock that is passed in.
	@$(PYTHON) -m tests.bench.queue

bench-turn: ## Compare a turn over the public API with Rasa's own REST channel.
	@$(PYTHON) -m tests.bench.turn

nlu-report: ## Train, judge on held-out sentences, write docs/nlu/report.md (about 7 min).
	@.venv-bot/bin/python -W ignore tests/nlu/report.py

safety-model: ## Teach the reader of danger the sentences of data/safety/ (about a minute of processor time).
	@.venv-bot/bin/python -W ignore -m bot.nlu.danger_training

matter-model: ## Teach the reader of questions what data/facts/asked/ asks of the fact cards (half a minute).
	@.venv-bot/bin/python -W ignore -m bot.nlu.matter_training

safety-report: ## Judge the reader of danger on held-out sentences; MORE="FILE …" judges others too.
	@.venv-service/bin/python -W ignore -m tests.nlu.safety $(MORE)

nlu-baselines: ## Train Rasa's own classifiers on the same sentences, for the report (about an hour).
	@.venv-bot/bin/python -W ignore tests/nlu/baselines.py
