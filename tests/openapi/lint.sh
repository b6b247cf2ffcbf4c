#!/bin/sh
# Lints service/openapi/openapi.json with Redocly's recommended rules; a warning fails, too. What is let pass stands, with
# its place, in .redocly.lint-ignore.yaml. Exit status 77: node or npm are missing or too old, and nothing was checked.
# usage: tests/openapi/lint.sh
set -eu
cd "$(dirname "$0")"

for tool in node npm; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool" >&2; exit 77; }
done

major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 20 ] || { echo "skipped: node is of version $major, and 20 is needed" >&2; exit 77; }

npm ci --no-audit --no-fund --silent
# The linter ends well with warnings, and badly with errors: what it found is counted.
found=$(node_modules/.bin/redocly lint ../../service/openapi/openapi.json --config redocly.yaml --format json) || true
printf '%s\n' "$found" | node -e '
  const { totals, problems } = JSON.parse(require("fs").readFileSync(0, "utf8"));
  for (const one of problems.filter((one) => !one.ignored))
    console.error(`${one.severity}: ${one.ruleId}: ${one.message} at ${one.location[0]?.pointer}`);
  console.log(`${totals.errors} errors, ${totals.warnings} warnings, ${totals.ignored} let pass`);
  process.exit(totals.errors + totals.warnings === 0 ? 0 : 1);'
