package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.engine.djl.Layout.Layer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Training;

/**
 * The part of a program's text that makes a network's tensors: views of the parameters, and buffers. Its methods return
 * lists; what their elements are called in the text is told here, too, so that both sides agree. Each tensor is made
 * after another one ({@code new_zeros}), so that all live on the device of the parameters.
 */
final class BufferText {

    private final Script script;
    private final Layout layout;
    private final UpdateText update;
    private final int slots;
    private final Regularization.Type regularization;

    BufferText(Script script, Layout layout, Training training) {
        this.script = script;
        this.layout = layout;
        update = UpdateText.of(training.optimizer());
        slots = training.optimizer().slots();
        regularization = training.regularization().type();
    }

    /** The text of all methods. */
    void methods() {
        views();
        parameters();
        workspace();
        gauge();
        groups();
        spaces("workspaces", "workspace");
        spaces("gauges", "gauge");
    }

    private int last() {
        return layout.layers().size() - 1;
    }

    private Layer layer(int l) {
        return layout.layers().get(l);
    }

    ActivationText activation(int l) {
        return ActivationText.of(layer(l).activation());
    }

    /** Whether layer l's activations have a row of ones beneath, for the biases of the next. */
    private boolean hasOnes(int l) {
        return l < last() && layer(l + 1).bias();
    }

    /** What layer l + 1 multiplies its weights with, where nothing is dropped. */
    String output(int l) {
        return (hasOnes(l) ? "A" : "V") + l;
    }

    /** What layer l + 1 multiplies its weights with in training. */
    String trainedOutput(int l) {
        return layer(l).drops() ? "A" + l : output(l);
    }

    private void views() {
        script.method("views(theta: Tensor) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            Layer layer = layer(l);
            script.line("W%d = torch.view(torch.slice(theta, 0, %d, %d), [%d, %d])"
                    .formatted(l, layer.offset(), layer.end(), layer.units(), layer.width()));
        }
        for (int l = 0; l <= last(); l++) {
            if (layer(l).hasSlope()) {
                script.line("WS%1$d = torch.view(torch.slice(theta, 0, %2$d, %3$d), [1, 1])"
                        .formatted(l, layer(l).slope(), layer(l).slope() + 1));
            }
        }
        for (int l = 1; l <= last(); l++) {
            script.line(
                    "T%1$d = torch.transpose(torch.slice(W%1$d, 1, 0, %2$d), 0, 1)".formatted(l, layer(l).inputs()));
        }
        var names = new ArrayList<>(viewNames("W"));
        names.addAll(transposedNames());
        script.line("return " + names).end();
    }

    /**
     * What the views of a flat vector are called, in the order of the method {@code views}: prefix and layer,
     * {@code [units, width]}; then for layers with a slope prefix, S and layer, {@code [1, 1]}.
     */
    List<String> viewNames(String prefix) {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            names.add(prefix + l);
        }
        for (int l = 0; l <= last(); l++) {
            if (layer(l).hasSlope()) {
                names.add(prefix + "S" + l);
            }
        }
        return names;
    }

    private List<String> transposedNames() {
        return IntStream.rangeClosed(1, last()).mapToObj(l -> "T" + l).toList();
    }

    /** state: {@code [parameters * (1 + slots)]}, the parameters first. */
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
                                            layer.units(),
                                            layer.width(),
                                            layer.inputs(),
                                            layer.width())));
            script.effect("torch.zero_(torch.slice(mask, 0, %d, %d))".formatted(layout.slopes(), size));
        }
        script.line("unit = torch.new_ones(state, [1, 1])");
        for (int s = 0; s < slots; s++) {
            script.line("slot%d = torch.slice(state, 0, %d, %d)".formatted(s, size * (s + 1), size * (s + 2)));
        }
        String gathered = update.gathersIn();
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

    /** The lists of {@link UpdateText#groups}. */
    private void groups() {
        script.method("groups(parameters: List[Tensor]) -> List[List[Tensor]]");
        unpackParameters();
        script.line("groups = annotate(List[List[Tensor]], [])");
        update.groups().forEach(group -> script.effect("torch.append(groups, " + group + ")"));
        script.line("return groups").end();
    }

    void unpackGroups() {
        for (int i = 0; i < update.groups().size(); i++) {
            script.line("group%1$d = groups[%1$d]".formatted(i));
        }
    }

    private List<String> vectorNames() {
        var names = new ArrayList<>(List.of("theta", "zero", "one", "mask", "unit", "u", "g", "time"));
        for (int s = 0; s < slots; s++) {
            names.add("slot" + s);
        }
        return names;
    }

    void unpackParameters() {
        List<String> names = vectorNames();
        names.addAll(viewNames("W"));
        names.addAll(transposedNames());
        if (update.gathersIn() != null) {
            names.addAll(viewNames("G"));
        }
        unpack("parameters", names);
    }

    void unpack(String list, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            script.line("%s = %s[%d]".formatted(names.get(i), list, i));
        }
    }

    /**
     * Makes room for the activations V of layer l, in A with the row of ones where there is one; with dropout V stands
     * alone, and what is left of it goes into U in A.
     */
    private void activations(int l, boolean dropped) {
        int units = layer(l).units();
        if (dropped && layer(l).drops()) {
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

    List<String> workspaceNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasOnes(l) || layer(l).drops()) {
                names.add("A" + l);
            }
            if (layer(l).drops()) {
                names.add("U" + l);
            }
            names.add("V" + l);
            names.add("D" + l);
            if (activation(l).keepsSums()) {
                names.add("Z" + l);
            }
            if (l < last()) {
                names.add("H" + l);
            }
        }
        return names;
    }

    /** What forward and backward of n samples need. H: transposed inputs of the next layer, {@code [n, width]}. */
    private void workspace() {
        script.method("workspace(like: Tensor, n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l, true);
            script.line("D%d = torch.new_zeros(like, [%d, n])".formatted(l, layer(l).units()));
            if (activation(l).keepsSums()) {
                script.line("Z%d = torch.new_zeros(like, [%d, n])".formatted(l, layer(l).units()));
            }
            if (l < last()) {
                script.line("H%d = torch.transpose(%s, 0, 1)".formatted(l, trainedOutput(l)));
            }
        }
        script.line("return " + workspaceNames()).end();
    }

    List<String> gaugeNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasOnes(l)) {
                names.add("A" + l);
            }
            names.add("V" + l);
        }
        if (layout.outputs() == 1) {
            names.add("flat");
        }
        return names;
    }

    /** What forward alone needs. */
    private void gauge() {
        script.method("gauge(like: Tensor, n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l, false);
        }
        if (layout.outputs() == 1) {
            script.line("flat = torch.squeeze(V%d, 0)".formatted(last()));
        }
        script.line("return " + gaugeNames()).end();
    }

    private void spaces(String name, String element) {
        script.method(name + "(like: Tensor, sizes: List[int]) -> List[List[Tensor]]");
        script.line("spaces = annotate(List[List[Tensor]], [])");
        script.begin("for i in range(torch.len(sizes))");
        script.effect("torch.append(spaces, (self).%s(like, sizes[i], ))".formatted(element));
        script.end().line("return spaces").end();
    }
}
