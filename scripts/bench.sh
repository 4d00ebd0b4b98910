#!/usr/bin/env bash
# Measures what README quotes: the search, with the peers on the same services and questions, then the whole server.
#
#   scripts/bench.sh --ours    our side only
set -euo pipefail
cd "$(dirname "$0")/.."

Benchmarks/run-search.sh "$@"
if [ "${1:-}" != "--ours" ]; then Benchmarks/run-http.sh; fi
