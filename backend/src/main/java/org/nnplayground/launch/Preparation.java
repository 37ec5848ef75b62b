package org.nnplayground.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What makes a jar start faster: the folder {@code X.start} beside {@code X.jar}, which {@code --prepare-start}
 * creates.
 *
 * <pre>
 * X.start/X.jar, X.start/lib    the jar, extracted: Java's AOT cache does not cover jars within a jar
 * X.start/X.aot                 the AOT cache
 * X.start/prepared-for          for which jar and which Java; written last
 * X.start/lock                  locked while the folder is created
 * </pre>
 *
 * @param jar the packaged jar
 */
record Preparation(Path jar) {

    /** Returns the preparation of a jar, whether or not its folder exists. */
    static Preparation of(Path jar) throws IOException {
        return new Preparation(jar.toRealPath());
    }

    Path folder() {
        return jar.resolveSibling(name() + ".start");
    }

    Path extractedJar() {
        return folder().resolve(name() + ".jar");
    }

    Path aotCache() {
        return folder().resolve(name() + ".aot");
    }

    Path lockFile() {
        return folder().resolve("lock");
    }

    private Path marker() {
        return folder().resolve("prepared-for");
    }

    private String name() {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    /** Whether the folder is complete and belongs to this jar, at this place, and to the Java that runs now. */
    boolean isValid() {
        try {
            return Files.isRegularFile(marker())
                    && Files.readString(marker()).equals(identity())
                    && Files.isReadable(extractedJar());
        } catch (IOException unreadable) {
            return false;
        }
    }

    void markValid() throws IOException {
        Path written = folder().resolve("prepared-for.new");
        Files.writeString(written, identity());
        Files.move(written, marker(), StandardCopyOption.ATOMIC_MOVE);
    }

    void markInvalid() throws IOException {
        Files.deleteIfExists(marker());
    }

    /**
     * The jar, the AOT cache and the Java virtual machine. With an AOT cache of another machine or for jars at another
     * place Java would start without any cache, not even its own.
     */
    private String identity() throws IOException {
        var lines = List.of(
                jar.toString(),
                Files.size(jar) + " bytes of " + Files.getLastModifiedTime(jar),
                Files.size(aotCache()) + " bytes of cache",
                System.getProperty("java.home"),
                System.getProperty("java.vm.version") + " " + System.getProperty("os.arch"));
        return String.join("\n", lines) + "\n";
    }
}
