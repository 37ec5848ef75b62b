package org.nnplayground.export;

import java.util.List;
import org.nnplayground.dataset.UploadedRows;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.export.onnx.OnnxWriter;
import org.nnplayground.export.python.KerasWriter;
import org.nnplayground.export.python.NumpyWriter;
import org.nnplayground.export.python.PyTorchWriter;
import org.nnplayground.export.torchscript.TorchScriptWriter;
import org.nnplayground.past.PastEpochs;
import org.nnplayground.service.JobService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    NetworkExports networkExports(
            JobService jobs, PastEpochs past, TrainingEngine engine, UploadedRows uploads, JsonMapper json) {
        return new NetworkExports(
                jobs,
                past,
                engine,
                uploads,
                List.of(
                        new OnnxWriter(),
                        new TorchScriptWriter(),
                        new PyTorchWriter(),
                        new KerasWriter(),
                        new NumpyWriter(),
                        new JsonWriter(json)));
    }
}
