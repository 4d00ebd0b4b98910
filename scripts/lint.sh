#!/usr/bin/env bash
# The form of the sources: Swift by swift format (as errors), shell and Python by their own parsers.
set -euo pipefail
cd "$(dirname "$0")/.."

swift format lint --strict --parallel --recursive Sources Tests Benchmarks Package.swift
for script in scripts/*.sh .ci/run; do bash -n "$script"; done
if command -v python3 >/dev/null; then
    PYTHONPYCACHEPREFIX=var/pycache python3 -m compileall -q Tests Benchmarks
fi
echo "lint: no fault"
