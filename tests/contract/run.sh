#!/bin/sh
# Holds the OpenAPI document against the server with schemathesis: all phases, all checks. Not part of ./test. See README.md.
#   tests/contract/run.sh [SEED …]        seeds 1, 2 and 3 by default
#   BIN=…       the program (default: target/debug/magnetite, built if it is not there)
#   EXAMPLES=…  cases an operation and phase (default 100)
#   VENV=…      where schemathesis is installed (default: ~/.cache/magnetite-schemathesis)
#   OPTIONS=…   more for schemathesis, such as "--include-tag Jobs"
set -eu
cd "$(dirname "$0")/../.."
seeds=${*:-1 2 3}
bin=${BIN:-target/debug/magnetite}
venv=${VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/magnetite-schemathesis}

[ -x "$bin" ] || cargo build --quiet
if [ ! -x "$venv/bin/schemathesis" ]; then
    echo "installing schemathesis from PyPI into $venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet "schemathesis==4.32.5"
fi

folder=""
server=""
clean_up() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    [ -z "$folder" ] || rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# No site is read: the keys are test keys, and whatever asked for one all the same would find a closed port.
export MAGNETITE_LISTEN=127.0.0.1:0 MAGNETITE_LOG=warn MAGNETITE_WORKERS=1 MAGNETITE_RESEARCH_ORIGIN_OVERRIDES="*=http://127.0.0.1:9"
member() { python3 -c 'import json,sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
wide='{"limit": 1000000, "burst": 1000000}'

failed=0
for seed in $seeds; do
    # Each seed meets a server that no other has changed.
    clean_up
    folder=$(mktemp -d)
    export MAGNETITE_DATA_DIR="$folder"
    owner=$(printf 'correct horse battery' | "$bin" setup --email owner@acme.example --password-stdin --workspace Acme --project Spring --json)
    live=$(printf '%s' "$owner" | member apiKey)
    key=$("$bin" keys create --project spring --name contract --test --json | member apiKey)
    "$bin" serve --json >"$folder/listening" 2>"$folder/log" &
    server=$!
    tries=0
    until [ -s "$folder/listening" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { cat "$folder/log" >&2; exit 1; }
        sleep 0.1
    done
    base=$(head -n 1 "$folder/listening" | member listening)
    # Wide limits, so that the answers are not all 429.
    curl -sS -o "$folder/limits" -w 'limits: HTTP %{http_code}\n' -X PATCH "$base/api/projects/spring" -H "Authorization: Bearer $live" \
        -H "Content-Type: application/json" -d "{\"limits\": {\"generate\": $wide, \"status\": $wide, \"other\": $wide}}"
    # A change of the project may set its limits to one request a minute, and what comes after it would learn nothing: it goes last.
    for which in --exclude-operation-id --include-operation-id; do
        echo "== seed $seed ($which updateProject)"
        # shellcheck disable=SC2086
        "$venv/bin/schemathesis" --config-file tests/contract/schemathesis.toml run "$base/api/openapi.json" --url "$base/api" \
            -H "Authorization: Bearer $key" --checks all --mode all --phases examples,coverage,fuzzing,stateful "$which" updateProject \
            --max-examples "${EXAMPLES:-100}" --seed "$seed" --continue-on-failure --generation-database none --request-timeout 70 \
            --no-color ${OPTIONS:-} || failed=1
    done
    echo "== what the server had to say"
    grep -v '^$' "$folder/log" | tail -n 20 || true
done
exit $failed
