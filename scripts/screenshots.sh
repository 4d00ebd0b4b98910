#!/usr/bin/env bash
# Pictures of the running program for README and docs, written into docs/images.
set -euo pipefail
cd "$(dirname "$0")/.."

program="${VILLEREFUGE_PROGRAM:-}"
if [ -z "$program" ]; then
    program=.build/release/villerefuge
    swift build -c release --product villerefuge
fi
mkdir -p docs/images
VILLEREFUGE_PROGRAM="$program" var/venv/bin/python Tests/BrowserTests/take_screenshots.py docs/images
