#!/usr/bin/env bash
# A city on PostgreSQL with a replica, two app servers and nginx on this machine, while one part after the other fails.
#
#   scripts/cluster.sh                 the whole run; the page is written to Benchmarks/results/cluster.md
#   scripts/cluster.sh --keep          the same, and everything stays up afterwards
#   scripts/cluster.sh stop            ends what --keep left
#   PROGRAM=.build/debug/villerefuge   another build than the release
#   CLUSTER_PORT=19080                 another port of the front; the five after it are used too
#   ENGINE=sqlite                      both app servers on one SQLite file, without PostgreSQL
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = stop ]; then exec python3 Benchmarks/Cluster/failure_run.py --stop; fi

scripts/setup.sh cluster

program="${PROGRAM:-}"
if [ -z "$program" ]; then
    program=.build/release/villerefuge
    if [ ! -x "$program" ] || [ -n "$(find Package.swift Sources -newer "$program" -print -quit)" ]; then
        echo "Building (the first time takes several minutes)…"
        swift build -c release --product villerefuge
        touch "$program"
    fi
fi

export PYTHONPYCACHEPREFIX=var/pycache
exec python3 Benchmarks/Cluster/failure_run.py --program "$program" --port "${CLUSTER_PORT:-18080}" \
    --engine "${ENGINE:-postgres}" --output "${OUTPUT:-Benchmarks/results/cluster.md}" "$@"
