#!/usr/bin/env bash
# Times reading a large export beside Polars and DuckDB: run.sh [ROWS] [FOLDER]. Needs Python with polars and duckdb (as
# PYTHON, if it is not python3), and GNU time. Every answer must be the same, or the run stops.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=${1:-10000000} folder=${2:-target/reading} python=${PYTHON:-python3}
mkdir -p "$folder"
cargo build --release --quiet -p leerkring-benches --bin reading
for style in bare quoted; do
    file="$folder/$style.csv"
    # Whole or not at all: a file of an interrupted run would be taken for one.
    if [ ! -f "$file" ]; then
        target/release/reading make "$rows" "$file.part" $([ $style = quoted ] && echo --quoted)
        mv "$file.part" "$file"
    fi
    printf '\n%s: %s rows, %s bytes\n' "$style" "$rows" "$(stat -c %s "$file")"
    for round in 1 2 3; do
        /usr/bin/time -f 'leerkring: %e s wall, %U + %S s processor, %M kB' \
            target/release/reading count "$file" "$folder/leerkring.out" 2>&1 | grep wall
        for peer in polars duckdb; do
            POLARS_MAX_THREADS=2 "$python" benches/reading/peers.py $peer "$file" "$folder/$peer.out"
            LC_ALL=C sort "$folder/$peer.out" | cmp - "$folder/leerkring.out"
        done
    done
done
