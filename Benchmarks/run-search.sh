#!/bin/sh
# Measures the guide's index and, on the same services and questions, what others would use. Writes
# Benchmarks/results/search.md and docs/images/search-growth.png.
#
#   Benchmarks/run-search.sh            everything: some fifteen minutes
#   Benchmarks/run-search.sh --ours     our side only
#
# SEARCH_BENCHMARK: a built benchmark to use instead of building one. SEARCH_SIZES: other sizes than the four.
# Peers need python3 with venv, and the Debian packages postgresql and postgresql-15-postgis-3; one that is missing is
# left out.
set -eu
cd "$(dirname "$0")/.."
work="${SEARCH_WORK:-$(mktemp -d)}"
mkdir -p "$work" Benchmarks/results docs/images
program="${SEARCH_BENCHMARK:-}"
if [ -z "$program" ]; then
    swift build -c release --product SearchBenchmark
    program="$(swift build -c release --show-bin-path)/SearchBenchmark"
fi
if [ ! -d "$work/venv" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet -r Benchmarks/peers/requirements.txt
fi
python="$work/venv/bin/python"
uptime > "$work/load.txt"
for size in ${SEARCH_SIZES:-1000 10000 100000 1000000}; do
    echo "== our index, $size services"
    if [ "$size" = 100000 ]; then
        "$program" --size "$size" --export "$work/data" --json "$work/ours-$size.json"
    else
        "$program" --size "$size" --json "$work/ours-$size.json"
    fi
done
if [ "${1:-}" != "--ours" ]; then
    for peer in postgres sqlite_fts tantivy_text; do
        echo "== $peer"
        "$python" "Benchmarks/peers/$peer.py" "$work/data" "$work/$peer.json" || echo "$peer: left out"
    done
fi
uptime >> "$work/load.txt"
"$python" Benchmarks/peers/report.py "$work" Benchmarks/results/search.md docs/images/search-growth.png
