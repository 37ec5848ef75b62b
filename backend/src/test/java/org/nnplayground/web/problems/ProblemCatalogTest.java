package org.nnplayground.web.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.response.ProblemDocument;

class ProblemCatalogTest {

    @Test
    void docsProblemsListsEveryTypeWithStatusCauseAndRemedy() throws IOException {
        String catalogue = Files.readString(Path.of("../docs/problems.md"));

        String sections = catalogue.substring(catalogue.indexOf("\n## ") + 1);

        assertThat(sections)
                .isEqualTo(String.join(
                        "\n",
                        Arrays.stream(ProblemType.values())
                                .map(ProblemCatalogTest::section)
                                .toList()));
    }

    private static String section(ProblemType type) {
        return """
                ## %s

                %s (HTTP %d). %s

                What to do: %s
                """.formatted(
                type.slug(), type.title(), ProblemDocument.status(type).value(), type.happened(), type.remedy());
    }
}
