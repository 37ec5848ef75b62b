package org.nnplayground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No other build compiles the benchmarks. */
class BenchmarksTest {

    private static final Path BENCHMARKS = Path.of("..", "bench");

    @TempDir
    Path classes;

    @Test
    void theBenchmarkOfTheEngineCompilesWithTheEngine() throws IOException {
        try (Stream<Path> files = Files.walk(BENCHMARKS.resolve("src"))) {
            assertThat(errors(files)).isEmpty();
        }
    }

    @Test
    void theOtherProgramsCompile() throws IOException {
        try (Stream<Path> files = Files.list(BENCHMARKS)) {
            assertThat(errors(files)).isEmpty();
        }
    }

    private List<String> errors(Stream<Path> files) throws IOException {
        List<Path> programs =
                files.filter(file -> file.toString().endsWith(".java")).toList();
        assertThat(programs).isNotEmpty();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(found, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
            compiler.getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(programs))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }
}
