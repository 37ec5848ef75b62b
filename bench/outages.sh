#!/usr/bin/env bash
# What does an outage of the database cost? A full disk under the H2 file, a PostgreSQL that is stopped and started again,
# and one that hangs, each for 30 seconds while jobs train: OutageTest with longer outages. Exit status 0 where every job
# ended as undisturbed ones do.
set -euo pipefail
cd "$(dirname "$0")/.."
exec ./mvnw -q -B -pl backend -Dexec.skip=true test-compile surefire:test -Dtest=OutageTest -Doutages.seconds=30
