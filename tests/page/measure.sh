#!/bin/bash
# Measures how quickly the page opens over many orders, and how closely it follows the slider.
# usage: measure.sh PROGRAM [ORDERS]     100,000 orders unless said
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }

DOCKET=$(realpath "$1")
CHROMIUM=${CHROMIUM:-$(command -v chromium)}
export DOCKET CHROMIUM
cd "$(dirname "$0")"
[ -e node_modules/playwright-core ] || npm ci --no-audit --no-fund >/dev/null
exec node support/measure.mjs "${2:-100000}"
