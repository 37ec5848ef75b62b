package org.nnplayground.engine.djl.script;

/** The program text that computes the gradient of a batch from the results of its pass. */
interface GradientText {

    /**
     * target = beta * target + alpha * gradient of the summed loss, layer by layer; the target is not read if beta is
     * 0.
     *
     * @param target prefix of the names of a vector's views, as in {@link BufferText#viewNames}
     * @param beta a number
     * @param alpha the name of a number
     */
    void addTo(String target, String beta, String alpha);
}
