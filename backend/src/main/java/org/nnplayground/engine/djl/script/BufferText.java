package org.nnplayground.engine.djl.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.nnplayground.engine.djl.draws.GibbsDraws;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Recurrent;

/**
 * The part of a program's text that creates a network's tensors: views of the parameters, and buffers. Its methods
 * return lists; this class also defines the names of the elements, so that both sides agree. Each tensor is created
 * from another one ({@code new_zeros}), so all are on the device of the parameters.
 */
final class BufferText {

    private final Script script;
    private final Layout layout;
    private final List<LayerText> texts;
    private final UpdateText update;
    private final int slots;

    /** Number of floats of the persistent chains of a restricted Boltzmann machine. */
    private final int chains;

    private final Regularization.Type regularization;

    BufferText(Script script, Layout layout, TrainingSpec spec) {
        this.script = script;
        this.layout = layout;
        texts = IntStream.range(0, layout.layers().size())
                .mapToObj(l -> LayerText.of(script, layout, l))
                .toList();
        Training training = spec.training();
        chains = GibbsDraws.chainFloats(spec);
        update = UpdateText.of(training.optimizer());
        slots = training.optimizer().slots();
        regularization = training.regularization().type();
    }

    /** Writes all methods. */
    void methods() {
        views();
        parameters();
        trainingBuffer();
        evaluationBuffer();
        groups();
        buffersBySize("trainingBuffers", "trainingBuffer");
        buffersBySize("evaluationBuffers", "evaluationBuffer");
    }

    private int last() {
        return layout.layers().size() - 1;
    }

    private Layer layer(int l) {
        return layout.layers().get(l);
    }

    LayerText text(int l) {
        return texts.get(l);
    }

    /** Whether layer l has weights. */
    boolean hasWeights(int l) {
        return layer(l).rows() > 0;
    }

    /** The text of layer l's activation; the cell of a recurrent layer has its own. */
    ActivationText activation(int l) {
        boolean ofCell = layer(l).placed().layer() instanceof Recurrent;
        return ActivationText.of(ofCell ? Activation.LINEAR : layer(l).activation());
    }

    /** Whether layer l's activations have an additional row of ones, which multiplies the biases of the next layer. */
    private boolean hasOnes(int l) {
        return l < last() && layer(l + 1).placed().layer() instanceof Dense next && next.bias();
    }

    /** Name of what layer l gives to later layers, without dropout. */
    private String output(int l) {
        return (hasOnes(l) ? "A" : "V") + l;
    }

    /** Name of what layer l gives to later layers in training. */
    private String outputInTraining(int l) {
        return layer(l).hasDropout() ? "A" + l : output(l);
    }

    /**
     * Text of what layer l takes, without dropout.
     *
     * @param samples name of what the first layer takes
     * @param prefix of the names of buffers
     */
    String input(int l, String samples, String prefix) {
        return input(l, samples, before -> prefix + output(before));
    }

    /** Text of what layer l takes in training. */
    String inputInTraining(int l) {
        return input(l, "x", this::outputInTraining);
    }

    private String input(int l, String samples, IntFunction<String> outputs) {
        String before = l == 0 ? samples : outputs.apply(l - 1);
        return layer(l).placed().layer() instanceof Concatenation concatenation
                ? "torch.cat([%s, %s], 0)".formatted(before, outputs.apply(concatenation.layer()))
                : before;
    }

    private void views() {
        script.method("views(theta: Tensor) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            Layer layer = layer(l);
            if (hasWeights(l)) {
                script.line("W%d = torch.view(torch.slice(theta, 0, %d, %d), [%d, %d])"
                        .formatted(l, layer.offset(), layer.end(), layer.rows(), layer.width()));
            }
        }
        for (int l = 0; l <= last(); l++) {
            if (layer(l).hasSlope()) {
                script.line("WS%1$d = torch.view(torch.slice(theta, 0, %2$d, %3$d), [1, 1])"
                        .formatted(l, layer(l).slope(), layer(l).slope() + 1));
            }
        }
        for (int l = 0; l <= last(); l++) {
            if (!text(l).transposed().isEmpty()) {
                script.line("T%d = %s".formatted(l, text(l).transposed()));
            }
        }
        var names = new ArrayList<>(viewNames("W"));
        names.addAll(transposedNames());
        script.line("return " + names).end();
    }

