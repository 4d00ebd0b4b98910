#!/usr/bin/env bash
# Requests per second through the socket: a search of the API beside an empty route of the same server, in the same run.
# Usage: Benchmarks/run-http.sh [seconds per round, default 8] [rounds, default 3]
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-8}
rounds=${2:-3}
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 1; }
program=.build/release/villerefuge
[ -x "$program" ] || swift build -c release --product villerefuge
folder=$(mktemp -d)
server=
finish() {
    [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
    rm -rf "$folder"
}
trap finish EXIT
"$program" import Territories/paris --database "$folder/city.sqlite" >/dev/null
for data in "${OPEN_DATA:-../shared/data/paris}"/*.geojson; do
    for mapping in Territories/paris/sources/*.yaml; do
        if [ "$(sed -n 's/^file: *//p' "$mapping" | tr -d '"')" = "$(basename "$data")" ]; then
            "$program" import "$data" --source "$mapping" --database "$folder/city.sqlite" >/dev/null
        fi
    done
done
"$program" serve --port 0 --database "$folder/city.sqlite" --log-level warning >"$folder/out" 2>/dev/null &
server=$!
for _ in $(seq 100); do
    base=$(sed -n 's/^open //p' "$folder/out")
    [ -n "$base" ] && curl -sf "$base/ready" >/dev/null && break
    sleep 0.1
done
measure() { wrk -t1 -c32 -d"${seconds}s" "$base$1" | sed -n 's/^Requests\/sec: *//p'; }
routes=(
    "/health"
    "/api/v1/services?q=douche&open=now&lang=fr"
    "/api/v1/services?near=48.8905,2.3589&need=meal"
    "/api/v1/services?q=%D8%AF%D8%B4&free=1"
    "/api/v1/services?near=48.86,2.35&open=now&limit=5"
)
for route in "${routes[@]}"; do measure "$route" >/dev/null; done
mkdir -p Benchmarks/results
{
    echo "| address | requests per second (median of $rounds) | of the empty route |"
    echo "| --- | ---: | ---: |"
    for route in "${routes[@]}"; do : >"$folder/$(echo "$route" | md5sum | cut -c1-8)"; done
    for _ in $(seq "$rounds"); do
        for route in "${routes[@]}"; do measure "$route" >>"$folder/$(echo "$route" | md5sum | cut -c1-8)"; done
    done
    empty=$(sort -n "$folder/$(echo /health | md5sum | cut -c1-8)" | sed -n "$(((rounds + 1) / 2))p")
    for route in "${routes[@]}"; do
        median=$(sort -n "$folder/$(echo "$route" | md5sum | cut -c1-8)" | sed -n "$(((rounds + 1) / 2))p")
        awk -v r="$route" -v m="$median" -v e="$empty" 'BEGIN { printf "| `%s` | %.0f | %.2f |\n", r, m, m / e }'
    done
} | tee Benchmarks/results/http.md
