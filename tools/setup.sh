#!/usr/bin/env bash
# Sets up what a command needs, and says so; what is there already is left alone and not mentioned.
# usage: tools/setup.sh build|test|bench
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }
stop() { printf 'Cannot go on: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- Rust -----------------------------------------------------------------------------------------------------------

rust_target() {
    has cargo || stop "Rust is missing. Install it from https://rustup.rs/, then run this again."
    [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ] && return
    has rustup || stop "the Rust target wasm32-unknown-unknown is missing, and there is no rustup to add it."
    say "Adding the Rust target wasm32-unknown-unknown (seconds)"
    rustup target add wasm32-unknown-unknown
}

rust_component() { # command, component
    "$1" --version >/dev/null 2>&1 && return
    has rustup || stop "$2 is missing, and there is no rustup to add it."
    say "Adding $2 to the Rust tool chain (seconds)"
    rustup component add "$2"
}

# Trunk builds offline, so that it downloads no tools of its own; its packages must be there before.
crates() {
    cargo fetch --locked --offline --quiet 2>/dev/null && return
    say "Fetching the Rust packages of Cargo.lock (up to a minute)"
    cargo fetch --locked
}

# The version of wasm-bindgen stands in Cargo.lock; the command-line tool must be the very same one.
wasm_bindgen_version() { sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock; }
trunk_version=0.21.14

# Quick to compile rather than quick to run: these are tools that run for a second.
install_tool() {
    CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install --root "$SOJOURN_TOOLS" "$@"
}

is_version() { # command, version
    [ "$("$SOJOURN_TOOLS/bin/$1" --version 2>/dev/null | awk '{ print $2 }')" = "$2" ]
}

rust_tools() {
    local bindgen
    bindgen=$(wasm_bindgen_version)
    [ -n "$bindgen" ] || stop "Cargo.lock names no version of wasm-bindgen."
    has cc || debian "a C linker" gcc libc6-dev
    if ! is_version wasm-bindgen "$bindgen"; then
        say "Installing wasm-bindgen $bindgen into $SOJOURN_TOOLS (about 3 minutes, once)"
        install_tool wasm-bindgen-cli --version "$bindgen" # without --locked: its lock is older than the registry
    fi
    if ! is_version trunk "$trunk_version"; then
        say "Installing Trunk $trunk_version into $SOJOURN_TOOLS (about 5 minutes, once)"
        install_tool --locked trunk --version "$trunk_version" --no-default-features --features rustls
    fi
}

# Looks after licences, sources and known vulnerabilities of the Rust packages; for the tests.
cargo_deny_version=0.20.2

cargo_deny() {
    is_version cargo-deny "$cargo_deny_version" && return
    say "Installing cargo-deny $cargo_deny_version into $SOJOURN_TOOLS (about 4 minutes, once)"
    install_tool --locked cargo-deny --version "$cargo_deny_version" --no-default-features
}

# --- Node -----------------------------------------------------------------------------------------------------------

node_packages() { # folder, what for
    has node && has npm || stop "Node.js with npm is missing (version 20 or later)."
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "Node.js is $(node -v); 20 or later is needed."
    # npm writes this file last, so it is as new as the finished installation.
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
    say "Installing $2 from npm (up to a minute)"
    (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit)
    touch "$1/node_modules/.package-lock.json"
}

# --- Debian ---------------------------------------------------------------------------------------------------------

debian() { # what it is, packages…
    local what=$1 sudo=""
    shift
    has apt-get || stop "$what is missing. Install it (on Debian: apt-get install $*), then run this again."
    if [ "$(id -u)" -ne 0 ]; then
        has sudo || stop "$what is missing. As root, run: apt-get install $*"
        sudo=sudo
    fi
    say "Installing $what with apt-get: $* (a minute or two)"
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@"
}

browser() {
    if [ -n "${CHROMIUM:-}" ]; then
        [ -x "$CHROMIUM" ] || stop "CHROMIUM=$CHROMIUM is not a program."
    elif ! has chromium; then
        debian "Chromium" chromium
    fi
    if [ "$1" = with-driver ] && [ -z "${CHROMEDRIVER:-}" ] && ! has chromedriver; then
        debian "ChromeDriver" chromium-driver
    fi
    # Without them Chinese text is drawn as boxes; tests pass all the same.
    if has fc-list && [ -z "$(fc-list :lang=zh 2>/dev/null)" ]; then
        debian "Chinese fonts" fonts-noto-cjk
    fi
}

# --------------------------------------------------------------------------------------------------------------------

: "${SOJOURN_TOOLS:=$HOME/.cache/sojourn/tools}"
case "${1:-}" in
    build)
        rust_target
        crates
        node_packages . "the build and test tools"
        rust_tools
        ;;
    test)
        "$0" build
        rust_component cargo-clippy clippy
        rust_component cargo-fmt rustfmt
        cargo_deny
        browser with-driver
        ;;
    bench)
        node_packages tests/bench "DuckDB-WASM, to compare with,"
        browser without-driver
        ;;
    *) stop "say what for: build, test or bench." ;;
esac
