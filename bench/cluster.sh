#!/usr/bin/env bash
# Does anybody notice when trainers die? Two web nodes and two trainers, each a process of its own, over PostgreSQL and
# Redis; 40 jobs train while trainers are killed ten times at random moments, and all are compared with undisturbed jobs,
# bit for bit: ClusterTest with more of everything. bench/cluster.sh [SEED]; exit status 0 where nothing differed.
set -euo pipefail
cd "$(dirname "$0")/.."
seed="${1:-$RANDOM}"
exec ./mvnw -q -B -pl backend -Dexec.skip=true test-compile surefire:test -Dtest='ClusterTest#trainersAreKilled*' \
  -Dcluster.kills=10 -Dcluster.batch=28 -Dcluster.live=12 -Dcluster.epochs=60000 -Dcluster.seed="$seed"
