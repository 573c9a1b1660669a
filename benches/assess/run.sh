#!/usr/bin/env bash
# Times agreement in teams, the random-intercept model and alpha beside R: run.sh [SCHOOLS] [PEOPLE] [FOLDER]. Needs R with the
# packages multilevel, lme4 and psych (Debian: r-cran-multilevel r-cran-lme4 r-cran-psych). Every figure must be the same, or the run stops.
set -euo pipefail
cd "$(dirname "$0")/../.."
schools=${1:-10000} people=${2:-30} folder=${3:-target/assess}
mkdir -p "$folder"
cargo build --release --quiet -p leerkring-benches --bin assess
file="$folder/$schools-$people.csv"
target/release/assess make "$schools" "$people" "$file"
for round in 1 2 3; do
    printf '\nround %s: %s schools, %s people each; load %s\n' "$round" "$schools" "$people" "$(cut -d' ' -f1 /proc/loadavg)"
    target/release/assess score "$file" "$folder/ours.csv"
    Rscript benches/assess/peers.R "$file" "$folder/ours.csv"
done
