#!/usr/bin/env bash
# Takes the tour of the README as a reader does: runs its ```bash blocks in order, in one shell,
# against a Coffer that is running, and stops at the first command that fails.
#
#   COFFER_URL       where that Coffer answers; http://localhost:8080 by default
#   COFFER_DATA_DIR  its data directory; ./data by default
set -euo pipefail
cd "$(dirname "$0")/../../.."

tour=$(sed -n '/^```bash$/,/^```$/ { /^```/!p }' README.md)
tour=${tour//http:\/\/localhost:8080/${COFFER_URL:-http://localhost:8080}}
tour=${tour//data\/admin-token/${COFFER_DATA_DIR:-data}/admin-token}

# A refusal ends the tour, and its problem document is shown
curl() {
  command curl --fail-with-body "$@"
}

mkdir -p target
eval "$tour"
echo "The tour went well."
