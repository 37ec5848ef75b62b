package org.nnplayground.export.onnx;

import java.util.List;
import org.nnplayground.spec.Activation;

/** Activation functions as ONNX operators. */
record OnnxActivations(OnnxGraph graph) {

    /**
     * @param z name of the weighted sums
     * @param slope of prelu
     * @return name of the activations
     */
    String of(Activation activation, String z, float slope) {
        return switch (activation) {
            case LINEAR -> z;
            case SIGMOID -> graph.node("Sigmoid", List.of(z));
            case TANH -> graph.node("Tanh", List.of(z));
            case RELU -> graph.node("Relu", List.of(z));
            case LEAKY_RELU -> graph.node("LeakyRelu", List.of(z), OnnxGraph.decimal("alpha", 0.01));
            case PRELU -> graph.node("PRelu", List.of(z, graph.number("slope", slope)));
            case ELU -> graph.node("Elu", List.of(z), OnnxGraph.decimal("alpha", 1));
            case GELU -> gelu(z);
            case SOFTPLUS -> graph.node("Softplus", List.of(z));
            case SWISH -> product(z, graph.node("Sigmoid", List.of(z)));
            case SINE -> graph.node("Sin", List.of(z));
            case SQUARE -> product(z, z);
            case SOFTMAX -> graph.node("Softmax", List.of(z), OnnxGraph.integer("axis", 1));
        };
    }

    /** z Phi(z) = z / 2 * (1 + erf(z / sqrt(2))). */
    private String gelu(String z) {
        String erf = graph.node("Erf", List.of(product(z, graph.number("factor", Math.sqrt(0.5)))));
        String sum = graph.node("Add", List.of(erf, graph.number("one", 1)));
        return product(product(z, graph.number("half", 0.5)), sum);
    }

    String product(String a, String b) {
        return graph.node("Mul", List.of(a, b));
    }
}
