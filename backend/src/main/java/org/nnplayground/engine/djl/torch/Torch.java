package org.nnplayground.engine.djl.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.torchscript.TorchScriptArchive;

/**
 * PyTorch through DJL: modules compiled from TorchScript text, and values in native memory. The only class that calls
 * {@link JniUtils} and {@link IValueUtils}, which are internal to DJL; therefore DJL's version is pinned.
 *
 * <p>Computes on the caller's thread only and without the graph executor's optimizations: small networks would lose
 * more by thread hand-over and recompilation than they gain, and the bits would depend on the number of threads.
 * PyTorch keeps both settings per thread, so they are set on each calling thread.
 */
public final class Torch {

    private static final ai.djl.Device GPU = ai.djl.Device.gpu();

    private static final PtNDManager MANAGER = manager();

    private static final ThreadLocal<Boolean> READY = ThreadLocal.withInitial(() -> false);

    private Torch() {}

    private static PtNDManager manager() {
        // Otherwise DJL tries to download natives and extensions, although all of them are on the class path.
        System.setProperty("ai.djl.offline", "true");
        return (PtNDManager) NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
    }

    private static void prepareThread() {
        // A virtual thread moves between carrier threads, and the settings belong to the carrier.
        if (Thread.currentThread().isVirtual() || !READY.get()) {
            JniUtils.setGraphExecutorOptimize(false);
            JniUtils.setNumThreads(1);
            READY.set(true);
        }
    }

    /**
     * A tensor on a device that owns its memory.
     *
     * @param values row-major, as many as the shape says
     */
    public static Value tensor(Device device, float[] values, long... shape) {
        return tensor(device, FloatBuffer.wrap(values), shape);
    }

    /** The same of 32-bit integers. */
    public static Value tensor(Device device, int[] values, long... shape) {
        return tensor(device, IntBuffer.wrap(values), shape);
    }

    private static Value tensor(Device device, java.nio.Buffer values, long... shape) {
        prepareThread();
        // DJL's array is backed by a Java buffer that is freed with it; the duplicate owns its memory.
        try (NDArray borrowed = MANAGER.create(values, new Shape(shape), type(values));
                NDArray owned = device == Device.CPU ? borrowed.duplicate() : borrowed.toDevice(GPU, true)) {
            return new Value(IValue.from((PtNDArray) owned));
        }
    }

    private static DataType type(java.nio.Buffer values) {
        return values instanceof FloatBuffer ? DataType.FLOAT32 : DataType.INT32;
    }

    /**
     * Memory that Java and PyTorch both read and write without copies, aligned to 64 bytes; zero at first. The caller
     * must not access it while a program that uses it runs.
     */
    public static final class Buffer implements AutoCloseable {

        private static final int ALIGNMENT = 64;

        private final Arena arena = Arena.ofShared();
        private final MemorySegment memory;
        private final PtNDArray array;
        private final Value value;

        private Buffer(DataType type, long... shape) {
            prepareThread();
            var of = new Shape(shape);
            memory = arena.allocate(Math.max(1, of.size() * type.getNumOfBytes()), ALIGNMENT);
            array = JniUtils.createNdFromByteBuffer(
                    MANAGER,
                    memory.asByteBuffer().order(ByteOrder.nativeOrder()),
                    of,
                    type,
                    SparseFormat.DENSE,
                    ai.djl.Device.cpu());
            value = new Value(IValue.from(array));
        }

        public static Buffer floats(long... shape) {
            return new Buffer(DataType.FLOAT32, shape);
        }

        public static Buffer longs(long... shape) {
            return new Buffer(DataType.INT64, shape);
        }

        public static Buffer booleans(long... shape) {
            return new Buffer(DataType.BOOLEAN, shape);
        }

        public static Buffer unsignedBytes(long... shape) {
            return new Buffer(DataType.UINT8, shape);
        }

        /** The elements, row-major. */
        public MemorySegment memory() {
            return memory;
        }

        /** The tensor; closed with the buffer. */
        public Value value() {
            return value;
        }

        @Override
        public void close() {
            value.close();
            array.close();
            arena.close();
        }
    }

    /** Number of GPUs that PyTorch can use on this machine. */
    public static int gpus() {
        return MANAGER.getEngine().getGpuCount();
    }

    /** Number of arrays that DJL manages at the moment; used by leak tests. */
    public static int openArrays() {
        return MANAGER.getManagedArrays().size();
    }

    /**
     * A compiled program. Safe for concurrent use.
     *
     * @see TorchScriptArchive
     */
    public static final class Module implements AutoCloseable {

        private final PtSymbolBlock block;

        private Module(PtSymbolBlock block) {
            this.block = block;
        }

        /** @throws UncheckedIOException never, as the archive is read from memory */
        public static Module compile(String text) {
            prepareThread();
            try {
                return new Module(JniUtils.loadModule(
                        MANAGER, new ByteArrayInputStream(TorchScriptArchive.of(text)), false, false));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Calls a method of the program.
         *
         * @param arguments {@link Value}, {@link Long}, {@link Integer}, {@link Double}, {@link Boolean},
         *     {@code long[]} or {@code double[]}
         * @return what it returns, to be closed by the caller
         */
        public Value call(String method, Object... arguments) {
            prepareThread();
            var made = new ArrayList<IValue>();
            try {
                var values = new IValue[arguments.length];
                for (int i = 0; i < arguments.length; i++) {
                    if (arguments[i] instanceof Value value) {
                        values[i] = value.value;
                    } else {
                        values[i] = scalar(arguments[i]);
                        made.add(values[i]);
                    }
                }
                return new Value(IValueUtils.runMethod(block, method, values));
            } finally {
                made.forEach(IValue::close);
            }
        }

        private static IValue scalar(Object argument) {
            return switch (argument) {
                case Long number -> IValue.from(number);
                case Integer number -> IValue.from(number.longValue());
                case Double number -> IValue.from(number);
                case Boolean truth -> IValue.from(truth);
                case long[] numbers -> IValue.listFrom(numbers);
                case double[] numbers -> IValue.listFrom(numbers);
                default -> throw new IllegalArgumentException("no argument: " + argument.getClass());
            };
        }

        @Override
        public void close() {
            block.close();
        }
    }

    /**
     * A tensor, or a list or tuple of values, with native reference counting: closing it frees what has no other
     * reference.
     */
    public static final class Value implements AutoCloseable {

        private final IValue value;

        private Value(IValue value) {
            this.value = value;
        }

        /** The numbers of a tensor, row-major. */
        public float[] floats() {
            prepareThread();
            try (PtNDArray array = value.toTensor(MANAGER)) {
                return array.toFloatArray();
            }
        }

        /** The number in a tensor of one element. */
        public float number() {
            return floats()[0];
        }

        /** The elements of a tuple, each to be closed by the caller; this value is closed. */
        public Value[] unpack() {
            try (this) {
                return Arrays.stream(value.toIValueTuple()).map(Value::new).toArray(Value[]::new);
            }
        }

        /** Another reference to the same tensor. */
        public Value share() {
            prepareThread();
            try (PtNDArray array = value.toTensor(MANAGER)) {
                return new Value(IValue.from(array));
            }
        }

        @Override
        public void close() {
            value.close();
        }
    }
}
