# Sourced by the scripts beside it: runs the packaged Coffer with the embedded store in the same
# JVM, until the script ends. Made by ./mvnw -DskipTests package.

# start_coffer HEAP: sets url, token, coffer (its process id) and work (a directory)
start_coffer() {
  local port=${SERVER_PORT:-18081} root
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
  work=$(mktemp -d)
  url=http://localhost:$port
  java -Xmx"$1" -jar "$root"/target/coffer-*.jar --server.port="$port" --coffer.embedded.port=0 \
    --coffer.data-dir="$work/data" >"$work/log" 2>&1 &
  coffer=$!
  trap 'kill $coffer 2>/dev/null; wait $coffer 2>/dev/null || true; rm -rf "$work"' EXIT
  for _ in $(seq 120); do
    curl -sf -o /dev/null "$url/actuator/health/readiness" && break
    sleep 0.5
  done
  token=$(cat "$work/data/admin-token")
}

# archive MIB: a gzip header makes it an archive; what follows is never unpacked here
archive() {
  printf '\037\213\010\000\000\000\000\000\000\003'
  head -c $(($1 * 1048576 - 10)) /dev/zero
}

memory_of_coffer() {
  grep -E 'VmHWM|VmRSS' "/proc/$coffer/status"
}
