package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.ServerTest;

/**
 * Compiles the clients that openapi-generator has made of {@code docs/openapi.json}, and runs the same program with
 * each: it submits a batch job, reads its results, controls a live job, is refused, and deletes both.
 */
class GeneratedClientsIT extends ServerTest {

    private static final String PRINTED = """
            batch job: succeeded after 20 epochs
            spec: circle, adam, 2 layers
            history: 21 losses
            parameters: 2 layers
            outputs: 2
            listed: true
            stream: true
            live job: paused after 2 epochs
            refused: 422 /problems/invalid-request /spec/features/0
            deleted: 404 /problems/not-found
            """;

    /** The build generates them before the integration tests. */
    private static final Path CLIENTS = Path.of("target/clients").toAbsolutePath();

    private static final Path PROGRAMS = Path.of("src/test/resources/clients").toAbsolutePath();
    private static final Path NODE_MODULES =
            Path.of("../frontend/node_modules").toAbsolutePath().normalize();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin").resolve("java").toString();

    /** Debian's Python has the packages, but another one may come first. */
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    @TempDir
    private Path folder;

    @Test
    void thePythonClientDoesAWholeRound() throws Exception {
        List<String> pythons = PYTHONS.stream()
                .filter(python -> runs(python, "-c", "import dateutil, pydantic, typing_extensions, urllib3"))
                .toList();
        assumeTrue(
                !pythons.isEmpty(),
                "no Python with the packages of a generated client: install python3-pydantic, python3-urllib3 and"
                        + " python3-dateutil");
        Path program = PROGRAMS.resolve("round.py");

        String printed = new Programs(client("python"))
                .run(
                        Map.of("PYTHONPATH", client("python").toString()),
                        withServer(pythons.getFirst(), program.toString()));

        assertThat(printed).isEqualTo(PRINTED);
    }

    @Test
    void theTypeScriptClientForFetchDoesAWholeRound() throws Exception {
        assertThat(runTypeScript("fetch")).isEqualTo(PRINTED);
    }

    @Test
    void theTypeScriptClientForAxiosDoesAWholeRound() throws Exception {
        assertThat(runTypeScript("axios")).isEqualTo(PRINTED);
    }

    private String runTypeScript(String kind) throws IOException, InterruptedException {
        Path client = client(kind);
        Path modules = client.resolve("node_modules");
        if (!Files.exists(modules, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(modules, NODE_MODULES);
        }
        Files.writeString(client.resolve("package.json"), "{\"type\": \"module\"}");
        Files.writeString(client.resolve("round.ts"), Files.readString(PROGRAMS.resolve("round-" + kind + ".ts")));
        var programs = new Programs(client);

        String errors = programs.compile(
                "--strict",
                "--target",
                "es2023",
                "--module",
                "nodenext",
                "--types",
                "node",
                "--skipLibCheck",
                "round.ts");
        assertThat(errors).isEmpty();

        return programs.run(Map.of(), withServer("node", "round.js"));
    }

    @Test
    void theJavaClientDoesAWholeRound() throws Exception {
        String libraries = System.getProperty("java.class.path");
        var compile = new ArrayList<String>(
                List.of("-nowarn", "-Xlint:none", "-proc:none", "-d", folder.toString(), "-cp", libraries));
        try (Stream<Path> sources = Files.walk(client("java").resolve("src/main/java"))) {
            sources.map(Path::toString)
                    .filter(source -> source.endsWith(".java"))
                    .forEach(compile::add);
        }
        compile.add(PROGRAMS.resolve("Round.java").toString());
        Path arguments = Files.write(client("java").resolve("arguments"), compile);
        String compiler = Path.of(JAVA).resolveSibling("javac").toString();

        assertThat(new Programs(folder)
                        .run(Map.of(), List.of(compiler, "@" + arguments))
                        .lines()
                        .filter(line -> !line.startsWith("Note: ")))
                .isEmpty();

        assertThat(new Programs(folder)
                        .run(Map.of(), withServer(JAVA, "-cp", folder + File.pathSeparator + libraries, "Round")))
                .isEqualTo(PRINTED);
    }

    @Test
    void theGoClientDoesAWholeRound() throws Exception {
        assumeTrue(runs("go", "version"), "no Go: install golang-go");
        Path client = client("go");
        Path program = Files.createDirectories(client.resolve("round"));
        Files.writeString(program.resolve("main.go"), Files.readString(PROGRAMS.resolve("round.go")));

        // Without a proxy: the client needs the standard library only.
        String printed = new Programs(client)
                .run(
                        Map.of("GOFLAGS", "-mod=mod", "GOPROXY", "off", "GOTOOLCHAIN", "local"),
                        withServer("go", "run", "./round"));

        assertThat(printed).isEqualTo(PRINTED);
    }

    private static Path client(String name) {
        Path client = CLIENTS.resolve(name);
        assertThat(client).as("generated by ./mvnw verify").isDirectory();
        return client;
    }

    private List<String> withServer(String... command) {
        return Stream.concat(
                        Stream.of(command),
                        Stream.of("http://localhost:" + port(), school.substring("Bearer ".length())))
                .toList();
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
