#!/usr/bin/env bash
# Builds the program that holds the log a second time, in another folder and from nothing, and compares its bytes; with
# `all`, every file of the site. Needs dist/ of the present sources; tools/test.sh calls it.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/reproducible.sh

other=$(mktemp -d)
trap 'rm -rf "$other"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$other"
ln -s "$PWD/node_modules" "$other/node_modules"

if [ "${1:-}" = all ]; then
    (cd "$other" && tools/build.sh >/dev/null)
    first=dist/SHA256SUMS
    second=$other/$first
else
    (cd "$other" && CARGO_TARGET_DIR=target cargo build --locked --quiet --target wasm32-unknown-unknown \
        --profile worker --features browser --bin sojourn-worker)
    program=wasm32-unknown-unknown/worker/sojourn-worker.wasm
    first=${CARGO_TARGET_DIR:-target}/$program
    second=$other/target/$program
fi
if ! cmp "$first" "$second"; then
    echo "Two builds of the same sources differ." >&2
    exit 1
fi
echo "Built twice, in two folders: the bytes are the same."
