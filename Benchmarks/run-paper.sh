#!/usr/bin/env bash
# Seconds, pages and bytes of the whole city's booklet in each language that it offers, one after the other.
# Usage: Benchmarks/run-paper.sh [rounds, default 3] [languages, default all]; PROGRAM: another build.
# The fastest round of each language is told.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-3}
languages=()
for tag in "${@:2}"; do languages+=(--language "$tag"); done
[ ${#languages[@]} -gt 0 ] || languages=(--language all)
program=${PROGRAM:-.build/release/villerefuge}
[ -x "$program" ] || swift build -c release --product villerefuge
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" import Territories/paris --database "$folder/city.sqlite" >/dev/null
for round in $(seq "$rounds"); do
    "$program" guide pdf booklet "${languages[@]}" --out "$folder/" --database "$folder/city.sqlite" \
        --address https://guide.example.org --json >"$folder/$round.json"
done
mkdir -p Benchmarks/results
/usr/bin/python3 - "$folder"/*.json <<'PYTHON' | tee Benchmarks/results/paper.md
import json
import os
import sys

rounds = [json.load(open(name))["documents"] for name in sys.argv[1:]]
print(f"Booklet of the whole city (A5, every service with its pictogram and code), {len(rounds)} rounds, the fastest told; "
      f"{os.cpu_count()} processors, one used; load of the machine {os.getloadavg()[1]:.1f}.\n")
print("| language | pages | kB | seconds | letters without a font |\n| --- | ---: | ---: | ---: | ---: |")
total = 0
for same in zip(*rounds):
    best = min(same, key=lambda document: document["seconds"])
    total += best["seconds"]
    print(f"| {best['language']} | {best['pages']} | {best['bytes'] / 1000:.0f} | {best['seconds']:.1f} | {best['missing']} |")
print(f"\n{len(rounds[0])} languages in {total:.0f} s, {total / len(rounds[0]):.1f} s a language. "
      "Integreat's own PDF of the same places: integreat.md.")
PYTHON
