#!/bin/sh
# Fetches the front-end libraries as package-lock.json pins them, and bundles them into the package.
# Usage: frontend/set-up.sh BIN, where BIN is the folder of the environment's programs. Without Node 18 or newer on
# the path, Node comes from the Python index into that environment.
set -eu
cd "$(dirname "$0")"
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 18 ? 1 : 0)' 2>/dev/null || ! command -v npm >/dev/null; then
  "$1/pip" install -q --disable-pip-version-check --require-hashes -r requirements.lock
  PATH="$1:$PATH"
fi
npm ci --no-progress --fetch-retries=1 --fetch-timeout=30000
node bundle.mjs
