#!/usr/bin/env bash
# Measures how long another guide's records take to come in, in data.inclusion and in HSDS: first time, again unchanged, and killed
# in the middle then continued. Writes Benchmarks/results/import.md.
#
#   Benchmarks/run-import.sh [records]     100,000 when nothing is said; PROGRAM names another build than the release
set -euo pipefail
cd "$(dirname "$0")/.."

records="${1:-100000}"
program="${PROGRAM:-.build/release/villerefuge}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
commit="$(git -C "$(dirname "$program")" rev-parse --short HEAD)"
page="$folder/page.md"

import() { # what it is called, format, file, database
    /usr/bin/env time -o "$folder/time" -f '%e %U %S %M' \
        "$program" import "$3" --format "$2" --source-key made --database "$4" --rejects "$folder/rejects.csv" --json >"$folder/said"
    read -r wall user system memory < <(tail -n 1 "$folder/time")
    awk -v name="$1" -v n="$records" -v w="$wall" -v u="$user" -v s="$system" -v m="$memory" 'BEGIN {
        printf "| %s | %.1f | %.1f | %.0f | %.0f |\n", name, w, u + s, n / w, m / 1024 }' | tee -a "$page"
}

python3 Benchmarks/make_import.py "$folder/feed.json" "$records"
"$program" import Territories/paris --database "$folder/one.sqlite" >/dev/null
cp "$folder/one.sqlite" "$folder/two.sqlite"
cp "$folder/one.sqlite" "$folder/three.sqlite"
{
    printf '# Import: figures\n\nMade by `Benchmarks/run-import.sh %s` on %s: %s processors, this program at %s (release build), SQLite; load average before: %s.\n\n' \
        "$records" "$(date -u '+%Y-%m-%d %H:%M UTC')" "$(nproc)" "$commit" "$(cut -d' ' -f1-3 /proc/loadavg)"
    printf '| %s records | seconds | of processor | records a second | MB at most |\n| --- | ---: | ---: | ---: | ---: |\n' "$records"
} | tee "$page"

import "data.inclusion, first time" data-inclusion "$folder/feed.json" "$folder/one.sqlite"
faults="$(($(wc -l <"$folder/rejects.csv") - 1))"
import "data.inclusion, again, unchanged" data-inclusion "$folder/feed.json" "$folder/one.sqlite"

"$program" import "$folder/feed.json" --format data-inclusion --source-key made --database "$folder/two.sqlite" >/dev/null 2>&1 &
job=$!
sleep "${KILL_AFTER:-4}"
kill -KILL "$job" 2>/dev/null || true
wait "$job" 2>/dev/null || true
import "data.inclusion, killed after ${KILL_AFTER:-4} s, then continued" data-inclusion "$folder/feed.json" "$folder/two.sqlite"
"$program" export --format data-inclusion --database "$folder/one.sqlite" --output "$folder/one.json"
"$program" export --format data-inclusion --database "$folder/two.sqlite" --output "$folder/two.json"

"$program" export --format hsds --database "$folder/one.sqlite" --output "$folder/hsds.json"
import "HSDS, first time (one document, what the import above exports)" hsds "$folder/hsds.json" "$folder/three.sqlite"
{
    printf '\nThe file in data.inclusion has %s bytes, the one in HSDS %s. ' "$(stat -c %s "$folder/feed.json")" "$(stat -c %s "$folder/hsds.json")"
    printf 'Faults put into the first: one record in a thousand; listed with their reason: %s. ' "$faults"
    cmp -s "$folder/one.json" "$folder/two.json" && printf 'The import that was killed and continued ended with the same records as the one that was not.\n' \
        || printf '**The import that was killed and continued ended with other records than the one that was not.**\n'
    printf 'Load average after: %s.\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
} | tee -a "$page"
mkdir -p Benchmarks/results
cp "$page" Benchmarks/results/import.md
