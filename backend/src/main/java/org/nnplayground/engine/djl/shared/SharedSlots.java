package org.nnplayground.engine.djl.shared;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.torch.NativeMemory;
import org.nnplayground.engine.djl.torch.Torch;

/**
 * The slots of a {@link SharedProgram}: which network has which column of its tensors, and the tensors with the
 * networks' samples and states. A network keeps its slot until another one needs it. Used by one thread at a time.
 */
final class SharedSlots implements AutoCloseable {

    private final NativeMemory memory = new NativeMemory();
    private final SharedShape shape;
    private final Layout layout;
    private final int width;
    private final Torch.Buffer state;
    private final Torch.Buffer features;
    private final Torch.Buffer targets;
    private final Torch.Buffer members;

    /** The network in each slot; null if there is none. */
    private final @Nullable SharedNetwork[] networks;

    /** For each parameter of the network in a slot its row; null if there is none. */
    private final int[] @Nullable [] rows;

    /** The version of its state that the tensors have. */
    private final long[] versions;

    private final Map<SharedNetwork, Integer> slotOf = new HashMap<>();

    /** The last call that used each slot. */
    private final long[] usedIn;

    /** Number of the present call. */
    private long call;

    SharedSlots(SharedShape shape, Layout layout, int width) {
        this.shape = shape;
        this.layout = layout;
        this.width = width;
        networks = new SharedNetwork[width];
        versions = new long[width];
        rows = new int[width][];
        usedIn = new long[width];
        try {
            state = floats(layout.parameters() * (1L + shape.slots()), width);
            features = floats(layout.inputs() + 1, shape.samples(), width);
            targets = floats(layout.outputs(), shape.samples(), width);
            members = floats(layout.parameters(), width);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Torch.Buffer floats(long... dimensions) {
        return memory.hold(Torch.Buffer.floats(dimensions));
    }

    /** {@code [parameters * (1 + optimizer slots), width]}. */
    Torch.Value state() {
        return state.value();
    }

    /** {@code [inputs + 1, samples, width]}, the last row ones. */
    Torch.Value features() {
        return features.value();
    }

    /** {@code [outputs, samples, width]}. */
    Torch.Value targets() {
        return targets.value();
    }

    /** {@code [parameters, width]}, 1 for the parameters that a network has, else 0. */
    Torch.Value members() {
        return members.value();
    }

    /** Gives each network a slot with its samples and its state. */
    void load(List<SharedNetwork> networks) {
        call++;
        for (SharedNetwork network : networks) {
            Integer slot = slotOf.get(network);
            if (slot != null) {
                usedIn[slot] = call;
            }
        }
        int free = 0;
        for (SharedNetwork network : networks) {
            Integer slot = slotOf.get(network);
            if (slot == null) {
                while (usedIn[free] == call) {
                    free++;
                }
                slot = free;
                usedIn[slot] = call;
                occupy(slot, network);
            } else if (versions[slot] != network.version()) {
                writeState(slot, network);
            }
        }
    }

    private void occupy(int slot, SharedNetwork network) {
        SharedNetwork before = networks[slot];
        if (before != null) {
            slotOf.remove(before);
        }
        networks[slot] = network;
        slotOf.put(network, slot);
        int[] indices = network.layout().indicesIn(layout);
        rows[slot] = indices;
        clear(state.memory(), slot);
        clear(members.memory(), slot);
        for (int row : indices) {
            members.memory().setAtIndex(JAVA_FLOAT, (long) row * width + slot, 1);
        }
        writeFeatures(network, slot);
        copy(network.targets(), targets.memory(), slot);
        writeState(slot, network);
    }

    private void clear(MemorySegment column, int slot) {
        long end = column.byteSize() / Float.BYTES;
        for (long index = slot; index < end; index += width) {
            column.setAtIndex(JAVA_FLOAT, index, 0);
        }
    }

    private void writeFeatures(SharedNetwork network, int slot) {
        int inputs = network.layout().inputs();
        int all = shape.samples();
        float[] given = network.features();
        for (int row = 0; row <= layout.inputs(); row++) {
            int from = row < inputs ? row : row == layout.inputs() ? inputs : -1;
            long index = (long) row * all * width + slot;
            for (int i = 0; i < all; i++) {
                features.memory().setAtIndex(JAVA_FLOAT, index, from < 0 ? 0 : given[from * all + i]);
                index += width;
            }
        }
    }

    boolean contains(SharedNetwork network) {
        return slotOf.containsKey(network);
    }

    /** The slot of a network that is loaded. */
    int of(SharedNetwork network) {
        return Objects.requireNonNull(slotOf.get(network));
    }

    private void writeState(int slot, SharedNetwork network) {
        int[] indices = Objects.requireNonNull(rows[slot]);
        float[] present = network.present();
        MemorySegment to = state.memory();
        int i = 0;
        for (int vector = 0; vector <= shape.slots(); vector++) {
            long first = (long) vector * layout.parameters() * width + slot;
            for (int row : indices) {
                to.setAtIndex(JAVA_FLOAT, first + (long) row * width, present[i++]);
            }
        }
        versions[slot] = network.version();
    }

    /** Takes over the state of a network after a call that has changed it. */
    void readState(SharedNetwork network) {
        int slot = of(network);
        int[] indices = Objects.requireNonNull(rows[slot]);
        float[] present = network.present();
        MemorySegment from = state.memory();
        int i = 0;
        for (int vector = 0; vector <= shape.slots(); vector++) {
            long first = (long) vector * layout.parameters() * width + slot;
            for (int row : indices) {
                present[i++] = from.getAtIndex(JAVA_FLOAT, first + (long) row * width);
            }
        }
        network.changed();
        versions[slot] = network.version();
    }

    /** Copies numbers into a column. */
    private void copy(float[] from, MemorySegment to, int slot) {
        long index = slot;
        for (float number : from) {
            to.setAtIndex(JAVA_FLOAT, index, number);
            index += width;
        }
    }

    /** For each parameter of a loaded network its row. */
    int[] rows(SharedNetwork network) {
        return Objects.requireNonNull(rows[of(network)]);
    }

    boolean isUsed(int slot) {
        return usedIn[slot] == call;
    }

    /** Marks that the state in a slot is no longer that of its network, which is loaded again when it is used. */
    void spoil(int slot) {
        versions[slot] = -1;
    }

    /** Forgets networks that do not come back. */
    void remove(SharedNetwork network) {
        Integer slot = slotOf.remove(network);
        if (slot != null) {
            networks[slot] = null;
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
