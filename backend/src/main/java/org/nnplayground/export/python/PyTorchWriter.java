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
        TrainingText.requireBackpropagation(spec, format());
        var file = new PythonFile();
        file.add(TrainingText.start(network, format()));
        TrainingText.imports(file, network);
        file.add("import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n\n");
        TrainingText.constants(file, spec);
        ParameterText.add(file, "INITIAL", network, network.initial());
        file.line(0, "");
        ParameterText.add(file, "TRAINED", network, network.parameters());
        new FeatureText("torch").add(file, network);
        PyTorchNetwork.add(file, network);
        file.add(PREDICT.formatted(network.columns()));
        DataText.add(file, network);
        DrawsText.add(file, spec);
        ScheduleText.add(file, spec.training());
        PyTorchTraining.add(file, spec);
        TrainingText.main(file);
        return file.bytes();
    }
}
