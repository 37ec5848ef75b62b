#!/usr/bin/env bash
# Causes three database outages of 30 seconds while jobs train: a full disk under the H2 file, a stopped PostgreSQL, a suspended PostgreSQL.
# A longer run of OutageIT. Results: docs/durability.md.
# Usage: bench/outages.sh. Exit status 0 if every job ends as an undisturbed one does.
set -euo pipefail
cd "$(dirname "$0")/.."
exec ./mvnw -q -B -pl backend -Dexec.skip=true test-compile surefire:test -Dtest=OutageIT -Doutages.seconds=30
