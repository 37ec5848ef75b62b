package org.nnplayground.export;

import java.util.EnumSet;
import java.util.Set;
import org.nnplayground.spec.Choice;

/** What a network can be exported as. */
public enum ExportFormat implements Choice {
    /** A graph of operator set 13, for ONNX Runtime and others. */
    ONNX("application/octet-stream", "onnx"),

    /** A program with its parameters, for {@code torch.jit.load}. */
    TORCHSCRIPT("application/octet-stream", "pt"),

    /** A program that predicts and trains with PyTorch. */
    PYTORCH("text/x-python", "py"),

    /** A program that predicts and trains with Keras 3. */
    KERAS("text/x-python", "py"),

    /** A program that predicts with NumPy. */
    NUMPY("text/x-python", "py"),

    /** Spec and parameters. */
    JSON("application/json", "json");

    private static final Set<ExportFormat> TRAINING = EnumSet.of(PYTORCH, KERAS);

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether the file trains as well as predicts. */
    public boolean trains() {
        return TRAINING.contains(this);
    }

    /** Whether the numbers are written as text, several bytes for each. */
    boolean isText() {
        return !mediaType.equals(ONNX.mediaType);
    }

    /** Name of the file: {@code network_pytorch.py}. It has nothing that a user wrote. */
    public String fileName() {
        return "network_" + wireName() + "." + extension;
    }
}
