#!/usr/bin/env bash
# Is the jar in target what its source makes? Builds it once more, in another directory, and compares. Made by
# ./mvnw verify before, or by ./mvnw -DskipTests package.
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
first=$(ls "$root"/target/coffer-*.jar)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/src"
cp -r "$root"/{mvnw,.mvn,pom.xml,LICENSE,NOTICE} "$work"
cp -r "$root/src/main" "$work/src/main"
cd "$work"
./mvnw -B -q -Dmaven.test.skip=true package
second=$(ls "$work"/target/coffer-*.jar)

sha256sum "$first" "$second"
cmp -s "$first" "$second" && exit
echo "The second build made another jar. What differs:"
for jar in "$first" "$second"; do
  unzip -v "$jar" | awk 'NF >= 8 { print $7, $8, $5, $6 }' | sort >"$work/$(basename "$(dirname "$(dirname "$jar")")").list"
done
diff "$work"/*.list || true
exit 1
