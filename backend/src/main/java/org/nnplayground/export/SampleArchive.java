package org.nnplayground.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nnplayground.dataset.SampleCsv;

/** A zip with an exported file and the samples as {@code data.csv} beside it. */
final class SampleArchive {

    private SampleArchive() {}

    static ExportFile of(ExportFile file, ExportedNetwork network) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, file.name(), file.content());
            String csv = SampleCsv.text(network.spec().task(), network.requiredSamples());
            add(zip, "data.csv", csv.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = file.name().substring(0, file.name().lastIndexOf('.')) + ".zip";
        return new ExportFile(name, "application/zip", bytes.toByteArray());
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
