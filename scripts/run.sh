#!/usr/bin/env bash
# Sets up, builds the release, loads a city, serves it. What has not changed since the last time is not done again.
#
#   CITY=demo-ville      folder of Territories (default: paris); each city has its own database in var/
#   PORT=9000            port (default: 8080)
#   OPEN_DATA=folder     where the open-data files are (default: var/open-data)
set -euo pipefail
cd "$(dirname "$0")/.."

city="${CITY:-paris}"
folder="Territories/$city"
program=.build/release/villerefuge
stamps=var/stamps

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

[ -f "$folder/territory.yaml" ] || fail "There is no city in $folder. Those that there are:" \
    "$(for file in Territories/*/territory.yaml; do basename "$(dirname "$file")"; done | sed 's/^/  CITY=/')"

if [ -n "${VILLEREFUGE_DATABASE:-}" ]; then
    database="$VILLEREFUGE_DATABASE"
elif [ "$city" = paris ]; then
    database=var/ville-refuge.sqlite
else
    database="var/$city.sqlite"
fi
mkdir -p "$stamps" "$(dirname "$database")"

# Asked before minutes of building: is the port free? A port set in ville-refuge.json is left to the program.
port="${PORT:-${VILLEREFUGE_PORT:-}}"
if [ -z "$port" ] && [ ! -f ville-refuge.json ]; then port=8080; fi
if [ -n "$port" ] && [ "$port" != 0 ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "Port $port is taken by another program. Choose another: make run PORT=$((port + 1))"
fi

scripts/setup.sh build

# Build, unless the program is younger than every source.
if [ ! -x "$program" ] || [ -n "$(find Package.swift Sources -newer "$program" -print -quit)" ]; then
    say "Building (the first time takes several minutes)…"
    swift build -c release --product villerefuge
    touch "$program"
fi

# One line that changes when any of the files does.
fingerprint() { find "$@" -type f -printf '%p %s %T@\n' | sort | sha256sum | cut -d ' ' -f 1; }

# load STAMP FINGERPRINT ARGUMENTS…: imports, unless the same was imported before.
load() {
    local stamp="$stamps/$(basename "$database").$1" print="$2"
    shift 2
    if [ -f "$database" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$print" ]; then return; fi
    say "Loading $1"
    "$program" import "$@" --database "$database" || return
    printf '%s\n' "$print" >"$stamp"
}

city_print="$(fingerprint "$folder" Territories/taxonomy "$program")"
load city "$city_print" "$folder"

# The open data of the city: each mapping of sources/ names its file ("file: toilets.geojson").
open_data="${OPEN_DATA:-}"
if [ -z "$open_data" ]; then
    open_data=var/open-data
    if [ ! -d "$open_data" ] && [ -d "../shared/data/$city" ]; then open_data="../shared/data/$city"; fi
fi
absent=()
for mapping in "$folder"/sources/*.yaml; do
    [ -f "$mapping" ] || continue
    name="$(basename "$mapping" .yaml)"
    file="$(sed -nE 's/^(# *)?file: *"?([^"# ]+)"?.*$/\2/p' "$mapping" | head -n 1)"
    format="$(sed -nE 's/^format: *([a-z]+).*$/\1/p' "$mapping" | head -n 1)"
    file="${file:-$name.${format:-geojson}}"
    if [ -f "$open_data/$file" ]; then
        load "$name" "$city_print $(fingerprint "$mapping" "$open_data/$file")" \
            "$open_data/$file" --source "$mapping" \
            || say "$file was not loaded; the guide goes on without it."
    else
        absent+=("$file")
    fi
done
if [ ${#absent[@]} -gt 0 ]; then
    say "Not in $open_data: ${absent[*]}. Fetch them from the homepage named in each of $folder/sources/*.yaml to have them in the guide."
fi

# The keys that seal personal data, made once: whoever loses them loses what they sealed.
keys="${VILLEREFUGE_KEYS:-$(dirname "$database")/$(basename "$database" .sqlite).keys}"
if [ ! -f ville-refuge.json ] && [ -z "${VILLEREFUGE_KEYRING:-}" ]; then
    [ -f "$keys" ] || "$program" keys create --keys "$keys"
    export VILLEREFUGE_KEYS="$keys" VILLEREFUGE_DATABASE="$database"
    [ -n "${VILLEREFUGE_ORIGIN:-}" ] || export VILLEREFUGE_ORIGIN="http://localhost:${port:-8080}"
fi

# Requests are not shown one by one here, unless asked for: VILLEREFUGE_LOGLEVEL=info.
export VILLEREFUGE_LOGLEVEL="${VILLEREFUGE_LOGLEVEL:-notice}"
exec "$program" serve --database "$database" ${port:+--port "$port"}
