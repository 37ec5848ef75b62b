package org.nnplayground.export;

import java.util.List;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.export.onnx.OnnxWriter;
import org.nnplayground.export.python.KerasWriter;
import org.nnplayground.export.python.NumpyWriter;
import org.nnplayground.export.python.PyTorchWriter;
import org.nnplayground.export.torchscript.TorchScriptWriter;
import org.nnplayground.service.JobService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    NetworkExports networkExports(JobService jobs, TrainingEngine engine, JsonMapper json) {
        return new NetworkExports(
                jobs,
                engine,
                List.of(
                        new OnnxWriter(),
                        new TorchScriptWriter(),
                        new PyTorchWriter(),
                        new KerasWriter(),
                        new NumpyWriter(),
                        new JsonWriter(json)));
    }
}
