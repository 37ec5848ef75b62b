#!/usr/bin/env bash
# Tries to exhaust the memory of the packaged server: ten large jobs with a heap of 1 GB, and twelve parallel requests with 100,000 inline
# samples each with a heap of 200 MB. Afterwards the server must serve, or have exited and serve after a restart. Results: docs/durability.md.
# Usage: bench/memory.sh [ROUNDS] [JAR]. Default: 10 rounds. Exit status 0 if it does so in every round.
set -euo pipefail
cd "$(dirname "$0")/.."
exec java bench/MemoryLimits.java "$@"
