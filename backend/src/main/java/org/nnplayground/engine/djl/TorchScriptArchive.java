package org.nnplayground.engine.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file format of {@code torch.jit.load}, created in memory from the text of a program: a zip whose entries are
 * stored, in a top folder of any name ("TorchScript serialization", {@code torch/csrc/jit/docs/serialization.md} of
 * PyTorch). {@code data.pkl} is a pickle (protocol 2) of one object of the class {@link #CLASS} with {@code training =
 * False}; {@code constants.pkl} of the empty tuple.
 */
final class TorchScriptArchive {

    /** The name of the class in the text. */
    static final String CLASS = "Program";

    private static final byte[] VERSION = "3\n".getBytes(StandardCharsets.US_ASCII);

    /** PROTO 2, EMPTY_TUPLE, STOP. */
    private static final byte[] CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private TorchScriptArchive() {}

    static byte[] of(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", object());
            store(zip, "code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", CONSTANTS);
            store(zip, "version", VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] object() {
        var pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2}); // PROTO 2
        pickle.writeBytes(ascii("c__torch__\n" + CLASS + "\n")); // GLOBAL
        pickle.writeBytes(new byte[] {')', (byte) 0x81, '}'}); // EMPTY_TUPLE, NEWOBJ, EMPTY_DICT
        pickle.writeBytes(new byte[] {'X', 8, 0, 0, 0}); // BINUNICODE of 8 bytes
        pickle.writeBytes(ascii("training"));
        pickle.writeBytes(new byte[] {(byte) 0x89, 's', 'b', '.'}); // NEWFALSE, SETITEM, BUILD, STOP
        return pickle.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var checksum = new CRC32();
        checksum.update(content);
        var entry = new ZipEntry("program/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
