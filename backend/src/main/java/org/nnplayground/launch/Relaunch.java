package org.nnplayground.launch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Replaces the process of {@code java -jar X.jar} by one of the extracted jar with its AOT cache, if {@code X.start} is
 * valid.
 *
 * <p>It calls {@code execve}: the process keeps its id, environment, folder and streams, so signals and the exit status
 * need no forwarding. Only on Linux. If anything is missing or unusual, the process goes on as it is, which is slower
 * but otherwise the same.
 */
public final class Relaunch {

    /**
     * Returns unused memory to the system: freed native memory every 10 s, and what the Java heap needs no more after a
     * garbage collection, which an idle process does once a minute (docs/decisions/0070).
     */
    static final List<String> MEMORY = List.of(
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:G1PeriodicGCInterval=60000",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30");

    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /**
     * Options under which the AOT cache is usable. Others, such as those of agents and modules, keep the process as it
     * is.
     */
    private static final Pattern USABLE = Pattern.compile(
            "-D.*|-Xm[nsx].*|-Xss.*|-Xlog:.*|-Xint|-ea|-da|-server|-XX:.*|" + Pattern.quote(NATIVE_ACCESS));

    private static final Pattern UNUSABLE =
            Pattern.compile("-XX:[+-]?(AOT|Archive|AutoCreateShared|Shared|Flags|VMOptions|StartFlightRecording"
                    + "|UseCompressed|UseCompact|UseZGC|UseShenandoah|UseEpsilon|DumpLoaded).*");

    private Relaunch() {}

    /** Replaces the process, or returns. */
    public static void ifPrepared() {
        if (!isPackagedJar() || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Preparation preparation = Preparation.of(Path.of(System.getProperty("java.class.path")));
            if (!preparation.isValid()) {
                return;
            }
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            command(java, arguments(), System.getenv(), preparation).ifPresent(Relaunch::execute);
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println("Start-up: continues without the AOT cache: " + e);
        }
    }

    /** Whether this class comes from a jar within a jar, as in the packaged server. */
    private static boolean isPackagedJar() {
        return Relaunch.class.getClassLoader().getClass().getName().startsWith("org.springframework.boot.loader.");
    }

    /** The arguments of this process, the program's name first. */
    private static List<String> arguments() throws IOException {
        String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1);
        return List.of(line.split("\0", -1))
                .subList(0, (int) line.chars().filter(c -> c == 0).count());
    }

    /**
     * The command of the new process: the same options and arguments, with the AOT cache and the extracted jar.
     *
     * @param arguments of this process, the program's name first; every character is one byte
     * @return empty if the options do not suit the AOT cache
     */
    static Optional<List<String>> command(
            Path java, List<String> arguments, Map<String, String> environment, Preparation preparation) {
        int jar = arguments.indexOf("-jar");
        if (jar < 1 || jar + 1 >= arguments.size()) {
            return Optional.empty();
        }
        List<String> options = arguments.subList(1, jar);
        var fromEnvironment = new ArrayList<String>();
        for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            fromEnvironment.addAll(
                    List.of(environment.getOrDefault(name, "").strip().split("\\s+")));
        }
        fromEnvironment.removeIf(String::isEmpty);
        if (!options.stream().allMatch(Relaunch::isUsable)
                || !fromEnvironment.stream().allMatch(Relaunch::isUsable)) {
            return Optional.empty();
        }
        var command = new ArrayList<String>();
        command.add(bytes(java.toString()));
        command.add(bytes("-XX:AOTCache=" + preparation.aotCache()));
        command.addAll(MEMORY);
        options.stream().filter(option -> !option.equals(NATIVE_ACCESS)).forEach(command::add);
        if (!fromEnvironment.contains(NATIVE_ACCESS)) {
            command.add(NATIVE_ACCESS);
        }
        command.add("-jar");
        command.add(bytes(preparation.extractedJar().toString()));
        command.addAll(arguments.subList(jar + 2, arguments.size()));
        return Optional.of(command);
    }

    private static boolean isUsable(String option) {
        return USABLE.matcher(option).matches() && !UNUSABLE.matcher(option).matches();
    }

    /** One character for each byte of a file name. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Calls {@code execv(path, arguments)}, which returns only if it fails. */
    private static void execute(List<String> command) {
        System.out.flush();
        System.err.flush();
        Linker linker = Linker.nativeLinker();
        MethodHandle execv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("execv"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment list = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
            for (int i = 0; i < command.size(); i++) {
                list.setAtIndex(
                        ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i), StandardCharsets.ISO_8859_1));
            }
            int status = (int) execv.invokeExact(list.get(ValueLayout.ADDRESS, 0), list);
            System.err.println("Start-up: continues without the AOT cache: execv returned " + status);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
