package org.nnplayground.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Diagnosis.Type;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;

/** When a monitor computes what is expensive. {@link FailuresTest} tests what it finds. */
class DiagnosisMonitorTest {

    private static final TrainingSpec XOR = new DefaultSpec(new SpecCatalog(Limits.STANDARD)).of(Generator.XOR, 1);

    /** XOR without a hidden layer, which no weights can separate. */
    private static final TrainingSpec LINEAR = XOR.withNetwork(
            new Network(List.of(XOR.network().layers().getLast()), XOR.network().initializer()));

    private final TrainingSession session = new DjlTrainingEngine().open(LINEAR, SampleSource.samples(LINEAR), null);
    private final AtomicInteger gradients = new AtomicInteger();
    private final DiagnosisMonitor monitor = new DiagnosisMonitor(counted(), LINEAR);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aCheckComputesGradientsOnlyIfThatWasPlanned() {
        monitor.check(session.metrics(), false);
        assertThat(gradients).hasValue(0); // although the last check of gradients was long ago

        assertThat(monitor.planGradientCheck()).isTrue();
        monitor.check(session.metrics(), false);
        monitor.check(session.metrics(), false);
        assertThat(gradients).hasValue(1);

        monitor.check(session.metrics(), true);
        assertThat(gradients).hasValue(2);
    }

    @Test
    void whatTheNetworkCannotRepresentIsFoundLaterOrAtOnceInAThoroughCheck() {
        monitor.trained(session.advance(new Slice(30, Long.MAX_VALUE)).losses());

        await().untilAsserted(() -> {
            monitor.check(session.metrics(), false);
            assertThat(monitor.diagnosis()).extracting(Diagnosis::type).contains(Type.LINEAR_MODEL);
        });

        var another = new DiagnosisMonitor(session, LINEAR);
        another.trained(session.advance(new Slice(60, Long.MAX_VALUE)).losses());
        another.check(session.metrics(), true);
        assertThat(another.diagnosis()).extracting(Diagnosis::type).contains(Type.LINEAR_MODEL);
    }

    /** The session, whose computations of gradients are counted. */
    private TrainingSession counted() {
        return (TrainingSession) Proxy.newProxyInstance(
                TrainingSession.class.getClassLoader(),
                new Class<?>[] {TrainingSession.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("gradientsOfTrainSet")) {
                        gradients.incrementAndGet();
                    }
                    return method.invoke(session, arguments);
                });
    }
}