    /**
     * Names of the views of a flat vector, in the order of the method {@code views}: prefix and layer, {@code [rows,
     * width]}, for layers with weights; then, for layers with a slope, prefix, S and layer, {@code [1, 1]}.
     */
    List<String> viewNames(String prefix) {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasWeights(l)) {
                names.add(prefix + l);
            }
        }
        for (int l = 0; l <= last(); l++) {
            if (layer(l).hasSlope()) {
                names.add(prefix + "S" + l);
            }
        }
        return names;
    }

    private List<String> transposedNames() {
        return IntStream.rangeClosed(0, last())
                .filter(l -> !text(l).transposed().isEmpty())
                .mapToObj(l -> "T" + l)
                .toList();
    }

    /** state: as {@code EpochProgram.state}. */
    private void parameters() {
        int size = layout.parameters();
        script.method("parameters(state: Tensor) -> List[Tensor]");
        script.line("theta = torch.slice(state, 0, 0, %d)".formatted(size));
        script.line("zero = torch.new_zeros(state, [%d])".formatted(size));
        script.line("one = torch.new_ones(state, [%d])".formatted(regularization == Regularization.Type.L2 ? size : 1));
        script.line(
                "mask = torch.new_ones(state, [%d])".formatted(regularization == Regularization.Type.NONE ? 1 : size));
        if (regularization != Regularization.Type.NONE) {
            layout.layers().stream()
                    .filter(Layer::bias)
                    .forEach(layer -> script.effect(
                            "torch.zero_(torch.slice(torch.view(torch.slice(mask, 0, %d, %d), [%d, %d]), 1, %d, %d))"
                                    .formatted(
                                            layer.offset(),
                                            layer.end(),
                                            layer.rows(),
                                            layer.width(),
                                            layer.inputs(),
                                            layer.width())));
            script.effect("torch.zero_(torch.slice(mask, 0, %d, %d))".formatted(layout.slopes(), size));
        }
        script.line("unit = torch.new_ones(state, [1, 1])");
        for (int s = 0; s < slots; s++) {
            script.line("slot%d = torch.slice(state, 0, %d, %d)".formatted(s, size * (s + 1), size * (s + 2)));
        }
        if (chains > 0) {
            int end = size * (slots + 1);
            script.line("chains = torch.view(torch.slice(state, 0, %d, %d), [%d, -1])"
                    .formatted(end, end + chains, layout.inputs()));
        }
        String gathered = update.gradientVector();
        int room = gathered == null ? 1 : size;
        script.line("u = torch.new_zeros(state, [%d])".formatted(room));
        script.line("g = torch.new_zeros(state, [%d])".formatted(room));
        script.line("time = torch.new_zeros(state, [1])");
        script.line("first = " + vectorNames());
        script.line("all = torch.add(first, (self).views(theta, ))");
        if (gathered != null) {
            script.line("gathered = torch.add(all, (self).views(%s, ))".formatted(gathered));
        }
        script.line("return " + (gathered == null ? "all" : "gathered")).end();
    }

    /** Writes the method that creates the lists of {@link UpdateText#vectorLists}. */
    private void groups() {
        script.method("groups(parameters: List[Tensor]) -> List[List[Tensor]]");
        unpackParameters();
        script.line("groups = annotate(List[List[Tensor]], [])");
        update.vectorLists().forEach(group -> script.effect("torch.append(groups, " + group + ")"));
        script.line("return groups").end();
    }

    void unpackGroups() {
        for (int i = 0; i < update.vectorLists().size(); i++) {
            script.line("group%1$d = groups[%1$d]".formatted(i));
        }
    }

    private List<String> vectorNames() {
        var names = new ArrayList<>(List.of("theta", "zero", "one", "mask", "unit", "u", "g", "time"));
        for (int s = 0; s < slots; s++) {
            names.add("slot" + s);
        }
        if (chains > 0) {
            names.add("chains");
        }
        return names;
    }

    void unpackParameters() {
        List<String> names = vectorNames();
        names.addAll(viewNames("W"));
        names.addAll(transposedNames());
        if (update.gradientVector() != null) {
            names.addAll(viewNames("G"));
        }
        unpack("parameters", names);
    }

    /** Writes copies of the parameters that training leaves as they are. */
    void keepFrozen() {
        frozenNames().forEach(name -> script.line("kept%1$s = torch.clone(%1$s)".formatted(name)));
    }

    /** Writes those parameters back after an update. */
    void restoreFrozen() {
        frozenNames().forEach(name -> script.effect("torch.copy_(%1$s, kept%1$s)".formatted(name)));
    }

    private List<String> frozenNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (layer(l).isFrozen() && hasWeights(l)) {
                names.add("W" + l);
            }
            if (layer(l).isFrozen() && layer(l).hasSlope()) {
                names.add("WS" + l);
            }
        }
        return names;
    }

    void unpack(String list, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            script.line("%s = %s[%d]".formatted(names.get(i), list, i));
        }
    }

    /**
     * Allocates the activations V of layer l: a view of A, which has the row of ones if there is one. With dropout V is
     * a tensor of its own, and the masked activations U are the view of A.
     */
    private void activations(int l, boolean dropped) {
        int units = layer(l).units();
        if (dropped && layer(l).hasDropout()) {
            script.line("V%d = torch.new_zeros(like, [%d, n])".formatted(l, units));
            script.line("A%d = torch.new_ones(like, [%d, n])".formatted(l, units + (hasOnes(l) ? 1 : 0)));
            script.line("U%1$d = torch.slice(A%1$d, 0, 0, %2$d)".formatted(l, units));
            return;
        }
        if (hasOnes(l)) {
            script.line("A%d = torch.new_ones(like, [%d, n])".formatted(l, units + 1));
            script.line("V%1$d = torch.slice(A%1$d, 0, 0, %2$d)".formatted(l, units));
        } else {
            script.line("V%d = torch.new_zeros(like, [%d, n])".formatted(l, units));
        }
    }

    /** Whether the gradient of the next layer needs layer l's output transposed. */
    private boolean isTransposed(int l) {
        return l < last() && layer(l + 1).placed().layer() instanceof Dense;
    }

    List<String> trainingBufferNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasOnes(l) || layer(l).hasDropout()) {
                names.add("A" + l);
            }
            if (layer(l).hasDropout()) {
                names.add("U" + l);
            }
            names.add("V" + l);
            names.add("D" + l);
            if (activation(l).needsWeightedSums()) {
                names.add("Z" + l);
            }
            if (isTransposed(l)) {
                names.add("H" + l);
            }
            names.addAll(text(l).bufferNames(true));
        }
        return names;
    }

    /**
     * Buffers of a forward and backward pass of n samples. H: transposed inputs of the next layer, {@code [n, width]}.
     */
    private void trainingBuffer() {
        script.method("trainingBuffer(like: Tensor, n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l, true);
            script.line("D%d = torch.new_zeros(like, [%d, n])".formatted(l, layer(l).units()));
            if (activation(l).needsWeightedSums()) {
                script.line("Z%d = torch.new_zeros(like, [%d, n])".formatted(l, layer(l).units()));
            }
            if (isTransposed(l)) {
                script.line("H%d = torch.transpose(%s, 0, 1)".formatted(l, outputInTraining(l)));
            }
            text(l).createBuffers(true);
        }
        script.line("return " + trainingBufferNames()).end();
    }

    List<String> evaluationBufferNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasOnes(l)) {
                names.add("A" + l);
            }
            names.add("V" + l);
            names.addAll(text(l).bufferNames(false));
        }
        if (layout.outputs() == 1) {
            names.add("flat");
        }
        return names;
    }

    /** Buffers of a forward pass of n samples. */
    private void evaluationBuffer() {
        script.method("evaluationBuffer(like: Tensor, n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l, false);
            text(l).createBuffers(false);
        }
        if (layout.outputs() == 1) {
            script.line("flat = torch.squeeze(V%d, 0)".formatted(last()));
        }
        script.line("return " + evaluationBufferNames()).end();
    }

    private void buffersBySize(String name, String element) {
        script.method(name + "(like: Tensor, sizes: List[int]) -> List[List[Tensor]]");
        script.line("buffers = annotate(List[List[Tensor]], [])");
        script.begin("for i in range(torch.len(sizes))");
        script.effect("torch.append(buffers, (self).%s(like, sizes[i], ))".formatted(element));
        script.end().line("return buffers").end();
    }
}
