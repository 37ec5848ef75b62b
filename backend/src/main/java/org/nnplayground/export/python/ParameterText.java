package org.nnplayground.export.python;

import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.export.ExportedNetwork;
import org.nnplayground.export.ExportedNetwork.ExportedLayer;

/**
 * Parameters as a Python dictionary: {@code layer1.weight}, {@code layer1.recurrent}, {@code layer1.bias} and
 * {@code slope1} of the first layer, as far as it has them.
 */
final class ParameterText {

    private ParameterText() {}

    static void add(PythonFile file, String name, ExportedNetwork network, Parameters parameters) {
        file.line(0, "%s = {", name);
        network.layers(parameters).forEach(layer -> add(file, layer));
        file.line(0, "}");
    }

    private static void add(PythonFile file, ExportedLayer layer) {
        LayerParameters parameters = layer.parameters();
        int n = layer.number();
        if (parameters.isEmpty()) {
            return;
        }
        rows(file, n, "weight", parameters.nestedWeights());
        if (parameters.recurrentWeights().length > 0) {
            rows(file, n, "recurrent", parameters.recurrentWeights());
        }
        if (parameters.biases().length > 0) {
            file.line(1, "\"layer%d.bias\": %s,", n, PythonFile.list(parameters.biases()));
        }
        Float slope = parameters.slope();
        if (slope != null) {
            file.line(1, "\"slope%d\": [%s],", n, slope);
        }
    }

    private static void rows(PythonFile file, int layer, String name, Object[] rows) {
        file.line(1, "\"layer%d.%s\": [", layer, name);
        for (Object row : rows) {
            file.line(2, "%s,", PythonFile.list(row));
        }
        file.line(1, "],");
    }
}
