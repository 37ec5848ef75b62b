#!/usr/bin/env bash
# Measures the cost of live jobs in a cluster (bench/ClusterCost.java), or of requests in it (bench/RequestCost.java). Results: docs/scale.md.
# Usage: bench/cluster_cost.sh [jobs|requests] [--before=CHECKOUT] [OPTION...]. Needs Java 25 and Linux.
set -euo pipefail
cd "$(dirname "$0")/.."

source bench/class_path.sh

program=ClusterCost
case "${1:-}" in
  jobs) shift ;;
  requests) program=RequestCost; shift ;;
esac
arguments=()
for argument in "$@"; do
  case "$argument" in
    --before=*) arguments+=("--before=$(class_path "${argument#--before=}")") ;;
    *) arguments+=("$argument") ;;
  esac
done
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dlogback.configurationFile=bench/logback.xml -cp "$(class_path .)" \
  "bench/$program.java" ${arguments[@]+"${arguments[@]}"}
