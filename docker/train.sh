#!/usr/bin/env bash
# Makes coffer.aot, from which Java 25 starts Coffer with its classes read, linked and profiled already. Run it in the
# directory of coffer.jar and lib, with the very Java that will start them: the cache is good for these alone.
#
# It starts Coffer, backs up, lists and restores with it, and stops it, so that the cache has what real work needs.
# Needs curl. Listens on the loopback address only, and leaves nothing behind but the cache.
set -eu

work=$(mktemp -d)
coffer=
trap '[ -z "$coffer" ] || kill "$coffer" 2>/dev/null || true; rm -rf "$work"' EXIT

failed() {
  echo "train.sh: $1" >&2
  tail -n 40 "$work/log" >&2
  exit 1
}

rm -f coffer.aot
# The collector that writes objects to the cache, whatever the builder would get; all but ZGC read them
java -XX:AOTCacheOutput=coffer.aot -XX:+UseG1GC -jar coffer.jar --server.address=127.0.0.1 --server.port=0 --coffer.s3-door.port=0 \
  --coffer.embedded.enabled=true --coffer.embedded.port=0 --coffer.data-dir="$work/data" >"$work/log" 2>&1 &
coffer=$!

port=
for _ in $(seq 600); do
  port=$(sed -n 's/.*Tomcat started on port \([0-9]*\) .*/\1/p' "$work/log")
  [ -z "$port" ] && kill -0 "$coffer" 2>/dev/null || break
  sleep 0.2
done
[ -n "$port" ] || failed "Coffer did not start"

url=http://127.0.0.1:$port
token="Authorization: Bearer $(cat "$work/data/admin-token")"
ask() {
  curl -sSf --retry 60 --retry-connrefused --retry-delay 1 "$@" || failed "curl $*"
}
ask -o "$work/ready" "$url/actuator/health/readiness"

# Sizes of one request and of several parts; a file says its length, standard input does not
head -c 100000 /dev/urandom | gzip >"$work/small.gz"
head -c 20000000 /dev/urandom | gzip >"$work/large.gz"
for archive in small small small small large; do
  key=$(ask -X POST -H "$token" -T "$work/$archive.gz" "$url/backups?application=training" |
    sed -n 's/.*"key":"\([^"]*\)".*/\1/p')
  ask -o "$work/list" -H "$token" "$url/backups?limit=10"
  grep -q "\"$key\"" "$work/list" || failed "$key is not in the list"
  ask -o "$work/latest" -H "$token" "$url/backups/latest"
  restore=$(ask -X POST -H "$token" "$url/backups/$key/restore" | sed -n 's/.*"url":"\([^"]*\)".*/\1/p')
  ask -o "$work/restored" "$restore"
  cmp "$work/$archive.gz" "$work/restored" || failed "the restored archive is another"
done
ask -o "$work/answer" -X POST -H "$token" -H 'Content-Type: application/gzip' -T - \
  "$url/backups?application=training" <"$work/large.gz"
ask -o "$work/metrics" -H "$token" "$url/actuator/prometheus"

kill "$coffer"
status=0
wait "$coffer" || status=$?
coffer=
[ "$status" -eq 143 ] || failed "Coffer ended with $status"

# "on": Java refuses to start where it cannot use the cache, instead of starting without it
java -XX:AOTCache=coffer.aot -XX:AOTMode=on -Xlog:aot:file="$work/log" -cp coffer.jar -version >/dev/null 2>&1 ||
  failed "the cache cannot be used"
grep -q 'Mapped static *region #1' "$work/log" || failed "the cache is not mapped"
ls -l coffer.aot
