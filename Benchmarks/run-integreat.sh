#!/usr/bin/env bash
# Measures this program and an installed Integreat CMS on the same 500 places in 20 languages, in turn in one run.
# Writes Benchmarks/results/integreat.json and integreat.md.
#
#   Benchmarks/run-integreat.sh     the first time some ten minutes, then six
#
# PROGRAM: another build than the release. ROUNDS (3), WORKERS (4). ONLY: readers, change or pdf; the other figures stay.
# FOLDER: where the other program is installed (var/integreat). OPEN_DATA: folder of the city's open data (toilets fill
# the list up to 500). PAGE_ONLY=1 writes the page again from the figures that are there.
# Needs what `scripts/setup.sh bench` installs, and PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

program="${PROGRAM:-.build/release/villerefuge}"
folder="${FOLDER:-var/integreat}"
results=Benchmarks/results/integreat
export PYTHONDONTWRITEBYTECODE=1

if [ -z "${PAGE_ONLY:-}" ]; then
    for name in wrk redis-server; do
        command -v "$name" >/dev/null || { echo "$name is missing: apt-get install ${name}" >&2; exit 1; }
    done
    [ -x "$program" ] || swift build -c release --product villerefuge
    mkdir -p "$folder"
    if [ ! -x "$folder/venv/bin/gunicorn" ]; then
        python3 -m venv "$folder/venv"
        "$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r Benchmarks/peers/integreat/requirements.txt
    fi
    python3 Benchmarks/peers/integreat/measure.py "$folder" "$program" "$results.json" \
        --rounds "${ROUNDS:-3}" --workers "${WORKERS:-4}" ${ONLY:+--only "$ONLY"}
fi
python3 Benchmarks/peers/integreat/page.py "$results.json" "$results.md"
