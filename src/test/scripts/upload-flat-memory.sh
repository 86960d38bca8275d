#!/usr/bin/env bash
# Uploads 2 GiB of unknown length to Coffer at -Xmx192m with the embedded store in the same
# JVM, restores it, and prints the peak memory of the process (VmHWM).
# Usage, after ./mvnw -DskipTests package:  src/test/scripts/upload-flat-memory.sh [MiB] [heap]
set -euo pipefail
. "$(dirname "$0")/packaged-coffer.sh"
size_mib=${1:-2048}
start_coffer "${2:-192m}"

expected=$(archive "$size_mib" | sha256sum | cut -d' ' -f1)
started=$SECONDS
answer=$(archive "$size_mib" | curl -sS -X POST -H "Authorization: Bearer $token" -H 'Transfer-Encoding: chunked' \
  -T - "$url/backups?application=large")
echo "upload: $((SECONDS - started)) s"
key=$(sed -n 's/.*"key":"\([^"]*\)".*/\1/p' <<<"$answer")
[ -n "$key" ] || { echo "$answer"; exit 1; }
actual=$(curl -sS -H "Authorization: Bearer $token" "$url/backups/$key/content" | sha256sum | cut -d' ' -f1)
memory_of_coffer
if [ "$expected" = "$actual" ]; then
  echo "restored: $size_mib MiB, SHA-256 equal"
else
  echo "restored with another SHA-256"
  exit 1
fi
