package org.nnplayground.web.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.nnplayground.sweep.TestSweeps.json;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.engine.Device;
import org.nnplayground.job.JobRequest;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.Violation;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.sweep.SweepRequest;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.JobRequestReader;

class SweepRequestReaderTest {

    private static final String ID = "00000000000000000000000000000000";
    private static final String XOR = "'spec': {'data': {'source': 'generated', 'generator': 'xor', 'seed': 3}}";
    private static final long DRAWN = 42;

    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);
    private static final JobCatalog JOBS = new JobCatalog(Limits.STANDARD, 86_400, () -> List.of(Device.CPU));

    private final SweepRequestReader reader = new SweepRequestReader(
            seeds -> new JobRequestReader(CATALOG, JOBS, new SpecReader(CATALOG, seeds), false), () -> DRAWN);

    private SweepRequest reads(String fields) {
        return reader.read(json("{" + fields + "}"), ID);
    }

    private List<Violation> violations(String fields) {
        return catchThrowableOfType(PlaygroundException.class, () -> reads(fields))
                .violations();
    }

    private List<String> pointers(String fields) {
        return violations(fields).stream().map(Violation::pointer).toList();
    }

    private static List<Double> rates(SweepRequest sweep) {
        return sweep.jobs().stream()
                .map(job -> job.spec().training().optimizer().learningRate())
                .toList();
    }

    private static List<Long> initializerSeeds(SweepRequest sweep) {
        return sweep.jobs().stream()
                .map(job -> job.spec().network().initializer().seed())
                .toList();
    }

    @Test
    void theLastAxisChangesFastest() {
        SweepRequest sweep =
                reads(XOR + ", 'axes': [{'pointer': '/training/optimizer/learningRate', 'values': [0.1, 1]},"
                        + " {'pointer': '/training/batchSize', 'values': [5, 10, 20]}]");

        assertThat(rates(sweep)).containsExactly(0.1, 0.1, 0.1, 1.0, 1.0, 1.0);
        assertThat(sweep.jobs())
                .extracting(job -> job.spec().training().batchSize())
                .containsExactly(5, 10, 20, 5, 10, 20);
    }

    @Test
    void aValueMayBeAnObjectAndNullIsTheDefault() {
        SweepRequest sweep = reads(XOR + ", 'axes': [{'pointer': '/training/optimizer',"
                + " 'values': [{'type': 'adam'}, {'type': 'sgd', 'learningRate': 1}, null]}]");

        assertThat(rates(sweep)).containsExactly(0.01, 1.0, 0.03);
    }

    @Test
    void aValueOfALayerLeavesTheOthers() {
        SweepRequest sweep = reads("""
                'spec': {'data': {'source': 'generated', 'generator': 'xor'},
                  'network': {'layers': [{'units': 4, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}]}},
                'axes': [{'pointer': '/network/layers/0/units', 'values': [1, 2]}]
                """);

        assertThat(sweep.jobs())
                .extracting(job -> job.spec().network().layers().getFirst().units())
                .containsExactly(1, 2);
        assertThat(sweep.jobs())
                .allSatisfy(job -> assertThat(
                                job.spec().network().layers().getLast().units())
                        .isEqualTo(1));
    }

    @Test
    void seedsVaryInitializerAndTrainingFromTheSpecsSeedOnAndNeverTheData() {
        SweepRequest sweep = reads("""
                'spec': {'data': {'source': 'generated', 'generator': 'xor'},
                  'network': {'initializer': {'type': 'uniform', 'seed': 9}}}, 'axes': [{'seeds': 3}]
                """);

        assertThat(initializerSeeds(sweep)).containsExactly(9L, 10L, 11L);
        assertThat(sweep.jobs()).extracting(job -> job.spec().training().seed()).containsExactly(9L, 10L, 11L);
        assertThat(sweep.jobs())
                .extracting(JobRequest::spec)
                .allSatisfy(spec ->
                        assertThat(((Data.Generated) spec.data()).seed()).isEqualTo(DRAWN));
        assertThat(sweep.axes().getFirst().value(2)).hasToString("11");
    }

    @Test
    void absentSeedsAreTheSameForEveryValue() {
        SweepRequest sweep =
                reads(XOR + ", 'axes': [{'pointer': '/network/initializer/type', 'values': ['zeros', 'uniform']}]");

        assertThat(sweep.jobs()).extracting(job -> job.spec().training().seed()).containsExactly(DRAWN, DRAWN);
    }

    @Test
    void seedsAndValuesMakeEveryPair() {
        SweepRequest sweep = reads(
                XOR + ", 'axes': [{'seeds': 2}, {'pointer': '/training/optimizer/learningRate', 'values': [1, 2]}]");

        assertThat(rates(sweep)).containsExactly(1.0, 2.0, 1.0, 2.0);
        assertThat(initializerSeeds(sweep)).containsExactly(DRAWN, DRAWN, DRAWN + 1, DRAWN + 1);
    }

    @Test
    void jobsAreSharedWhereTheirShapeAllowsItAndBearTheSweepsNameAndLabel() {
        SweepRequest sweep = reads("""
                'spec': {'data': {'source': 'generated', 'generator': 'xor'},
                  'network': {'layers': [{'units': 4, 'activation': 'tanh'}, {'units': 1, 'activation': 'tanh'}]}},
                'name': 'widths', 'stop': {'epochs': 7},
                'axes': [{'pointer': '/network/layers/0/units', 'values': [4, 400]}]
                """);

        assertThat(sweep.jobs())
                .extracting(job -> job.description().requestedArithmetic())
                .containsExactly(Arithmetic.SHARED, null);
        assertThat(sweep.jobs()).allSatisfy(job -> {
            assertThat(job.description().name()).isEqualTo("widths");
            assertThat(job.description().labels()).containsEntry("sweep", ID);
            assertThat(job.stop().epochs()).isEqualTo(7);
        });
    }

    @Test
    void aMillionCombinationsAreRefused() {
        String hundred = IntStream.range(1, 101).boxed().toList().toString();

        assertThat(pointers(XOR + ", 'axes': [{'pointer': '/training/batchSize', 'values': " + hundred + "},"
                        + " {'pointer': '/training/optimizer/learningRate', 'values': " + hundred
                        + "}, {'seeds': 100}]"))
                .containsExactly("/axes");
        assertThat(pointers(XOR + ", 'axes': [{'seeds': 257}]")).containsExactly("/axes/0/seeds");
        assertThat(reads(XOR + ", 'axes': [{'seeds': 256}]").jobs()).hasSize(256);
    }

    @Test
    void valuesThatTheSpecDoesNotTakeAreNamed() {
        List<Violation> violations = violations(XOR + ", 'axes': [{'pointer': '/training/batchSize',"
                + " 'values': [5, 'ten', 0, 10]}, {'seeds': 2}, {'pointer': '/training/optimizer',"
                + " 'values': [{'type': 'adam'}, {'type': 'adam', 'beta1': 2}]}]");

        assertThat(violations)
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/axes/0/values/1", "/axes/0/values/2", "/axes/2/values/1/beta1");
    }

    @Test
    void anUnknownPlaceIsTheFaultOfThePointer() {
        assertThat(pointers(XOR + ", 'axes': [{'pointer': '/training/learningRate', 'values': [1, 2]}]"))
                .containsExactly("/axes/0/pointer");
        assertThat(pointers(XOR + ", 'axes': [{'pointer': '/trainin/seed', 'values': [1, 2]}]"))
                .containsExactly("/axes/0/pointer");
        for (String nowhere : List.of("", "training", "/network/layers/0/units", "/data/generator/x")) {
            assertThat(pointers(XOR + ", 'axes': [{'pointer': '" + nowhere + "', 'values': [1, 2]}]"))
                    .as(nowhere)
                    .containsExactly("/axes/0/pointer");
        }
    }

    @Test
    void aValueThatMakesAnotherFieldWrongIsNamedWithThatField() {
        List<Violation> violations = violations("""
                'spec': {'data': {'source': 'generated', 'generator': 'xor'}, 'training': {'loss': 'huber'}},
                'axes': [{'pointer': '/training/batchSize', 'values': [1, 2]},
                  {'pointer': '/network/layers', 'values': [[{'units': 1, 'activation': 'tanh'}],
                    [{'units': 2, 'activation': 'softmax'}]]}]
                """);

        assertThat(violations).extracting(Violation::pointer).containsExactly("/axes/1/values/1");
        assertThat(violations.getFirst().detail()).asString().contains("/spec/training/loss");
    }

    @Test
    void aFaultOfTheSpecIsToldOnceWithThoseOfTheAxesAndTheRest() {
        assertThat(pointers("""
                'spec': {'data': {'source': 'generated', 'generator': 'xor', 'noise': 7}}, 'labels': {},
                'stop': {'epochs': 0}, 'axes': [{'seeds': 0}, {'pointer': '/training/batchSize', 'values': [1, 2]},
                  {'pointer': '/training/seed'}]
                """))
                .containsExactlyInAnyOrder(
                        "/spec/data/noise", "/labels", "/stop/epochs", "/axes/0/seeds", "/axes/2/values");
    }

    @Test
    void axesMustNotSetTheSame() {
        assertThat(pointers(XOR + ", 'axes': [{'pointer': '/training/optimizer', 'values': [{'type': 'adam'}]},"
                        + " {'pointer': '/training/optimizer/learningRate', 'values': [1]}]"))
                .containsExactly("/axes/1/pointer");
        assertThat(pointers(XOR + ", 'axes': [{'seeds': 2}, {'pointer': '/training/seed', 'values': [1]}]"))
                .containsExactly("/axes/1/pointer");
        assertThat(pointers(XOR + ", 'axes': [{'seeds': 2}, {'seeds': 2}]")).containsExactly("/axes/1/seeds");
        assertThat(pointers(XOR + ", 'axes': [{'pointer': '/training/batchSize', 'values': [1, 1]}]"))
                .containsExactly("/axes/0/values");
    }

    @Test
    void aSweepHasOneToThreeAxesAndASpec() {
        assertThat(pointers(XOR)).containsExactly("/axes");
        assertThat(pointers(XOR + ", 'axes': []")).containsExactly("/axes");
        assertThat(pointers(XOR + ", 'axes': [{'seeds': 1}, {'seeds': 1}, {'seeds': 1}, {'seeds': 1}]"))
                .containsExactly("/axes");
        assertThat(pointers("'axes': [{}]")).containsExactlyInAnyOrder("/spec", "/axes/0/pointer", "/axes/0/values");
    }

    @Test
    void theNumbersInAllSpecsTogetherAreLimited() {
        String samples = IntStream.range(0, 4000)
                .mapToObj(i -> "{'x': [" + i % 5 + ", 1], 'y': " + i % 2 + "}")
                .toList()
                .toString();
        String spec = "'spec': {'data': {'source': 'inline', 'train': " + samples + "}}";

        assertThat(reads(spec + ", 'axes': [{'seeds': 100}]").jobs()).hasSize(100);
        assertThat(pointers(spec + ", 'axes': [{'seeds': 200}]")).containsExactly("/axes");
    }
}
