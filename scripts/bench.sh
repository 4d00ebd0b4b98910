#!/usr/bin/env bash
# Measures what README quotes: the search in process and beside others on the same data, then the API through the socket.
set -euo pipefail
cd "$(dirname "$0")/.."

Benchmarks/run-search.sh
Benchmarks/run-http.sh
