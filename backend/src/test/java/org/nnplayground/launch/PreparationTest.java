package org.nnplayground.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

    @TempDir
    Path folder;

    private Path jar;
    private Preparation preparation;

    @BeforeEach
    void prepare() throws IOException {
        jar = Files.writeString(folder.resolve("server.jar"), "jar");
        preparation = Preparation.of(jar);
        Files.createDirectories(preparation.folder());
        Files.writeString(preparation.extractedJar(), "extracted");
        Files.writeString(preparation.aotCache(), "cache");
    }

    @Test
    void isValidOnceItIsMarked() throws IOException {
        assertThat(preparation.isValid()).isFalse();

        preparation.markValid();

        assertThat(preparation.isValid()).isTrue();
    }

    @Test
    void isInvalidIfTheJarWasReplaced() throws IOException {
        preparation.markValid();

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));

        assertThat(preparation.isValid()).isFalse();
    }

    @Test
    void isInvalidIfTheCacheWasTruncated() throws IOException {
        preparation.markValid();

        Files.writeString(preparation.aotCache(), "cac");

        assertThat(preparation.isValid()).isFalse();
    }

    @Test
    void isInvalidIfTheCacheIsMissing() throws IOException {
        preparation.markValid();

        Files.delete(preparation.aotCache());

        assertThat(preparation.isValid()).isFalse();
    }

    @Test
    void isInvalidIfItWasMovedWithItsJar() throws IOException {
        preparation.markValid();

        Path moved = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-moved"));

        assertThat(Preparation.of(moved.resolve("server.jar")).isValid()).isFalse();
        Files.move(moved, folder);
    }
}
