package org.nnplayground.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import org.nnplayground.engine.Device;
import org.nnplayground.job.JobRequest;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.web.request.BodyReader;
import org.nnplayground.web.request.BodySettings;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import tools.jackson.databind.JsonNode;

/**
 * Any bytes as the body of a submission: they are read, or refused as a client's fault, and nothing else happens. A
 * normal build runs the corpus in {@code src/test/resources}; {@code JAZZER_FUZZ=1 ./mvnw test -Dexec.skip=true
 * -Dtest=SpecReaderFuzzTest} looks for new inputs, and keeps one that fails.
 */
class SpecReaderFuzzTest {

    private static final long SEED = 7;
    private static final SpecCatalog CATALOG = new SpecCatalog(Limits.STANDARD);
    private static final JobCatalog JOBS = new JobCatalog(Limits.STANDARD, 86_400, () -> List.of(Device.CPU));
    private static final JobRequestReader READER =
            new JobRequestReader(CATALOG, JOBS, new SpecReader(CATALOG, () -> SEED), false);
    private static final JsonBody BODY =
            new JsonBody(new BodyReader(Limits.STANDARD.bodyBytes(), new BodySettings(null, Duration.ofMinutes(2))));

    @FuzzTest(maxDuration = "3m")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        JobRequest request;
        JsonNode json;
        try {
            json = BODY.parsed(new ByteArrayInputStream(bytes));
            request = READER.create(json);
        } catch (PlaygroundException e) {
            assertThat(e.type()).isIn(ProblemType.INVALID_JSON, ProblemType.INVALID_REQUEST);
            return;
        }
        assertThat(request.spec().network().layers()).hasSizeBetween(1, Limits.STANDARD.layers());
        assertThat(request.spec().training().batchSize()).isBetween(1, Limits.STANDARD.batchSize());
        assertThat(request.spec().training().seed()).isBetween(0L, (1L << 53) - 1);
        assertThat(READER.create(json).spec()).usingRecursiveComparison().isEqualTo(request.spec());
    }
}
