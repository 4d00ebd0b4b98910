#!/usr/bin/env bash
# Measures how long another guide's records take to come in: first time, again unchanged, and killed in the middle then continued.
#
#   Benchmarks/run-import.sh [records]     100,000 when nothing is said; PROGRAM names another build than the release
set -euo pipefail
cd "$(dirname "$0")/.."

records="${1:-100000}"
program="${PROGRAM:-.build/release/villerefuge}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

python3 Benchmarks/make_import.py "$folder/feed.json" "$records"
printf '%s records, %s bytes, %s processors\n' "$records" "$(stat -c %s "$folder/feed.json")" "$(nproc)"

import() {
    /usr/bin/env time -f "$1: %e s, %U s of processor, %M KB at most" \
        "$program" import "$folder/feed.json" --format data-inclusion --source-key made --database "$2" \
        --rejects "$folder/rejects.csv" >"$folder/said"
}

"$program" import Territories/paris --database "$folder/one.sqlite" >/dev/null
cp "$folder/one.sqlite" "$folder/two.sqlite"
import "first time" "$folder/one.sqlite"
printf 'faults listed: %s\n' "$(($(wc -l <"$folder/rejects.csv") - 1))"
import "again" "$folder/one.sqlite"

"$program" import "$folder/feed.json" --format data-inclusion --source-key made --database "$folder/two.sqlite" >/dev/null &
job=$!
sleep "${KILL_AFTER:-4}"
kill -KILL "$job" 2>/dev/null || true
wait "$job" 2>/dev/null || true
import "continued after kill -9" "$folder/two.sqlite"
grep 'went on' "$folder/said" || printf 'the import was over before the kill\n'
"$program" export --format data-inclusion --database "$folder/one.sqlite" --output "$folder/one.json"
"$program" export --format data-inclusion --database "$folder/two.sqlite" --output "$folder/two.json"
cmp "$folder/one.json" "$folder/two.json" && printf 'both ends are equal\n'
