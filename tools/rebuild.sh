#!/usr/bin/env bash
# Builds the site a second time, in another folder and from nothing, and compares the sums of all files with dist/.
# Needs dist/ of the present sources; tools/test.sh calls it.
set -euo pipefail
cd "$(dirname "$0")/.."

other=$(mktemp -d)
trap 'rm -rf "$other"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$other"
ln -s "$PWD/node_modules" "$other/node_modules"
(cd "$other" && tools/build.sh >/dev/null)
if diff dist/SHA256SUMS "$other/dist/SHA256SUMS"; then
    printf 'Built twice, in two folders: all %d files have the same bytes.\n' "$(wc -l <dist/SHA256SUMS)"
else
    echo "Two builds of the same sources differ: see the lines above." >&2
    exit 1
fi
