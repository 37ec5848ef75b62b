#!/usr/bin/env bash
# Measures how long a one-epoch job takes while jobs of another caller occupy the queue (bench/FairQueue.java). Results: docs/performance.md.
# Usage: bench/fair_queue.sh [JAR or CLASS PATH] [LIMIT in seconds]. Needs Java 25, and backend/target/nn-playground.jar by default.
set -euo pipefail
cd "$(dirname "$0")/.."
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" bench/FairQueue.java "$@"
