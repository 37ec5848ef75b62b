package org.nnplayground.engine.djl.script;

import org.nnplayground.spec.layer.Shape;

/** The program text of images, whose rows are ordered channel by channel. */
final class ImageText {

    private ImageText() {}

    /**
     * A view of rows {@code [channels * height * width, n]} as {@code [channels, height, width, n]}.
     *
     * @param shape {@code [height, width, channels]}
     */
    static String view(String rows, Shape shape) {
        return "torch.view(%s, [%d, %d, %d, -1])".formatted(rows, shape.get(2), shape.get(0), shape.get(1));
    }
}
