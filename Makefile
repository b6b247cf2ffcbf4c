# What people do with the tree, in one word each. `make help` lists it.

# More settings for CMake, for example: make test CMAKE_FLAGS=-DCMAKE_COMPILE_WARNING_AS_ERROR=ON
CMAKE_FLAGS ?=
# What `make demo` and `make bench` hand to the program, for example: make bench ARGS=--json
ARGS ?=

PROGRAM := build/release/docket

.DEFAULT_GOAL := help
.PHONY: help install-dependencies configure build run test bench package format check clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-22s %s\n", $$1, $$2}' Makefile

install-dependencies: ## Install the packages that are missing (Debian, Ubuntu)
	@scripts/install-dependencies

configure: install-dependencies
	@cmake --preset release --log-level=NOTICE $(CMAKE_FLAGS)

build: configure ## Build the program: build/release/docket
	@cmake --build --preset release --target docket

run: build ## Build the program and let it fulfil 20,000 orders and balance the books
	@$(PROGRAM) demo $(ARGS)

test: configure ## Build everything and run all tests
	@cmake --build --preset release
	@ctest --preset release

bench: build ## Measure the engine against what SQLite itself can do
	@$(PROGRAM) bench $(ARGS)

package: build ## Make the Debian package and try it: build/release/package
	@scripts/install-dependencies --with-checks
	@scripts/check-package build/release

format: ## Format the C++ sources in place
	@scripts/install-dependencies --with-checks
	@scripts/check-format --fix

check: ## Check format, includes and lints; changes nothing
	@scripts/install-dependencies --with-checks
	@scripts/check-format
	@tests/architecture/check_tree.py .
	@scripts/check-lints

clean: ## Delete what was built
	@rm -rf build
