#!/usr/bin/env bash
# Uploads 2 GiB of unknown length to Coffer at -Xmx192m with the embedded store in the same
# JVM, restores it, and prints the peak memory of the process (VmHWM).
# Usage, after ./mvnw -DskipTests package:  src/test/scripts/upload-flat-memory.sh [MiB] [heap]
set -euo pipefail
size_mib=${1:-2048}
heap=${2:-192m}
port=${SERVER_PORT:-18081}
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
url=http://localhost:$port

java -Xmx"$heap" -jar "$root"/target/coffer-*.jar --server.port="$port" --coffer.embedded.port=0 \
  --coffer.data-dir="$work/data" >"$work/log" 2>&1 &
coffer=$!
trap 'kill $coffer 2>/dev/null; wait $coffer 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 120); do
  curl -sf -o /dev/null "$url/actuator/health/readiness" && break
  sleep 0.5
done
token=$(cat "$work/data/admin-token")

# A gzip header makes it an archive; what follows is never unpacked here
archive() {
  printf '\037\213\010\000\000\000\000\000\000\003'
  head -c $((size_mib * 1048576 - 10)) /dev/zero
}

expected=$(archive | sha256sum | cut -d' ' -f1)
started=$SECONDS
answer=$(archive | curl -sS -X POST -H "Authorization: Bearer $token" -H 'Transfer-Encoding: chunked' \
  -T - "$url/backups?application=large")
echo "upload: $((SECONDS - started)) s"
key=$(sed -n 's/.*"key":"\([^"]*\)".*/\1/p' <<<"$answer")
[ -n "$key" ] || { echo "$answer"; exit 1; }
actual=$(curl -sS -H "Authorization: Bearer $token" "$url/backups/$key/content" | sha256sum | cut -d' ' -f1)
grep -E 'VmHWM|VmRSS' "/proc/$coffer/status"
if [ "$expected" = "$actual" ]; then
  echo "restored: $size_mib MiB, SHA-256 equal"
else
  echo "restored with another SHA-256"
  exit 1
fi
