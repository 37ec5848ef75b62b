#!/usr/bin/env bash
# Kills the server ten times at random moments while 20 batch and 10 live jobs train, over the H2 file and over PostgreSQL, and compares all
# jobs with undisturbed ones, bit for bit. A longer run of RestartIT. Results: docs/durability.md.
# Usage: bench/restarts.sh [SEED]. Exit status 0 if nothing differs.
set -euo pipefail
cd "$(dirname "$0")/.."
seed="${1:-$RANDOM}"
exec ./mvnw -q -B -pl backend -Dexec.skip=true test-compile surefire:test -Dtest=RestartIT \
  -Drestarts.kills=10 -Drestarts.batch=20 -Drestarts.live=10 -Drestarts.epochs=15000 -Drestarts.seed="$seed"
