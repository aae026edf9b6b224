# Sojourn: `make serve` to use it, `make test` to check it. Each command first sets up what it lacks, once.

PORT ?= 8080
ROWS ?= 1000000

# Where the build tools of this project live; they are not mixed with your own.
export SOJOURN_TOOLS ?= $(HOME)/.cache/sojourn/tools
export PATH := $(SOJOURN_TOOLS)/bin:$(CURDIR)/node_modules/.bin:$(PATH)

.PHONY: help serve build single test bench clean

help:
	@echo "make serve        build Sojourn and serve it on http://localhost:$(PORT)/   (PORT=…)"
	@echo "make build        build the static site into dist/, with everything below"
	@echo "make single       build Sojourn as one HTML file, dist/sojourn.html"
	@echo "make test         format, lints, native tests, tests in the browser   (CHROMIUM=/path/to/chromium)"
	@echo "make bench        compare with DuckDB-WASM in the browser   (ROWS=10000000 for the large one)"
	@echo "make clean        remove everything that was built; the tools in $(SOJOURN_TOOLS) stay"

serve: build
	@node tools/serve.mjs dist $(PORT)

build:
	@tools/setup.sh build
	@tools/build.sh

single: build
	@echo "dist/sojourn.html holds all of Sojourn: open it by double-click, or copy it to where it is wanted."

test:
	@tools/setup.sh test
	@tools/test.sh

bench: build
	@tools/setup.sh bench
	@node tests/bench/bench.mjs $(ROWS)

clean:
	cargo clean
	rm -rf dist node_modules tests/bench/node_modules test-results
