#!/usr/bin/env bash
# Builds the static site into dist/ and prints what it weighs. Needs tools/setup.sh build; `make build` does both.
set -euo pipefail
cd "$(dirname "$0")/.."

source tools/reproducible.sh

# Trunk takes NO_COLOR for a switch with a value of its own and stops at the usual "1".
env -u NO_COLOR trunk build --release
node tools/sizes.mjs dist
