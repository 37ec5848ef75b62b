package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.engine.djl.Layout.Layer;
import org.nnplayground.spec.Regularization;

/**
 * The part of a program's text that makes a network's tensors: views of the parameters, and buffers. Its methods return
 * lists; what their elements are called in the text is told here, too, so that both sides agree.
 */
final class BufferText {

    private final Script script;
    private final Layout layout;
    private final Regularization.Type regularization;

    BufferText(Script script, Layout layout, Regularization.Type regularization) {
        this.script = script;
        this.layout = layout;
        this.regularization = regularization;
    }

    /** The text of all methods. */
    void methods() {
        views();
        parameters();
        workspace();
        gauge();
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

    /** What layer l + 1 multiplies its weights with. */
    String output(int l) {
        return (hasOnes(l) ? "A" : "V") + l;
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
        script.line("zero = torch.zeros([%d])".formatted(size));
        script.line("one = torch.ones([%d])".formatted(regularization == Regularization.Type.L2 ? size : 1));
        script.line("mask = torch.ones([%d])".formatted(regularization == Regularization.Type.NONE ? 1 : size));
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
        script.line("unit = torch.ones([1, 1])");
        script.line("views = (self).views(theta, )");
        script.line("first = [theta, zero, one, mask, unit]");
        script.line("return torch.add(first, views)").end();
    }

    void unpackParameters() {
        List<String> names = new ArrayList<>(List.of("theta", "zero", "one", "mask", "unit"));
        names.addAll(viewNames("W"));
        names.addAll(transposedNames());
        unpack("parameters", names);
    }

    void unpack(String list, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            script.line("%s = %s[%d]".formatted(names.get(i), list, i));
        }
    }

    /** Makes room for the activations V of layer l, in A with the row of ones where there is one. */
    private void activations(int l) {
        int units = layer(l).units();
        if (hasOnes(l)) {
            script.line("A%d = torch.ones([%d, n])".formatted(l, units + 1));
            script.line("V%1$d = torch.slice(A%1$d, 0, 0, %2$d)".formatted(l, units));
        } else {
            script.line("V%d = torch.zeros([%d, n])".formatted(l, units));
        }
    }

    List<String> workspaceNames() {
        var names = new ArrayList<String>();
        for (int l = 0; l <= last(); l++) {
            if (hasOnes(l)) {
                names.add("A" + l);
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
        script.method("workspace(n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l);
            script.line("D%d = torch.zeros([%d, n])".formatted(l, layer(l).units()));
            if (activation(l).keepsSums()) {
                script.line("Z%d = torch.zeros([%d, n])".formatted(l, layer(l).units()));
            }
            if (l < last()) {
                script.line("H%d = torch.transpose(%s, 0, 1)".formatted(l, output(l)));
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
        script.method("gauge(n: int) -> List[Tensor]");
        for (int l = 0; l <= last(); l++) {
            activations(l);
        }
        if (layout.outputs() == 1) {
            script.line("flat = torch.squeeze(V%d, 0)".formatted(last()));
        }
        script.line("return " + gaugeNames()).end();
    }

    private void spaces(String name, String element) {
        script.method(name + "(sizes: List[int]) -> List[List[Tensor]]");
        script.line("spaces = annotate(List[List[Tensor]], [])");
        script.begin("for i in range(torch.len(sizes))");
        script.effect("torch.append(spaces, (self).%s(sizes[i], ))".formatted(element));
        script.end().line("return spaces").end();
    }
}
