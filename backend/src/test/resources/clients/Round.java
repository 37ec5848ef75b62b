import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.JobsApi;
import org.openapitools.client.api.LookingInsideApi;
import org.openapitools.client.model.AdamOptimizer;
import org.openapitools.client.model.Data;
import org.openapitools.client.model.DenseLayer;
import org.openapitools.client.model.GeneratedData;
import org.openapitools.client.model.Initializer;
import org.openapitools.client.model.Job;
import org.openapitools.client.model.JobPatch;
import org.openapitools.client.model.JobRequest;
import org.openapitools.client.model.Layer;
import org.openapitools.client.model.LayerParametersUpdate;
import org.openapitools.client.model.Network;
import org.openapitools.client.model.Optimizer;
import org.openapitools.client.model.ParametersUpdate;
import org.openapitools.client.model.PredictRequest;
import org.openapitools.client.model.Problem;
import org.openapitools.client.model.StepRequest;
import org.openapitools.client.model.Stop;
import org.openapitools.client.model.Training;
import org.openapitools.client.model.TrainingSpec;
import org.openapitools.client.model.XavierInitializer;

/** Trains and controls jobs with the client that openapi-generator makes for Java. Arguments: server, API key. */
final class Round {

    private final String server;
    private final JobsApi jobs;
    private final LookingInsideApi inside;

    private Round(String server, String key) {
        this.server = server;
        ApiClient owner = client(key);
        this.jobs = new JobsApi(owner);
        this.inside = new LookingInsideApi(owner);
    }

    public static void main(String[] arguments) throws Exception {
        new Round(arguments[0], arguments[1]).train();
    }

    private ApiClient client(String token) {
        var client = new ApiClient();
        client.updateBaseUri(server);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        return client;
    }

    private static TrainingSpec spec(String... features) {
        return new TrainingSpec()
                .task(TrainingSpec.TaskEnum.CLASSIFICATION)
                .features(List.of(features))
                .data(new Data(new GeneratedData()
                        .source(GeneratedData.SourceEnum.GENERATED)
                        .generator(GeneratedData.GeneratorEnum.CIRCLE)
                        .samples(60)
                        .seed(1L)))
                .network(new Network()
                        .layers(List.of(
                                dense(3, DenseLayer.ActivationEnum.RELU), dense(1, DenseLayer.ActivationEnum.TANH)))
                        .initializer(new Initializer(new XavierInitializer()
                                .type(XavierInitializer.TypeEnum.XAVIER)
                                .seed(7L))))
                .training(new Training()
                        .optimizer(new Optimizer(new AdamOptimizer().type(AdamOptimizer.TypeEnum.ADAM)))
                        .seed(7L));
    }

    private static Layer dense(int units, DenseLayer.ActivationEnum activation) {
        return new Layer(
                new DenseLayer().type(DenseLayer.TypeEnum.DENSE).units(units).activation(activation));
    }

    private Job wait(String id, Predicate<Job> reached) throws Exception {
        Job job = jobs.getJob(id);
        while (!reached.test(job)) {
            Thread.sleep(50);
            job = jobs.getJob(id);
        }
        return job;
    }

    /** Without the generated client, which would read the stream as JSON. */
    private String events(Job job) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(server + job.getLinks().getEvents()));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private interface Call {
        void make() throws ApiException;
    }

    private static Problem problemOf(Call call) throws Exception {
        try {
            call.make();
        } catch (ApiException failed) {
            return ApiClient.createDefaultObjectMapper().readValue(failed.getResponseBody(), Problem.class);
        }
        throw new AssertionError("no problem");
    }

    private void train() throws Exception {
        var request = new JobRequest()
                .spec(spec("x1", "x2"))
                .stop(new Stop().epochs(20))
                .labels(Map.of("client", "java"));
        String id = jobs.submitJob(request, "wait=30", null).getId();
        Job job = wait(id, found -> found.getState().equals("succeeded"));
        System.out.println("batch job: " + job.getState() + " after " + job.getEpoch() + " epochs");
        var trained = Objects.requireNonNull(job.getSpec());
        System.out.println(
                "spec: " + trained.getData().getCompleteGeneratedData().getGenerator() + ", "
                        + trained.getTraining()
                                .getOptimizer()
                                .getCompleteAdamOptimizer()
                                .getType()
                                .getValue() + ", "
                        + trained.getNetwork().getLayers().size() + " layers");
        System.out.println("history: "
                + inside.getHistory(id, null, null, null).getTrainLoss().size() + " losses");
        var parameters = inside.getParameters(id, null, null);
        System.out.println("parameters: " + parameters.getLayers().size() + " layers");
        var rows = new PredictRequest().x(List.of(List.of(0.0, 0.0), List.of(1.0, 1.0)));
        System.out.println("outputs: "
                + inside.predictOutputs(id, rows, null, null).getOutputs().size());
        var listed = jobs.listJobs(List.of("client:java"), null, 1, null).getData();
        System.out.println(
                "listed: " + (listed.size() == 1 && listed.getFirst().getId().equals(id)));
        System.out.println("stream: " + events(job).contains("event:job.state"));

        Job live = jobs.submitJob(new JobRequest().spec(spec("x1", "x2")).mode(JobRequest.ModeEnum.LIVE), null, null);
        var control = new JobsApi(client(Objects.requireNonNull(live.getControlToken())));
        wait(live.getId(), found -> found.getState().equals("paused"));
        control.stepJob(live.getId(), new StepRequest().count(2));
        wait(live.getId(), found -> found.getEpoch() == 2);
        Job changed = control.patchJob(live.getId(), new JobPatch().learningRate(0.5));
        System.out.println("live job: " + changed.getState() + " after " + changed.getEpoch() + " epochs");
        var layers = parameters.getLayers().stream()
                .map(layer ->
                        new LayerParametersUpdate().weights(layer.getWeights()).biases(doubles(layer.getBiases())))
                .toList();
        control.replaceParameters(live.getId(), new ParametersUpdate().layers(layers));

        Problem refused = problemOf(() -> jobs.submitJob(new JobRequest().spec(spec("x9")), null, null));
        System.out.println("refused: " + refused.getStatus() + " " + refused.getType() + " "
                + refused.getErrors().getFirst().getPointer());

        jobs.deleteJob(id);
        control.deleteJob(live.getId());
        Problem gone = problemOf(() -> jobs.getJob(id));
        System.out.println("deleted: " + gone.getStatus() + " " + gone.getType());
    }

    private static List<Double> doubles(List<Float> numbers) {
        return numbers.stream().map(Float::doubleValue).toList();
    }
}
