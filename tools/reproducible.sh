# What makes two builds of the same sources give the same bytes, wherever they are built. Sourced by those who build.

# The programs name no folder of this machine. Added to the flags in .cargo/config.toml.
flags=
for folder in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
    flags+=" --remap-path-prefix=$folder=crates"
done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=${flags# }
# Arrow's hash tables are seeded while they are compiled (const-random): with this, always alike.
export CONST_RANDOM_SEED=sojourn
