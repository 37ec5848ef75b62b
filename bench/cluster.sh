#!/usr/bin/env bash
# Kills trainers ten times at random moments while 40 jobs train on two web nodes and two trainers (four processes over PostgreSQL), and
# compares all jobs with undisturbed ones, bit for bit. A longer run of ClusterIT. Results: docs/cluster.md.
# Usage: bench/cluster.sh [SEED]. Exit status 0 if nothing differs.
set -euo pipefail
cd "$(dirname "$0")/.."
seed="${1:-$RANDOM}"
exec ./mvnw -q -B -pl backend -Dexec.skip=true test-compile surefire:test -Dtest='ClusterIT#afterKillsOfTrainers*' \
  -Dcluster.kills=10 -Dcluster.batch=28 -Dcluster.live=12 -Dcluster.epochs=60000 -Dcluster.seed="$seed"
