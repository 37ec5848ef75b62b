package org.nnplayground.export;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs other programs to their end. */
final class Processes {

    private static final int TIMEOUT_SECONDS = 120;

    private Processes() {}

    /** The output of Python, errors included. */
    static String python(Path folder, String... arguments) throws IOException, InterruptedException {
        // Debian's own Python has Debian's packages; another one may come first on the path.
        String python = Files.exists(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
        return run(folder, List.of(python, "-B"), arguments);
    }

    /** The output of a class with a main method that needs only its own file and those of the other classes. */
    static String java(Path folder, List<Class<?>> needed, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        String classPath = Stream.concat(Stream.of(main), needed.stream())
                .map(type -> new File(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(
                folder,
                List.of(java, "--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-cp", classPath, main.getName()),
                arguments.toArray(String[]::new));
    }

    private static String run(Path folder, List<String> program, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
