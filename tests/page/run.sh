#!/bin/bash
# Looks at the page of `docket serve` in Chromium.
# usage: run.sh PROGRAM [TEST.mjs...]
# Exit status: 0 all is well, 1 something is not, 77 it cannot be tried here.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }

DOCKET=$(realpath "$1")
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
export DOCKET CHROMIUM
shift
cd "$(dirname "$0")"

cannot() {
  echo "The page cannot be looked at here: $1"
  exit 77
}
command -v node >/dev/null || cannot "node is not installed"
[ -n "$CHROMIUM" ] || cannot "chromium is not installed"
if [ ! -e node_modules/playwright-core ] || [ ! -e node_modules/axe-core ]; then
  command -v npm >/dev/null || cannot "npm is not installed"
  npm ci --no-audit --no-fund >/dev/null 2>&1 || cannot "npm ci failed; is its registry reachable?"
fi

[ $# -gt 0 ] || set -- ./*_test.mjs
exec node --test --test-concurrency=1 "$@"
