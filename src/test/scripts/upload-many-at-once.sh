#!/usr/bin/env bash
# Uploads 64 archives of 64 MiB to Coffer at once at -Xmx256m, with the embedded store in the
# same JVM: each is 201, or 503 with Retry-After and then 201 when it is tried again. Prints
# the answers and the peak memory of the process (VmHWM).
# Usage, after ./mvnw -DskipTests package:
#   src/test/scripts/upload-many-at-once.sh [uploads] [MiB] [heap]
set -euo pipefail
. "$(dirname "$0")/packaged-coffer.sh"
uploads=${1:-64}
start_coffer "${3:-256m}"
archive "${2:-64}" >"$work/archive.gz"

# Writes the status of every try; a 503 without Retry-After ends as such
upload() {
  local status=0
  for _ in $(seq 60); do
    status=$(curl -sS -o /dev/null -D "$work/head-$1" -w '%{http_code}' -X POST -T "$work/archive.gz" \
      -H "Authorization: Bearer $token" "$url/backups?application=many-$1") || status=broken
    echo "$status" >>"$work/answers"
    [ "$status" = 503 ] && grep -qi '^retry-after:' "$work/head-$1" || break
    sleep "$(tr -d '\r' <"$work/head-$1" | sed -n 's/^[Rr]etry-[Aa]fter: *//p')"
  done
  [ "$status" = 201 ]
}

started=$SECONDS
clients=()
for i in $(seq "$uploads"); do
  upload "$i" &
  clients+=($!)
done
failed=0
for client in "${clients[@]}"; do
  wait "$client" || failed=$((failed + 1))
done
echo "answers in $((SECONDS - started)) s:"
sort "$work/answers" | uniq -c
memory_of_coffer
if grep -q OutOfMemory "$work/log"; then
  echo "out of memory"
  exit 1
fi
echo "$failed of $uploads uploads failed for good"
[ "$failed" = 0 ]
