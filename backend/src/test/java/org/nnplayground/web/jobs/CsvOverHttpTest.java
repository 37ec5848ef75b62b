package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** History and parameters as CSV, compared with the same as JSON. */
class CsvOverHttpTest extends ServerTest {

    private static final String[] CSV = {"Accept", "text/csv"};

    private Created trained(int epochs) {
        return client.creates("{" + XOR + ", 'stop': {'epochs': " + epochs + "}}", "Prefer", "wait=60");
    }

    private static List<String[]> rows(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.text()).endsWith("\r\n");
        return answer.text().lines().map(line -> line.split(",", -1)).toList();
    }

    @Test
    void theHistoryHasTheSameNumbersAsInJson() {
        Created job = trained(300);

        JsonNode json = client.gets(job.path() + "/history?limit=1000").json();
        List<String[]> rows = rows(client.gets(job.path() + "/history", CSV));

        assertThat(rows.getFirst()).containsExactly("run", "epoch", "trainLoss", "validationLoss", "testLoss");
        assertThat(rows).hasSize(302);
        for (int epoch = 0; epoch <= 300; epoch++) {
            String[] row = rows.get(epoch + 1);
            assertThat(row[0]).isEqualTo("1");
            assertThat(row[1]).isEqualTo(Integer.toString(epoch));
            assertThat(Float.parseFloat(row[2]))
                    .isEqualTo(json.get("trainLoss").get(epoch).floatValue());
            assertThat(row[3]).isEmpty();
            assertThat(Float.parseFloat(row[4]))
                    .isEqualTo(json.get("testLoss").get(epoch).floatValue());
        }
        assertThat(rows(client.gets(job.path() + "/history?after=298&limit=1", CSV)))
                .hasSize(2)
                .last()
                .satisfies(row -> assertThat(row[1]).isEqualTo("299"));
        assertThat(client.gets(job.path() + "/history?run=2", CSV).status()).isEqualTo(404);
    }

    @Test
    void aLongHistoryIsComplete() {
        Created job = trained(25_000);

        List<String[]> rows = rows(client.gets(job.path() + "/history", CSV));

        assertThat(rows).hasSize(25_002);
        for (int epoch = 0; epoch <= 25_000; epoch++) {
            assertThat(rows.get(epoch + 1)[1]).isEqualTo(Integer.toString(epoch));
        }
    }

    @Test
    void theParametersHaveTheSameNumbersAsInJson() {
        Created job = trained(20);

        JsonNode layers = client.gets(job.path() + "/parameters").json().get("layers");
        List<String[]> rows = rows(client.gets(job.path() + "/parameters", CSV));

        assertThat(rows.getFirst()).containsExactly("run", "epoch", "layer", "parameter", "unit", "input", "value");
        assertThat(rows).hasSize(1 + (2 * 4 + 4) + (4 + 1));
        for (String[] row : rows.subList(1, rows.size())) {
            JsonNode layer = layers.get(Integer.parseInt(row[2]));
            int unit = Integer.parseInt(row[4]);
            JsonNode number = row[3].equals("weight")
                    ? layer.get("weights").get(unit).get(Integer.parseInt(row[5]))
                    : layer.get("biases").get(unit);
            assertThat(row[1]).isEqualTo("20");
            assertThat(Float.parseFloat(row[6])).isEqualTo(number.floatValue());
        }
    }
}
