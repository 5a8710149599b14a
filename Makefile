# Everything a person or CI does with this checkout. `make` alone lists it.

# The lock file is part of the source: a build that wants another one fails instead of changing it.
CARGO ?= cargo
export CARGO
LOCKED := --locked
OUT := out
TYPES := pdf,html,md,json

.DEFAULT_GOAL := help
# Steps follow one another even under `make -j`: two of them at once would only wait for cargo's lock.
.NOTPARALLEL:
.PHONY: help demo examples python wasm dist test test-python test-wasm test-npm test-engines test-dist check bench growth page grammar recording install clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## fetch fonts, build quickly, and turn one notice into PDF, web page, Markdown and JSON
	scripts/fonts.sh
	PROFILE=quick scripts/build.sh
	@mkdir -p $(OUT)
	target/quick/zhumo build -t $(TYPES) -o '$(OUT)/{name}' examples/joint-notice.notice
	@echo 'The joint notice is in:'
	@ls -1 $(OUT)/joint-notice.pdf $(OUT)/joint-notice.html $(OUT)/joint-notice.md $(OUT)/joint-notice.json

examples: ## build every example in every form, into out/
	scripts/fonts.sh
	scripts/build.sh
	@mkdir -p $(OUT)
	target/release/zhumo build -t $(TYPES) -o '$(OUT)/{name}' examples

python: ## build the wheel for Python, into out/dist
	scripts/wheel.sh $(OUT)/dist

dist: ## make what is handed on: archive, Debian package, wheel, npm packages, web page, sums, into out/dist
	scripts/wheel.sh $(OUT)/dist
	scripts/wasm.sh $(OUT)/dist
	scripts/npm.sh $(OUT)/dist zhumo linux-$$(node -p process.arch)=target/release/zhumo wasm=$(OUT)/dist/zhumo.wasm
	scripts/sbom.py $(OUT)/dist/zhumo-$$(scripts/release/version.sh).cdx.json
	scripts/dist.sh $(OUT)/dist
	scripts/release/try.sh $(OUT)/dist

wasm: ## build zhumo.html, one page that needs nothing, into out/web
	scripts/wasm.sh $(OUT)/web

# Without the variable a test whose judge (veraPDF, axe, ...) is not installed leaves that part out; here it fails.
# nextest comes last: its closing line is the sum that counts.
test: export ZHUMO_REQUIRE_TOOLS := 1
test: ## install what the tests need, then run all of them
	tests/tools/install.sh
	scripts/fonts.sh
	$(CARGO) test $(LOCKED) --doc
	scripts/test-python.sh
	scripts/test-dist.sh
	scripts/test-wasm.sh
	scripts/test-npm.sh
	$(CARGO) nextest run $(LOCKED) -p zhumo -p zhumo-wasm --no-fail-fast

test-python: ## build the wheel quickly, install it in a fresh environment, and test it
	scripts/test-python.sh

test-wasm: ## build zhumo.html quickly, and work in it in headless Chromium
	scripts/test-wasm.sh

test-npm: ## pack the npm packages quickly, install them in a clean folder, and run both
	scripts/test-npm.sh

test-dist: ## make the archive and the Debian package quickly, and run what they hold in a clean folder
	scripts/test-dist.sh

test-engines: ## a table of drafts on Ray, Spark and Dask, of whose workers one is killed; installs 1.2 GB
	scripts/test-engines.sh

# The rules are declared by a macro, where `cargo fmt` does not look: every file is named.
# The library alone, without fonts and PDF, is what others embed: it has to stand on its own.
# The program that tests run is linked as usual; here it is as it is handed on.
check: ## formatting, lints and documentation, warnings as errors
	git ls-files -z '*.rs' | xargs -0 rustfmt --check --edition 2024 --config-path rustfmt.toml
	$(CARGO) clippy $(LOCKED) --all-targets -- -D warnings
	$(CARGO) clippy $(LOCKED) --no-default-features --lib -- -D warnings
	$(CARGO) clippy $(LOCKED) -p zhumo-python -p zhumo-wasm -- -D warnings
	RUSTDOCFLAGS=-Dwarnings $(CARGO) doc $(LOCKED) --no-deps
	PROFILE=dev scripts/build.sh
	target/debug/zhumo check -q examples

bench: ## the table of ratios beside Typst, pandoc and cmark, then what the parts cost
	scripts/fonts.sh
	scripts/build.sh
	scripts/bench.sh
	$(CARGO) bench $(LOCKED)

growth: ## how cost grows: every command on 202 repeated structures at three sizes; takes an hour
	scripts/build.sh
	scripts/growth.py

page: ## bundle the page of the preview anew, from editors/preview into src/serve/page
	cd editors/preview && npm ci --ignore-scripts --no-audit --no-fund && npm run --silent check && npm run --silent build

# The generator is the library of tree-sitter's command; that one is fetched by npm from elsewhere.
grammar: ## write the parser of editors/tree-sitter-notice anew
	$(CARGO) run --quiet --manifest-path editors/tree-sitter-notice/generate/Cargo.toml --target-dir target/grammar -- editors/tree-sitter-notice
	rm -f editors/tree-sitter-notice/src/grammar.json editors/tree-sitter-notice/src/node-types.json editors/tree-sitter-notice/src/tree_sitter/alloc.h editors/tree-sitter-notice/src/tree_sitter/array.h
	cd editors/tree-sitter-notice && sha256sum grammar.js >src/grammar.sum

recording: ## write a 请示 in the preview, with pictures of every step in both languages, to be looked at, into out/recording
	$(CARGO) build --quiet
	node scripts/record.mjs target/debug/zhumo $(OUT)/recording

install: ## put the program zhumo into cargo's bin folder
	scripts/build.sh
	mkdir -p "$${CARGO_HOME:-$$HOME/.cargo}/bin"
	install -m 755 target/release/zhumo "$${CARGO_HOME:-$$HOME/.cargo}/bin/zhumo"

# The tools of the tests stay: they are slow to fetch and no result of a build. `rm -rf .tools` drops them.
clean: ## remove what was built
	$(CARGO) clean
	rm -rf $(OUT)
