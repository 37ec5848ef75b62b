package org.nnplayground.export;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.nnplayground.export.torchscript.TorchScriptWriter;
import org.nnplayground.spec.TrainingSpec;

/** Loads exported programs as any model of DJL. */
class TorchScriptExportTest {

    @Test
    void programsGiveTheOutputsOfTheEngine() throws IOException, MalformedModelException, TranslateException {
        for (Named<TrainingSpec> spec : ExportSpecs.all()) {
            TrainedNetwork trained = TrainedNetwork.of(spec.getPayload(), false);

            byte[] program = new TorchScriptWriter().write(trained.network());

            OutputAssert.assertAgree(spec.getName(), outputs(program, trained.x()), trained.outputs());
        }
    }

    private static float[] outputs(byte[] program, double[]... x)
            throws IOException, MalformedModelException, TranslateException {
        try (Model model = Model.newInstance("network", "PyTorch")) {
            model.load(new ByteArrayInputStream(program));
            try (Predictor<NDList, NDList> predictor = model.newPredictor(new NoopTranslator());
                    NDArray input = model.getNDManager().create(flat(x), new Shape(x.length, x[0].length))) {
                return predictor.predict(new NDList(input)).singletonOrThrow().toFloatArray();
            }
        }
    }

    private static float[] flat(double[]... rows) {
        var flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }
}
