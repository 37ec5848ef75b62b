package org.nnplayground.engine.djl;

/**
 * The text of a TorchScript program, as PyTorch's serialized form wants it: every call's result has a name, and no name
 * of a local variable is given twice.
 */
final class Script {

    private final StringBuilder text = new StringBuilder();
    private int indentation;
    private int unnamed;

    /** {@code code}, and what follows one step further in, until {@link #end}. */
    Script begin(String code) {
        line(code + ":");
        indentation++;
        return this;
    }

    /** A method of the program's class, until {@link #end}; its parameters without the first, {@code self}. */
    Script method(String signature) {
        return begin("def " + signature.replaceFirst("\\(", "(self: __torch__." + TorchScriptArchive.CLASS + ", "));
    }

    Script end() {
        indentation--;
        return this;
    }

    Script line(String code) {
        text.append("  ".repeat(indentation)).append(code).append('\n');
        return this;
    }

    /** A call for its effect. */
    Script effect(String call) {
        return line("_" + unnamed++ + " = " + call);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
