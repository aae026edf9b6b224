#!/usr/bin/env bash
# Builds the static site into dist/ and prints what it weighs. Needs tools/setup.sh build; `make build` does both.
set -euo pipefail
cd "$(dirname "$0")/.."

# The same bytes wherever it is built: the programs name no folder of this machine. Added to the flags in .cargo/config.toml.
flags=
for folder in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
    flags+=" --remap-path-prefix=$folder=crates"
done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=${flags# }
# Arrow's hash tables are seeded while they are compiled (const-random): with this, always alike.
export CONST_RANDOM_SEED=sojourn

# Trunk takes NO_COLOR for a switch with a value of its own and stops at the usual "1".
env -u NO_COLOR trunk build --release
node tools/sizes.mjs dist
