package org.nnplayground.export.python;

import org.nnplayground.export.ExportFormat;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.NetworkWriter;
import org.nnplayground.spec.TrainingSpec;

/** Writes a network as a Python program that predicts and trains with PyTorch. */
public final class PyTorchWriter implements NetworkWriter {

    private static final String PREDICT = """


            def predict(x):
                \"""The outputs for raw columns x [samples, %d], a list of lists.\"""
                with torch.no_grad():
                    return Network(TRAINED)(torch.tensor(x, dtype=torch.float64))
            """;

    @Override
    public ExportFormat format() {
        return ExportFormat.PYTORCH;
    }

    @Override
    public byte[] write(ExportedNetwork network) {
        TrainingSpec spec = network.spec();
        return TrainingText.program(
                network,
                format(),
                "import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n\n",
                "torch",
                file -> PyTorchNetwork.add(file, network),
                PREDICT,
                file -> PyTorchTraining.add(file, spec));
    }
}
