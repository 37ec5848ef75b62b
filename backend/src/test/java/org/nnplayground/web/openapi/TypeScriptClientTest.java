package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.ServerTest;

/** Runs a program with {@code clients/typescript} against the real server. */
class TypeScriptClientTest extends ServerTest {

    private static final Path PROGRAM = Path.of("src/test/resources/clients/client.ts");

    private static final String PRINTED = """
            lost and followed to: true succeeded
            epochs without a gap: true
            xor: 0 1 1 0
            waited for: succeeded 301
            behind the last event: 0
            shapes: 4x2 1x4
            boundary: 625 x1,x2
            unit: 10
            csv: run,epoch,trainLoss,validationLoss,testLoss 302
            samples: 4
            waited for by the server: succeeded true
            owner's job: true
            stepped: paused
            patched: 0.1
            edited: 3
            played: running paused
            run: 2 3
            cancelled: cancelled cancelled
            changed: 3,3 0.1
            past: 5 5 5
            branch: 100 121
            several: 20,40 2
            swept: sweep.rows,sweep.state 2 3
            sweep cancelled: cancelled
            uploaded: cat,dog a,b uploaded
            refused: 422 /problems/invalid-request true
            deleted: 404
            left: stop
            repeated: 2
            no connection: TypeError
            """;

    @TempDir
    private Path folder;

    @Test
    void trainsANetworkWithoutMissingAnEpochWhenTheConnectionIsLostAndControlsALiveJob() throws Exception {
        String printed = new Programs(folder)
                .typeScript(
                        Files.readString(PROGRAM), "http://localhost:" + port(), school.substring("Bearer ".length()));

        assertThat(printed).isEqualTo(PRINTED);
    }
}
