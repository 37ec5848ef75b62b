package org.nnplayground.engine.djl.script;

import java.util.List;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Upsampling;

/**
 * The program text of one kind of layer: how it passes samples forward and derivatives backward. The names of a layer's
 * tensors end with its number l:
 *
 * <ul>
 *   <li>{@code W}: its weights, {@code [rows, width]}; {@code T}: the transposed part of W that derivatives pass
 *       through.
 *   <li>{@code V}: its activations, {@code [units, n]} for n samples; an image {@code [channels * height * width, n]}.
 *   <li>{@code D}: the derivative of the summed loss by its weighted sums, or by what it gives if it has none,
 *       {@code [units, n]}.
 * </ul>
 *
 * <p>The buffers of a kind have names of their own; {@code like} and {@code n} give their device and number of samples.
 */
interface LayerText {

    /** Names of the buffers beside those that every layer has, in the order in which {@link #createBuffers} does. */
    List<String> bufferNames(boolean trained);

    /** Writes the creation of those buffers. */
    void createBuffers(boolean trained);

    /**
     * Writes the weighted sums, or what the layer gives if it has none.
     *
     * @param prefix of the names of buffers
     * @param input text of the layer's input {@code [inputs, n]}
     * @param sums name of the tensor {@code [units, n]} that they are written to
     */
    void forward(String prefix, String input, String sums);

    /** Writes the derivatives within the layer that are beyond its activation's. */
    default void backward() {}

    /** Writes D of the layer below from the layer's own D; concatenations add their part to it afterwards. */
    void passDown();

    /** Text of the derivative by the weighted sums of every use of the weights, {@code [rows, uses * n]}. */
    default String delta() {
        throw new IllegalStateException("a layer without weights");
    }

    /** Text of what the weights were multiplied by in each use, transposed: {@code [uses * n, width]}. */
    default String transposedInputs() {
        throw new IllegalStateException("a layer without weights");
    }

    /** Text of {@link #passDown}'s T made from W; empty if nothing passes through the weights. */
    default String transposed() {
        return "";
    }

    static LayerText of(Script script, Layout layout, int l) {
        Layout.Layer layer = layout.layers().get(l);
        return switch (layer.placed().layer()) {
            case Dense dense -> new DenseText(script, layer, l);
            case Convolution convolution -> new ConvolutionText(script, layer, convolution, l);
            case MaxPooling pooling -> new MaxPoolingText(script, layer, pooling, l);
            case Upsampling upsampling -> new UpsamplingText(script, layer, upsampling, l);
            case Concatenation concatenation -> new ConcatenationText(script, layout, l);
            case Recurrent recurrent -> RecurrentText.of(script, layer, recurrent, l);
        };
    }
}
