package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs of API clients in a folder. Python programs find {@code clients/python}, TypeScript programs
 * {@code clients/typescript}, which is built once per process.
 */
record Programs(Path folder) {

    private static final Path FRONTEND = absolute("../frontend");
    private static final Path NODE_MODULES = FRONTEND.resolve("node_modules");
    private static final Path PYTHON_CLIENT = absolute("../clients/python");
    private static final Path TYPESCRIPT_CLIENT = absolute("../clients/typescript");
    private static final int TIMEOUT_SECONDS = 240;

    private static boolean typeScriptClientIsBuilt;

    /** What a Python program prints. */
    String python(Path program, String... arguments) throws IOException, InterruptedException {
        return run(
                Map.of("PYTHONPATH", PYTHON_CLIENT.toString()),
                Stream.concat(Stream.of("python3", "-B", program.toString()), Stream.of(arguments))
                        .toList());
    }

    /** What a TypeScript program prints, whose strict compilation must print nothing. */
    String typeScript(String source, String... arguments) throws IOException, InterruptedException {
        buildTypeScriptClient();
        Path modules = Files.createDirectories(folder.resolve("node_modules"));
        Files.createSymbolicLink(modules.resolve("nn-playground-client"), TYPESCRIPT_CLIENT);
        Files.createSymbolicLink(modules.resolve("@types"), NODE_MODULES.resolve("@types"));
        Files.writeString(folder.resolve("program.mts"), source);
        assertThat(compile("--strict", "--target", "es2023", "--module", "nodenext", "--types", "node", "program.mts"))
                .isEmpty();

        return run(
                Map.of(),
                Stream.concat(Stream.of("node", "program.mjs"), Stream.of(arguments))
                        .toList());
    }

    private void buildTypeScriptClient() throws IOException, InterruptedException {
        synchronized (Programs.class) {
            if (!typeScriptClientIsBuilt) {
                String printed = run(
                        Map.of(),
                        List.of("node", FRONTEND.resolve("scripts/client.mjs").toString()));
                assertThat(printed).doesNotContain("error");
                typeScriptClientIsBuilt = true;
            }
        }
    }

    /** What TypeScript's compiler prints. */
    String compile(String... arguments) throws IOException, InterruptedException {
        return run(
                Map.of(),
                Stream.concat(
                                Stream.of(
                                        "node",
                                        NODE_MODULES
                                                .resolve("typescript/bin/tsc")
                                                .toString()),
                                Stream.of(arguments))
                        .toList());
    }

    /** What a program prints, errors included. */
    String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
