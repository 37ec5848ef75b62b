#!/usr/bin/env bash
# Measures the latency of small writes and of GET / on an idle store and beside one job with 5 million parameters (bench/StoreLatency.java).
# Results: docs/performance.md. Usage: bench/store_latency.sh [--before=CHECKOUT] [--seconds=N] [--rounds=N]. Needs Java 25.
set -euo pipefail
cd "$(dirname "$0")/.."
source bench/class_path.sh

arguments=()
for argument in "$@"; do
  case "$argument" in
    --before=*) arguments+=("--before=$(class_path "${argument#--before=}")") ;;
    *) arguments+=("$argument") ;;
  esac
done
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" bench/StoreLatency.java "--now=$(class_path .)" ${arguments[@]+"${arguments[@]}"}
