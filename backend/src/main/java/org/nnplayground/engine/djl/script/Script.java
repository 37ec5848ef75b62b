package org.nnplayground.engine.djl.script;

import org.nnplayground.engine.torchscript.TorchScriptArchive;

/**
 * Builds the text of a TorchScript program in PyTorch's serialized form: every call's result has a name, and no local
 * variable is assigned twice.
 */
public final class Script {

    private final StringBuilder text = new StringBuilder();
    private int indentation;
    private int unnamed;

    /** Begins a block: {@code code}, then the following lines indented until {@link #end}. */
    public Script begin(String code) {
        line(code + ":");
        indentation++;
        return this;
    }

    /** Begins a method of the program's class, until {@link #end}; the signature is given without {@code self}. */
    public Script method(String signature) {
        return begin("def " + signature.replaceFirst("\\(", "(self: __torch__." + TorchScriptArchive.CLASS + ", "));
    }

    public Script end() {
        indentation--;
        return this;
    }

    public Script line(String code) {
        text.append("  ".repeat(indentation)).append(code).append('\n');
        return this;
    }

    /** A call whose result is not used. */
    public Script effect(String call) {
        return line("_" + unnamed++ + " = " + call);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
