package org.nnplayground.export;

/** A file to download. The bytes are never changed. */
@SuppressWarnings("ArrayRecordComponent")
public record ExportFile(String name, String mediaType, byte[] content) {}
