# Daily work. `just` alone lists the recipes.
default:
    @just --list

# What a fresh machine needs, installed and said by the test script itself.
setup:
    ./test house

# The server on ./data, with debug logs.
dev:
    MAGNETITE_LOG=magnetite=debug,info cargo run -- serve

# Quick: types and lints.
check:
    cargo clippy --workspace --all-targets -- -D warnings

# Tests whose name contains NAME.
test NAME="":
    ./test {{NAME}}

# Exactly what CI runs.
ci:
    .ci/run

# The figures that the README quotes.
bench:
    cargo build --release
    python3 benches/bench.py
