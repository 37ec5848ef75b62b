package org.nnplayground.engine.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file format of {@code torch.jit.load}, created in memory from the text of a program and its tensors: a zip whose
 * entries are stored, in a top folder of any name ("TorchScript serialization", {@code torch/csrc/jit/docs/
 * serialization.md} of PyTorch). {@code data.pkl} is a pickle (protocol 2) of one object of the class {@link #CLASS}
 * with {@code training = False} and the tensors as attributes, whose numbers are in {@code data/0}, {@code data/1} and
 * so on; {@code constants.pkl} of the empty tuple.
 */
public final class TorchScriptArchive {

    /** The name of the class in the text. */
    public static final String CLASS = "Program";

    private static final byte[] VERSION = "3\n".getBytes(StandardCharsets.US_ASCII);

    /** PROTO 2, EMPTY_TUPLE, STOP. */
    private static final byte[] CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    /**
     * An attribute of the object.
     *
     * @param name declared in the text as {@code name : Tensor}
     * @param numbers row-major, as many as the shape says
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Tensor(String name, List<Integer> shape, float[] numbers) {

        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    private TorchScriptArchive() {}

    /** A program without tensors. */
    public static byte[] of(String text) {
        return of(text, List.of());
    }

    public static byte[] of(String text, List<Tensor> tensors) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", object(tensors));
            store(zip, "code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", CONSTANTS);
            for (int i = 0; i < tensors.size(); i++) {
                store(zip, "data/" + i, littleEndian(tensors.get(i).numbers()));
            }
            store(zip, "version", VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] littleEndian(float[] numbers) {
        var buffer = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(numbers);
        return buffer.array();
    }

    private static byte[] object(List<Tensor> tensors) {
        var pickle = new Pickle();
        pickle.bytes(0x80, 2)
                .global("__torch__", CLASS)
                .bytes(')', 0x81, '}', '('); // PROTO 2; NEWOBJ, EMPTY_DICT, MARK
        pickle.text("training").bytes(0x89); // NEWFALSE
        for (int i = 0; i < tensors.size(); i++) {
            pickle.text(tensors.get(i).name());
            tensor(pickle, i, tensors.get(i));
        }
        return pickle.bytes('u', 'b', '.').toByteArray(); // SETITEMS, BUILD, STOP
    }

    /** {@code _rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks)}. */
    private static void tensor(Pickle pickle, int index, Tensor tensor) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").bytes('(', '('); // MARK, MARK
        pickle.text("storage")
                .global("torch", "FloatStorage")
                .text(String.valueOf(index))
                .text("cpu");
        pickle.integer(tensor.numbers().length).bytes('t', 'Q'); // TUPLE, BINPERSID
        pickle.integer(0);
        pickle.bytes('(');
        tensor.shape().forEach(pickle::integer);
        pickle.bytes('t', '(');
        for (int d = 0; d < tensor.shape().size(); d++) {
            pickle.integer(tensor.shape().stream().skip(d + 1L).reduce(1, Math::multiplyExact));
        }
        pickle.bytes('t', 0x89).global("collections", "OrderedDict").bytes(')', 'R'); // NEWFALSE; EMPTY_TUPLE, REDUCE
        pickle.bytes('t', 'R'); // TUPLE, REDUCE
    }

    /** Opcodes of Python's pickle protocol 2. */
    private static final class Pickle extends ByteArrayOutputStream {

        Pickle bytes(int... values) {
            for (int value : values) {
                write(value);
            }
            return this;
        }

        Pickle global(String module, String name) {
            writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        /** BINUNICODE. */
        Pickle text(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            write('X');
            return fourBytes(encoded.length).append(encoded);
        }

        /** BININT. */
        Pickle integer(int value) {
            write('J');
            return fourBytes(value);
        }

        private Pickle append(byte... encoded) {
            writeBytes(encoded);
            return this;
        }

        private Pickle fourBytes(int value) {
            return append(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
        }
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
