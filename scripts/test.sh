#!/usr/bin/env bash
# Every test. The API and browser tests start their own server, on a free loopback port with a database of their own.
set -euo pipefail
cd "$(dirname "$0")/.."

# First what is slow to build, so that what follows only runs.
swift build --build-tests
swift test --parallel --skip-build --skip '^(StoreTests|PostTests|OpenIDTests)\.'
# Those that stop servers, cut lines and wait for the clock go apart: beside hundreds of others they would wait for the processor instead.
swift test --parallel --skip-build --filter '^(StoreTests|PostTests|OpenIDTests)\.'
# The same areas on PostgreSQL: a server of their own in a temporary folder. (The tests of the store run on both anyway.) Swift Testing starts all
# tests of a run at once, each with a database of its own: some suites at a time, so that the server has a connection for each.
while read -r suites; do
    VILLEREFUGE_TEST_ENGINE=postgres swift test --parallel --skip-build --filter "^AppTests\.(${suites})/" < /dev/null
done < <(swift test list --skip-build | sed -n 's|^AppTests\.\([^/]*\)/.*|\1|p' | sort -u | xargs -n 16 | tr ' ' '|')
VILLEREFUGE_PROGRAM="${VILLEREFUGE_PROGRAM:-.build/debug/villerefuge}" var/venv/bin/python -m pytest Tests
