package org.nnplayground.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.codec.Json;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.codec.ViolationText;
import org.nnplayground.engine.Device;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.JobRequest;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.job.StopConditions;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;

class JobRequestReaderTest {

    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);
    private static final String SPEC = "'spec': {'data': {'source': 'generated', 'generator': 'circle'}}";

    private final JobRequestReader reader = new JobRequestReader(
            CATALOG,
            new JobCatalog(CATALOG.limits(), 86_400, () -> List.of(Device.CPU)),
            new SpecReader(CATALOG, () -> 7),
            false);

    @Test
    void aJobDefaultsToBatchWithAThousandEpochsWithoutPace() {
        JobRequest request = reader.create(Json.of("{" + SPEC + "}"));

        assertThat(request.mode()).isEqualTo(Mode.BATCH);
        assertThat(request.stop()).isEqualTo(new StopConditions(1000L, null, null, 86_400.0));
        assertThat(request.pace()).isEqualTo(Pace.FULL);
        assertThat(request.description().requestedDevice()).isEqualTo(RequestedDevice.AUTO);
        assertThat(request.description().name()).isNull();
        assertThat(request.description().labels()).isEmpty();
    }

    @Test
    void theServiceLimitsTheSecondsOfAJob() {
        var strict = new JobRequestReader(
                CATALOG,
                new JobCatalog(CATALOG.limits(), 60, () -> List.of(Device.CPU)),
                new SpecReader(CATALOG, () -> 7),
                false);

        assertThat(strict.create(Json.of("{" + SPEC + "}")).stop().maxSeconds()).isEqualTo(60);
        assertThat(strict.create(Json.of("{" + SPEC + ", 'stop': {'maxSeconds': 60}}"))
                        .stop()
                        .maxSeconds())
                .isEqualTo(60);
        assertThat(violations(() -> strict.create(Json.of("{" + SPEC + ", 'stop': {'maxSeconds': 61}}"))))
                .extracting(ViolationText::pointer)
                .containsExactly("/stop/maxSeconds");
    }

    @Test
    void aLiveJobDefaultsToSixtyEpochsPerSecondWithoutStopCondition() {
        JobRequest request = reader.create(Json.of("{" + SPEC + ", 'mode': 'live'}"));

        assertThat(request.stop()).isEqualTo(StopConditions.NEVER);
        assertThat(request.pace()).isEqualTo(new Pace(60));
    }

    @Test
    void everyFieldOfAJobIsRead() {
        JobRequest request = reader.create(Json.of("{" + SPEC + """
                , 'mode': 'live', 'stop': {'epochs': 20}, 'pace': {'epochsPerSecond': 0.5}, 'device': 'cpu',
                'name': 'mine', 'labels': {'course': 'week/5', 'a~b': ''}}
                """));

        assertThat(request.stop()).isEqualTo(StopConditions.afterEpochs(20));
        assertThat(request.pace()).isEqualTo(new Pace(0.5));
        assertThat(request.description().requestedDevice()).isEqualTo(RequestedDevice.CPU);
        assertThat(request.description().name()).isEqualTo("mine");
        assertThat(request.description().labels()).isEqualTo(Map.of("course", "week/5", "a~b", ""));
    }

    @Test
    void aGpuCanBeRequestedIfThereIsOne() {
        var gpus = new JobCatalog(CATALOG.limits(), 86_400, () -> List.of(Device.CPU, Device.GPU));
        var withGpu = new JobRequestReader(CATALOG, gpus, new SpecReader(CATALOG, () -> 7), false);

        JobRequest request = withGpu.create(Json.of("{" + SPEC + ", 'device': 'gpu'}"));

        assertThat(request.description().requestedDevice()).isEqualTo(RequestedDevice.GPU);
        assertThat(gpus.devices().names()).containsExactly("auto", "cpu", "gpu");
        assertThat(violations(() -> withGpu.create(Json.of("{" + SPEC + ", 'device': 'tpu'}"))))
                .containsExactly(new ViolationText("/device", "must be one of auto, cpu, gpu, was \"tpu\""));
    }

    @Test
    void anArithmeticCanBeRequested() {
        JobRequest shared = reader.create(Json.of("{" + SPEC + ", 'arithmetic': 'shared'}"));
        JobRequest solo = reader.create(Json.of("{" + SPEC + ", 'mode': 'live', 'arithmetic': 'solo'}"));
        JobRequest either = reader.create(Json.of("{" + SPEC + ", 'arithmetic': null}"));

        assertThat(shared.description().requestedArithmetic()).isEqualTo(Arithmetic.SHARED);
        assertThat(solo.description().requestedArithmetic()).isEqualTo(Arithmetic.SOLO);
        assertThat(either.description().requestedArithmetic()).isNull();
    }

    @Test
    void everyReasonAgainstTheSharedArithmeticIsOneViolation() {
        var gpus = new JobCatalog(CATALOG.limits(), 86_400, () -> List.of(Device.CPU, Device.GPU));
        var withGpu = new JobRequestReader(CATALOG, gpus, new SpecReader(CATALOG, () -> 7), false);
        String body = """
                {'spec': {'data': {'source': 'generated', 'generator': 'circle', 'samples': 3000},
                'network': {'layers': [{'units': 17, 'activation': 'prelu'}, {'units': 1}]},
                'training': {'optimizer': {'type': 'lion'}}}, 'device': 'gpu', 'arithmetic': """;

        assertThat(violations(() -> withGpu.create(Json.of(body + "'shared'}"))))
                .extracting(ViolationText::pointer, ViolationText::detail)
                .containsExactly(
                        tuple(
                                "/arithmetic",
                                "must have at most 16 units in each layer for the arithmetic \"shared\", had 17"),
                        tuple(
                                "/arithmetic",
                                "must have at most 2000 samples in total for the arithmetic \"shared\", had 3000"),
                        tuple("/arithmetic", "prelu cannot be used with the arithmetic \"shared\""),
                        tuple("/arithmetic", "lion cannot be used with the arithmetic \"shared\""),
                        tuple("/arithmetic", "the device \"gpu\" cannot be used with the arithmetic \"shared\""));
        assertThat(withGpu.create(Json.of(body + "'solo'}")).description().requestedArithmetic())
                .isEqualTo(Arithmetic.SOLO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'mode': 'fast'                     | /mode                 | must be one of batch, live, was "fast"
            'stop': {'epochs': 0}              | /stop/epochs          | must be between 1 and 1000000, was 0
            'stop': {'patience': 0}            | /stop/patience        | must be between 1 and 1000000, was 0
            'stop': {'seconds': 3}             | /stop/seconds         | is not a field of stop; the fields are epochs, targetTestLoss, patience, maxSeconds
            'pace': 60                         | /pace                 | must be an object, was 60
            'pace': {'epochsPerSecond': -1}    | /pace/epochsPerSecond | must be between 0 and 1000, was -1
            'device': 'gpu'                    | /device               | is not available, must be one of auto, cpu, was "gpu"
            'arithmetic': 'fast'               | /arithmetic           | must be one of solo, shared, was "fast"
            'arithmetic': true                 | /arithmetic           | must be one of solo, shared, was a boolean
            'webhook': {'url': 'x'}            | /webhook/url          | must be a URL such as https://client.example/done, without user and fragment
            'webhook': {'url': 'http://a.b/'}  | /webhook/url          | must be a URL such as https://client.example/done, without user and fragment
            'webhook': {'url': 'https://u@a/'} | /webhook/url          | must be a URL such as https://client.example/done, without user and fragment
            'webhook': {'url': 'https://a:0/'} | /webhook/url          | must have a port from 1 to 65535, had 0
            'webhook': {'url': 'https://a:99999/'}    | /webhook/url   | must have a port from 1 to 65535, had 99999
            'webhook': {'url': 'https://127.0.0.1/'}  | /webhook/url   | must not point to this server or into a private network, as 127.0.0.1 does
            'webhook': {}                      | /webhook/url          | is required: the URL to call when the job ends
            'webhook': {'url': 1}              | /webhook/url          | must be a string, was 1
            'name': 7                          | /name                 | must be a string, was 7
            'labels': []                       | /labels               | must be an object, was an array
            'labels': {'a/b': 7}               | /labels/a~1b          | must be a string, was 7
            'labels': {'': 'x'}                | /labels/              | must have a name of 1 to 64 characters, had 0
            'labels': {'a': 'b\\u0000'}       | /labels/a             | must not have control characters
            'labels': {'a:b': 'x'}             | /labels/a:b           | must have a name without a colon
            'labels': {'\\ud800': 'x'}       | /labels/\ud800       | must have a name in valid Unicode, had an unpaired surrogate
            'labels': {'a': '\\udc00 b'}     | /labels/a             | must be valid Unicode, had an unpaired surrogate
            'name': 'a\\ud83d'               | /name                 | must be valid Unicode, had an unpaired surrogate
            'name': 'two\\nlines'             | /name                 | must not have control characters
            'spec': {'data': 1}                | /spec/data            | must be an object, was 1
            'spec': []                         | /spec                 | must be an object, was an array
            'priority': 1                      | /priority             | is not a known field; the known fields are spec, mode, stop, pace, device, arithmetic, name, labels, webhook
            """)
    void pointersStartAtTheRootOfTheBody(String field, String pointer, String detail) {
        String body = field.contains("'spec'") ? "{" + field + "}" : "{" + SPEC + ", " + field + "}";

        assertThat(violations(() -> reader.create(Json.of(body)))).containsExactly(new ViolationText(pointer, detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "api.LOCALHOST.",
                "2130706433",
                "0x7f000001",
                "010.0.0.1",
                "10.0.0.1:8443",
                "192.168.1.1",
                "169.254.169.254",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[fd00::1]"
            })
    void aPrivateWebhookAddressIsRefusedUnlessAllowed(String host) {
        String body = "{" + SPEC + ", 'webhook': {'url': 'https://" + host + "/done'}}";

        assertThat(violations(() -> reader.create(Json.of(body))))
                .extracting(ViolationText::pointer)
                .containsExactly("/webhook/url");
        var within = new JobRequestReader(
                CATALOG,
                new JobCatalog(CATALOG.limits(), 86_400, () -> List.of(Device.CPU)),
                new SpecReader(CATALOG, () -> 7),
                true);
        assertThat(within.create(Json.of(body)).webhook()).hasToString("https://" + host + "/done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"client.example", "8.8.8.8", "[2606:4700:4700::1111]:8443", "1.example", "localhost.example"})
    void aWebhookMayHaveAnyPublicAddressOrName(String host) {
        JobRequest request = reader.create(Json.of("{" + SPEC + ", 'webhook': {'url': 'https://" + host + "/done'}}"));

        assertThat(request.webhook()).hasToString("https://" + host + "/done");
    }

    @Test
    void longFieldNamesKeepTheirPointer() {
        var body = Json.of("{" + SPEC + ", 'labels': {'" + "k/".repeat(40) + "': 'v'}, '" + "n".repeat(256) + "': 1}");

        assertThat(violations(() -> reader.create(body)))
                .extracting(fault -> body.at(fault.pointer()).asString())
                .containsExactly("v", "1");
    }

    @Test
    void aSurrogatePairCountsAsOneCharacter() {
        JobRequest request = reader.create(Json.of("{" + SPEC + ", 'name': '\\ud83d\\ude00'}"));

        assertThat(request.description().name()).isEqualTo("\ud83d\ude00");
    }

    @Test
    void labelNamesRefuseControlCharacters() {
        assertThat(violations(() -> reader.create(Json.of("{" + SPEC + ", 'labels': {'a\\u0000': 'b'}}"))))
                .extracting(ViolationText::detail)
                .containsExactly("must have a name without control characters");
    }

    @Test
    void aMissingSpecOrANonObjectBodyIsOneViolation() {
        assertThat(violations(() -> reader.create(Json.of("{}"))))
                .containsExactly(new ViolationText("/spec", "is required: what to train"));
        assertThat(violations(() -> reader.create(Json.of("[]"))))
                .containsExactly(new ViolationText("", "must be an object, was an array"));
    }

    @Test
    void textsAndLabelsHaveMaximumLengths() {
        var many = new StringBuilder("{");
        for (int i = 0; i < 17; i++) {
            many.append(i == 0 ? "" : ",").append("'k").append(i).append("': 'v'");
        }
        var body = Json.of("{" + SPEC + ", 'name': '" + "n".repeat(201) + "', 'labels': " + many + "}}");

        assertThat(violations(() -> reader.create(body)))
                .containsExactly(
                        new ViolationText("/name", "must have at most 200 characters, had 201"),
                        new ViolationText("/labels", "must have at most 16 labels, had 17"));
    }

    @Test
    void aPatchKeepsWhatIsAbsentAndReplacesWhatIsEmpty() {
        assertThat(reader.patch(Json.of("{}"))).isEqualTo(new JobPatch(null, null, null, null, null));
        assertThat(reader.patch(Json.of("{'pace': {}, 'stop': {}}")))
                .isEqualTo(new JobPatch(null, null, null, new Pace(60), StopConditions.NEVER));
        assertThat(reader.patch(Json.of("{'learningRate': 0.1, 'regularizationRate': 0, 'batchSize': 5}")))
                .isEqualTo(new JobPatch(0.1, 0.0, 5, null, null));
        assertThat(violations(() -> reader.patch(Json.of("{'learningRate': 0, 'regularizationRate': -1, 'loss': 1}"))))
                .extracting(ViolationText::pointer)
                .containsExactly("/learningRate", "/regularizationRate", "/loss");
    }

    @Test
    void stepsAndResetsHaveDefaults() {
        assertThat(reader.step(Json.of("{}"))).isEqualTo(new StepRequest(StepUnit.EPOCH, 1));
        assertThat(reader.step(Json.of("{'unit': 'epoch', 'count': 5}"))).isEqualTo(new StepRequest(StepUnit.EPOCH, 5));
        assertThat(reader.reset(Json.of("{}"))).isEqualTo(ResetSeed.SAME);
        assertThat(reader.reset(Json.of("{'seed': 'new'}"))).isEqualTo(ResetSeed.NEW);
        assertThat(violations(() -> reader.step(Json.of("{'unit': 'phase', 'count': 1001}"))))
                .containsExactly(
                        new ViolationText("/unit", "must be one of epoch, batch, was \"phase\""),
                        new ViolationText("/count", "must be between 1 and 1000, was 1001"));
        assertThat(violations(() -> reader.empty(Json.of("{'now': true}"))))
                .extracting(ViolationText::pointer)
                .containsExactly("/now");
    }

    @Test
    void samplesToPredictHaveTheColumnsOfTheJob() {
        assertThat(reader.predict(Json.of("{'x': [[1, 2], [3, 4]]}"), 2))
                .isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(violations(() -> reader.predict(Json.of("{'x': [[1, 2], [3], 4, ['a', 1]]}"), 2)))
                .extracting(ViolationText::pointer)
                .containsExactly("/x/1", "/x/2", "/x/3/0");
        assertThat(violations(() -> reader.predict(Json.of("{'x': []}"), 2)))
                .containsExactly(new ViolationText("/x", "must have 1 to 10000 rows, had 0"));
        assertThat(violations(() -> reader.predict(Json.of("{}"), 2)))
                .containsExactly(new ViolationText("/x", "is required: an array of rows of 2 numbers"));
    }

    private static List<ViolationText> violations(ThrowingCallable call) {
        PlaygroundException problem = catchThrowableOfType(PlaygroundException.class, call);
        assertThat(problem).as("a fault").isNotNull();
        return ViolationText.by(problem);
    }
}
