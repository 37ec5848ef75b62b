#!/usr/bin/env bash
# Is anything lost when the server is killed? Kills the default process ten times at random moments while 20 batch and 10
# live jobs train, over the H2 file and over PostgreSQL, and compares all with undisturbed jobs, bit for bit: RestartTest
# with more of everything. bench/restarts.sh [SEED]; exit status 0 where nothing differed.
set -euo pipefail
cd "$(dirname "$0")/.."
seed="${1:-$RANDOM}"
exec ./mvnw -q -B -pl backend -Dexec.skip=true test-compile surefire:test -Dtest=RestartTest \
  -Drestarts.kills=10 -Drestarts.batch=20 -Drestarts.live=10 -Drestarts.epochs=15000 -Drestarts.seed="$seed"
