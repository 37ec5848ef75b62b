package org.nnplayground.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nnplayground.web.ServerTest;

/** Runs a program with {@code clients/python/nn_playground.py}, the file for notebooks, against the real server. */
class PythonFileTest extends ServerTest {

    private static final Path PROGRAM =
            Path.of("src/test/resources/clients/notebook.py").toAbsolutePath();

    private static final String PRINTED = """
            <iframe src="https://nn.example/embed#dataset=xor&amp;networkShape=4" title="NN Playground" width="100%" \
            height="400" style="border:0" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>
            https://nn.example/net/embed#dataset=xor
            https://nn.example/net/embed#dataset=xor
            https://nn.example/embed
            https://nn.example/embed/labs/hopfield#lang=en
            https://nn.example/embed/p/0123456789ab
            not a page
            lost and followed to: True succeeded
            epochs without a gap: True
            xor: [0, 1, 1, 0]
            waited for: succeeded 301
            True
            behind the last event: 0
            shapes: [[4, 2], [1, 4]]
            boundary: 625 ['x1', 'x2']
            unit: 10
            csv: run,epoch,trainLoss,validationLoss,testLoss 302
            samples: 4
            waited for by the server: succeeded True
            owner's job: True
            stepped: paused
            patched: 0.1
            edited: 3
            played: running paused
            run: 2 3
            cancelled: cancelled cancelled
            changed: [3, 3] 0.1
            past: 5 5 5
            branch: 100 121
            several: [20, 40] True
            swept: ['sweep.rows', 'sweep.state'] 2 3
            sweep cancelled: cancelled
            uploaded: ['cat', 'dog'] ['a', 'b'] uploaded
            drawn: 2 1
            refused: 422 /problems/invalid-request True
            deleted: 404
            No connection to http://localhost:1
            """;

    @TempDir
    private Path folder;

    @Test
    void showsPagesAndTrainsANetworkWithoutMissingAnEpochWhenTheConnectionIsLost() throws Exception {
        String printed = new Programs(folder)
                .python(PROGRAM, "http://localhost:" + port(), school.substring("Bearer ".length()));

        assertThat(printed).isEqualTo(PRINTED);
    }
}
