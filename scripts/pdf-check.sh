#!/usr/bin/env bash
# Has readers of other people look at the PDFs: poppler, pikepdf, and two checkers of PDF/UA-1 from the public package index. Not part of CI.
#
#   scripts/pdf-check.sh                    sets every sample in every theme, A4, Letter and slides, and reads them
#   scripts/pdf-check.sh DOCUMENT.json…     these documents
#   MAGNETITE_CHECK_SET=FOLDER scripts/pdf-check.sh    reads what stands in FOLDER already (NAME-THEME-FORM.pdf and NAME-THEME-document.json)
#
# MAGNETITE_CHECK_QUICK=1 leaves out the two checkers, which take seconds for each file. What is read is told in pdf-check.py. veraPDF is asked too where it is on the PATH.
set -euo pipefail
cd "$(dirname "$0")/.."

folder="${MAGNETITE_CHECK_FOLDER:-target/pdf-check}"
set="${MAGNETITE_CHECK_SET:-$folder/set}"
mkdir -p "$folder"
if [ ! -x "$folder/venv/bin/python" ]; then python3 -m venv "$folder/venv"; fi
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pikepdf==10.18.0 outloud==0.2.1 pdfua==0.1.3
if [ -z "${MAGNETITE_CHECK_SET:-}" ]; then
    if [ $# -eq 0 ]; then
        set -- crates/magnetite-document/assets/samples/*.json crates/magnetite-document/examples/scripts/*.json
    fi
    cargo run --quiet -p magnetite-document --example set -- "$folder/set" "$@"
fi
"$folder/venv/bin/python" scripts/pdf-check.py "$set" "$folder/venv/bin"
if command -v verapdf >/dev/null; then verapdf --flavour ua1 --format text "$set"/*.pdf; else echo "veraPDF: not on this machine"; fi
