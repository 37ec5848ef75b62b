# Sourced by the programs that measure two versions.

# Compiles a checkout and prints its class path, with the test dependencies.
class_path() {
  (cd "$1" && ./mvnw -q -B -ntp -pl backend -Dexec.skip=true test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile=target/bench-class-path)
  echo "$(cd "$1" && pwd)/backend/target/classes:$(cat "$1/backend/target/bench-class-path")"
}
