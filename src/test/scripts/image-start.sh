#!/usr/bin/env bash
# Starts Coffer as the image does, without Docker: the layers of the jar in target, docker/train.sh, and the options of the
# Dockerfile, and more that are given to this script. Fails unless the cache is mapped and classes come from it; says what the
# start cost, and with IDLE=20 the memory after 20 s. Wants Java 25 in PATH, and the jar that ./mvnw package makes.
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
coffer=
trap '[ -z "$coffer" ] || kill "$coffer" 2>/dev/null || true; rm -rf "$work"' EXIT

mkdir "$work/app"
cp "$root"/target/coffer-*.jar "$work/coffer.jar"
java -Djarmode=tools -jar "$work/coffer.jar" extract --layers --destination "$work/layers"
cp -rp "$work"/layers/*/. "$work/app"
cd "$work/app"
"$root/docker/train.sh"

read -ra options <<<"$(sed -n 's/^CMD \["java", \(.*\), "-jar", "coffer.jar"\]$/\1/p' "$root/Dockerfile" | tr -d '",')"
[ "${#options[@]}" -gt 0 ]
begun=$(date +%s%N)
java "${options[@]}" "$@" -XX:AOTMode=on -Xlog:aot,class+load:file="$work/jvm.log" -jar coffer.jar --server.address=127.0.0.1 --server.port=0 \
  --coffer.s3-door.port=0 --coffer.embedded.port=0 --coffer.data-dir="$work/data" >"$work/log" 2>&1 &
coffer=$!
for _ in $(seq 600); do
  port=$(sed -n 's/.*Tomcat started on port \([0-9]*\) .*/\1/p' "$work/log")
  [ -n "$port" ] && curl -sf -o /dev/null "http://127.0.0.1:$port/actuator/health/readiness" && break
  kill -0 "$coffer" || { tail -n 40 "$work/log"; exit 1; }
  sleep 0.1
done
ready=$((($(date +%s%N) - begun) / 1000000))
cpu=$(awk '{ print ($14 + $15) * 10 }' "/proc/$coffer/stat")

grep -q 'Mapped static *region #1' "$work/jvm.log" || { echo "The cache is not mapped"; exit 1; }
cached=$(grep -c 'source: shared objects file' "$work/jvm.log")
others=$(grep -c 'source: ' "$work/jvm.log")
echo "Ready after $ready ms and $cpu ms of CPU: $cached of $others classes from the cache"
[ $((cached * 10)) -gt $((others * 9)) ] || { echo "Fewer than nine of ten classes are from the cache"; exit 1; }
if [ -n "${IDLE:-}" ]; then
  sleep "$IDLE"
  grep VmRSS "/proc/$coffer/status"
fi
