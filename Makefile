# What can be done here. Each target says in one line what it does; the work is in scripts/, one script a target.
#
#   make run                    Paris on http://localhost:8080
#   make run CITY=demo-ville    another city, with its own database
#   make run PORT=9000          another port
#   make test                   every test, the browser's included

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test lint bench cluster setup setup-test format clean screenshots

help:
	@echo "make run          build, load the city, serve it on http://localhost:8080 (CITY=…, PORT=…, OPEN_DATA=folder)"
	@echo "make test         build, pass every test: Swift, API, browser"
	@echo "make lint         check the form of the source"
	@echo "make format       give the source its form"
	@echo "make bench        measure, beside what others offer"
	@echo "make cluster      PostgreSQL with a replica, two app servers, nginx; what happens when each of them fails"
	@echo "make screenshots  take the pictures of docs/images from the real program"
	@echo "make setup        install the packages that the build lacks"
	@echo "make setup-test   install the packages that the tests lack"
	@echo "make clean        remove everything that was built or loaded: .build and var"

run:
	@echo "run: sets up, builds, loads the city, serves it until Ctrl-C"
	@scripts/run.sh

test: setup-test
	@echo "test: builds, then Swift tests, then API and browser tests against a running server"
	@scripts/test.sh

lint:
	@echo "lint: form of Swift, shell and Python sources"
	@scripts/lint.sh

bench:
	@echo "bench: measures the release build, and others beside it (some twenty minutes)"
	@scripts/setup.sh bench
	@scripts/bench.sh

cluster:
	@echo "cluster: a whole city on this machine, with failures (four minutes, after the build)"
	@scripts/cluster.sh

screenshots: setup-test
	@echo "screenshots: takes the pictures of docs/images from the real program"
	@scripts/screenshots.sh

setup:
	@echo "setup: what the build needs"
	@scripts/setup.sh build

setup-test:
	@echo "setup-test: what the tests need"
	@scripts/setup.sh test

format:
	@echo "format: gives every Swift source its form"
	@swift format --in-place --parallel --recursive Sources Tests Benchmarks Package.swift

clean:
	@echo "clean: removes .build and var, databases included"
	@rm -rf .build var
