package org.nnplayground.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process takes of the machine's memory. Java knows its own part only; the engine's is native. */
final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LINE = "VmRSS:";
    private static final double KIB = 1024;

    private ResidentMemory() {}

    /** Bytes, as Linux tells them; NaN elsewhere. */
    static double bytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(LINE))
                    .mapToDouble(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException notLinux) {
            return Double.NaN;
        }
    }
}
