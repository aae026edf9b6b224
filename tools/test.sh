#!/usr/bin/env bash
# All checks, quick ones first; ends at the first that fails. Needs tools/setup.sh test; `make test` does both.
set -euo pipefail
cd "$(dirname "$0")/.."

# From nothing to nothing: what only later builds and debuggers would use costs time.
[ -z "${CI:-}" ] || export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

step() { # name, command…: runs it, keeps what it prints under the name
    local name=$1
    shift
    printf '\n\033[1m▸ %s\033[0m\n' "$name"
    "$@" 2>&1 | tee "$out/$name"
}

# The numbers that stand before a word, summed over the runner's closing lines.
count() { # name, word
    [ -f "$out/$1" ] || { echo 0; return; }
    sed 's/\x1b\[[0-9;]*m//g' "$out/$1" | awk -v word="$2" '
        /test result:|Summary \[|^ +[0-9]+ (passed|skipped|flaky)/ {
            for (i = 2; i <= NF; i++) if ($i ~ "^" word && $(i - 1) ~ /^[0-9]+$/) sum += $(i - 1)
        }
        END { print sum + 0 }'
}

step "Format" cargo fmt --check
step "Lints, engine" cargo clippy --locked --all-targets -- -D warnings
step "Lints, page and worker" \
    cargo clippy --locked --target wasm32-unknown-unknown --features ui --lib --bins -- -D warnings

# The sources are on the machine, so none of this asks the network. Only `cargo deny fetch` brings the list of known
# vulnerabilities, which changes daily.
step "Licences, sources and bans" cargo-deny --locked --offline --all-features check --hide-inclusion-graph bans licenses sources
if compgen -G "${CARGO_HOME:-$HOME/.cargo}/advisory-dbs/advisory-db-*/" >/dev/null; then
    step "Known vulnerabilities" cargo-deny --locked --offline --all-features check advisories
else
    printf '\nKnown vulnerabilities were not looked for: there is no list of them here (cargo deny fetch gets it).\n'
fi

if cargo nextest --version >/dev/null 2>&1; then
    step "Native tests" cargo nextest run --locked --features ui --no-tests=warn
else
    step "Native tests" cargo test --locked --features ui --lib --tests
fi
step "Broken input, for a minute each" env SOJOURN_FUZZ_SECONDS=60 cargo test --locked --features ui --test fuzz

if [ -f tests/web.rs ]; then
    export CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver)}
    step "Tests of the page's parts in the browser" \
        cargo test --locked --profile dev --target wasm32-unknown-unknown --features ui --test web
fi

step "Build" tools/build.sh
step "Build again, elsewhere" tools/rebuild.sh
step "Types of the JavaScript module" tsc --project tests/browser/tsconfig.json
step "The built site in the browser" playwright test --config tests/browser/playwright.config.mjs

native=$(count "Native tests" passed)
parts=$(count "Tests of the page's parts in the browser" passed)
site=$(count "The built site in the browser" passed)
skipped=$(count "The built site in the browser" skipped)
printf '\nAll %d tests passed: %d native, %d of parts and %d of the built site in the browser' \
    $((native + parts + site)) "$native" "$parts" "$site"
[ "$skipped" -eq 0 ] || printf '; %d skipped' "$skipped"
printf '.\n'
