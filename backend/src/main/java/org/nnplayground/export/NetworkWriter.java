package org.nnplayground.export;

/** Writes networks in one format. */
public interface NetworkWriter {

    ExportFormat format();

    /**
     * @throws org.nnplayground.problem.PlaygroundException {@code INVALID_REQUEST} if the format cannot hold such a
     *     network
     */
    byte[] write(ExportedNetwork network);
}
