#!/usr/bin/env bash
# Measures the cost of live jobs in a cluster (bench/ClusterCost.java), or of requests in it (bench/RequestCost.java). Results: docs/scale.md.
# Usage: bench/cluster_cost.sh [jobs|requests] [--before=CHECKOUT] [OPTION...]. Needs Java 25 and Linux.
set -euo pipefail
cd "$(dirname "$0")/.."

# Compiles a checkout and prints its class path, with the test dependencies.
class_path() {
  (cd "$1" && ./mvnw -q -B -ntp -pl backend -Dexec.skip=true test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile=target/bench-class-path)
  echo "$(cd "$1" && pwd)/backend/target/classes:$(cat "$1/backend/target/bench-class-path")"
}

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
