#!/usr/bin/env bash
# Measures the search of pages and, on the same questions with the same typing faults, what others would use. Writes
# Benchmarks/results/pages.md.
#
#   Benchmarks/run-pages.sh ../shared/data/search/integreat-qa-dev.json ../shared/data/search/integreat-qa-distractors.json
#
# The first file holds the questions; the pages of all files are searched. VILLEREFUGE: a built program to use instead of
# building one. PAGES_PYTHON: a Python that has the packages of Benchmarks/peers/requirements.txt. PAGES_OUTPUT: another report.
# PAGES_SEED: of the typing faults. PAGES_BUILD: what is said of the program that was built before.
set -euo pipefail
[ $# -gt 0 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 64; }
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
cd "$(dirname "$0")/.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
program="${VILLEREFUGE:-}"
build="${PAGES_BUILD:-the release build}"
if [ -z "$program" ]; then
    swift build -c release --product villerefuge
    program="$(swift build -c release --show-bin-path)/villerefuge"
fi
python="${PAGES_PYTHON:-}"
if [ -z "$python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet -r Benchmarks/peers/requirements.txt
    python="$work/venv/bin/python"
fi
pages=()
for file in "${files[@]}"; do pages+=(--pages "$file"); done
"$program" evaluate search "${pages[@]}" --questions "${files[0]}" --typos "${PAGES_SEED:-1}" \
    --write-questions "$work/questions.json" --json > "$work/ours.json"
"$python" Benchmarks/peers/pages.py "$work/questions.json" "$work/ours.json" \
    "${PAGES_OUTPUT:-Benchmarks/results/pages.md}" "$build" "${files[@]}"
