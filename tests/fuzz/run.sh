#!/bin/sh
# Builds the fuzzers and runs each for SECONDS (default 60), one core each: tests/fuzz/run.sh [SECONDS]
# What they find is left in build/fuzz/findings/ and fails the script.
set -eu

seconds=${1:-60}
source=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$source/../.." && pwd)
build=${DOCKET_FUZZ_BUILD:-$root/build/fuzz}

cmake -G Ninja -S "$root" -B "$build" -DCMAKE_CXX_COMPILER="${CXX:-clang++}" -DDOCKET_BUILD_FUZZERS=ON \
  -DDOCKET_BUILD_TESTS=OFF -DDOCKET_BUILD_APP=OFF >/dev/null
cmake --build "$build" --target fuzz_command_line fuzz_codec fuzz_documents fuzz_files fuzz_http

mkdir -p "$build/findings"

# The corpus grows in the build folder; the seeds in the source tree stay as they are.
fuzz() {
  mkdir -p "$build/corpus/$1"
  "$build/tests/fuzz/fuzz_$1" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
    -dict="$source/words.dict" -artifact_prefix="$build/findings/$1-" -print_final_stats=1 \
    "$build/corpus/$1" "$source/corpus/$1" >"$build/$1.log" 2>&1
}

fuzz command_line &
first=$!
fuzz codec &
second=$!
fuzz documents &
third=$!
fuzz http &
fourth=$!
fuzz files &
fifth=$!

status=0
wait "$first" || status=1
wait "$second" || status=1
wait "$third" || status=1
wait "$fourth" || status=1
wait "$fifth" || status=1

for name in command_line codec documents files http; do
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log")
  echo "$name: ${executions:-?} executions in $seconds s, log in $build/$name.log"
done
if [ "$status" -ne 0 ]; then
  echo "Something was found: see $build/findings and the logs." >&2
fi
exit "$status"
