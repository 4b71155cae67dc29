# The README names two commands: make serve and make test. Every target sets up what it needs.
PORT ?= 8000
VENV = .venv/bin/python
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: serve build check test cards portability vendor lint-web lock clean

serve: ## Builds, serves at http://127.0.0.1:$(PORT)/, builds again on a change
	@sh scripts/setup.sh site
	@$(VENV) -m scripts serve $(PORT)

build: ## Writes the whole site to site/
	@sh scripts/setup.sh site
	@$(VENV) -m scripts build

check: ## Runs the checks alone; never builds
	@sh scripts/setup.sh test
	@$(VENV) -m scripts check

test: ## Builds, checks and tests everything
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@$(VENV) -m ruff check --quiet scripts tests
	@$(VENV) -m scripts build
	@$(VENV) -m scripts check
	@$(VENV) -m pytest -q

cards: ## Makes the card files in docs/assets/print/
	@sh scripts/setup.sh test
	@sh scripts/setup.sh browser
	@$(VENV) -m scripts cards

portability: ## Builds the same pages under the theme's successor and lists what is missing there
	@sh scripts/setup.sh site
	@$(VENV) -m scripts successor

vendor: node_modules ## Makes docs/assets/js/minisearch.js from the npm package; needs Node 20
	@npx --no-install esbuild node_modules/minisearch/dist/umd/index.js --minify --target=es2018 --legal-comments=none \
	  --banner:js="/*! MiniSearch $$(node -p 'require("minisearch/package.json").version'), MIT License, Luca Ongaro and contributors */" \
	  --outfile=docs/assets/js/minisearch.js --log-level=warning

lint-web: node_modules ## Lints the stylesheets and scripts for Chromium 80 and Safari 13; needs Node 20.19
	@css=0; BROWSERSLIST_IGNORE_OLD_DATA=1; export BROWSERSLIST_IGNORE_OLD_DATA; \
	  npx --no-install stylelint 'docs/assets/**/*.css' || css=$$?; \
	  npx --no-install eslint docs/assets/js && exit $$css

node_modules: package-lock.json
	@command -v npm >/dev/null || { echo 'make: this target needs Node 20 with npm' >&2; exit 2; }
	@npm ci --silent --no-fund --no-audit
	@touch node_modules

lock: ## Compiles requirements*.in into requirements*.txt with hashes
	@sh scripts/setup.sh site
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements.in -o requirements.txt
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -c requirements.txt requirements-test.in -o requirements-test.txt

clean: ## Removes what the other targets made
	@rm -rf .venv .venv-next node_modules site .build-* .site-old
