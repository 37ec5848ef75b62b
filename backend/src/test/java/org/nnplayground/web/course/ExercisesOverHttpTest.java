package org.nnplayground.web.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class ExercisesOverHttpTest extends ServerTest {

    private static final String EXERCISES = "/api/v1/exercises";
    private static final String RIGHT = """
            {'answers': {'sums': [[2, -2]], 'hidden': [[2, 0]], 'output': [[-2]], 'output-gradient': [[-6, 0]],
              'hidden-gradient': [[3, -3], [0, 0]]}}
            """;

    @Test
    void exercisesAreListedInTheReadersLanguage() {
        Answer english = client.gets(EXERCISES);
        Answer chinese = client.gets(EXERCISES, "Accept-Language", "de, zh-TW;q=0.8, en;q=0.5");
        Answer neither = client.gets(EXERCISES, "Accept-Language", "fr");

        assertThat(slugs(english.json()))
                .hasSize(16)
                .startsWith("perceptron-rule", "small-network", "exam-question", "logic-gate", "gradient-step")
                .endsWith("margin", "travelling-salesman", "threshold-gates");
        assertThat(slugs(chinese.json())).isEqualTo(slugs(english.json()));
        assertThat(english.json().at("/exercises/0/title").stringValue()).isEqualTo("A. The perceptron rule");
        assertThat(chinese.json().at("/exercises/0/title").stringValue()).isEqualTo("A. 感知器学习规则");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(chinese.header("Vary")).contains("Accept-Language");
        assertThat(neither.text()).isEqualTo(english.text());
    }

    private static List<String> slugs(JsonNode list) {
        var slugs = new ArrayList<String>();
        list.get("exercises").forEach(entry -> slugs.add(entry.get("slug").stringValue()));
        return slugs;
    }

    @Test
    void aSheetHasGivenNumbersAndQuestionsButNoSolution() {
        JsonNode sheet = client.gets(EXERCISES + "/small-network").json();

        assertThat(sheet.has("seed")).isFalse();
        assertThat(sheet.at("/given/0/name").stringValue()).isEqualTo("W");
        assertThat(sheet.at("/given/0/values").toString()).isEqualTo("[[1.0,-1.0],[0.0,2.0]]");
        assertThat(sheet.at("/task/4/0/tex").stringValue())
                .isEqualTo("W = \\begin{pmatrix} 1 & -1 \\\\ 0 & 2 \\end{pmatrix}, \\qquad V = (-1,\\ 1)");
        assertThat(sheet.at("/steps/4/id").stringValue()).isEqualTo("hidden-gradient");
        assertThat(sheet.at("/steps/4/labels/1/0").stringValue()).isEqualTo("\\partial L / \\partial w_{21}");
        assertThat(sheet.at("/steps/0").propertyNames())
                .containsExactlyInAnyOrder("id", "prompt", "labels", "decimals", "tolerance", "hint");
        assertThat(sheet.propertyNames())
                .containsExactlyInAnyOrder("slug", "title", "summary", "task", "given", "steps", "network", "points");
        assertThat(sheet.at("/network/weights").toString()).isEqualTo("[[[1.0,-1.0],[0.0,2.0]],[[-1.0,1.0]]]");
        // The answers -6 and 3, which are not given numbers, do not occur.
        assertThat(sheet.toString()).doesNotContain("-6.0", "-6 ", "3.0", "3 ");
    }

    @Test
    void theLecturesAnswerIsRightAndReturnsTheSolution() {
        Answer answer = client.sends("POST", EXERCISES + "/small-network/answers", RIGHT);

        JsonNode grade = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(grade.get("right").booleanValue()).isTrue();
        assertThat(grade.get("rightSteps").intValue()).isEqualTo(5);
        assertThat(grade.at("/steps/0/feedback/0/0/text").stringValue()).isEqualTo("This is right.");
        assertThat(grade.get("points").intValue()).isEqualTo(11);
        assertThat(grade.get("maxPoints").intValue()).isEqualTo(11);
        assertThat(grade.at("/solution/0/worked/0/0/tex").stringValue())
                .isEqualTo("s_1 = 1 \\cdot 1 + (-1) \\cdot (-1) = 2");
        assertThat(grade.at("/solution/4/values").toString()).isEqualTo("[[3.0,-3.0],[0.0,0.0]]");
    }

    /** The gate of ReLU is ignored in step 2; the later numbers follow from that. */
    @Test
    void aMistakeIsNamedAndWhatFollowsFromItGetsItsPoints() {
        String wrong = """
                {'answers': {'sums': [[2, -2]], 'hidden': [[2, -2]], 'output': [[-4]], 'output-gradient': [[-10, 10]],
                  'hidden-gradient': [[5, -5], [0, 0]]}}
                """;

        JsonNode grade = client.sends("POST", EXERCISES + "/small-network/answers", wrong, "Accept-Language", "zh-CN")
                .json();

        assertThat(grade.get("right").booleanValue()).isFalse();
        assertThat(grade.at("/steps/0/verdict").stringValue()).isEqualTo("right");
        assertThat(grade.at("/steps/1/verdict").stringValue()).isEqualTo("wrong");
        assertThat(grade.at("/steps/1/cells").toString()).isEqualTo("[[\"right\",\"wrong\"]]");
        assertThat(grade.at("/steps/1/feedback/0/0/text").stringValue()).startsWith("这是加权和本身");
        assertThat(grade.at("/steps/1/mistake").stringValue()).isEqualTo("gate");
        assertThat(grade.at("/steps/1/points").intValue()).isEqualTo(1);
        assertThat(grade.at("/steps/1/consistent").booleanValue()).isFalse();
        assertThat(grade.at("/steps/2/verdict").stringValue()).isEqualTo("wrong");
        assertThat(grade.at("/steps/2/consistent").booleanValue()).isTrue();
        assertThat(grade.at("/steps/2/consistentWith").toString()).isEqualTo("[\"hidden\"]");
        assertThat(grade.at("/steps/2/feedback/0/0/text").stringValue()).startsWith("与你的第 2 步一致");
        assertThat(grade.at("/steps/3/consistentWith").toString()).isEqualTo("[\"hidden\",\"output\"]");
        assertThat(grade.get("points").intValue()).isEqualTo(10);
    }

    @Test
    void anIncompleteAnswerReturnsNoSolution() {
        String path = EXERCISES + "/small-network/answers";

        JsonNode begun =
                client.sends("POST", path, "{'answers': {'sums': [[2, null]]}}").json();
        JsonNode nothing = client.sends("POST", path, "{'answers': {}}").json();

        assertThat(begun.at("/steps/0/verdict").stringValue()).isEqualTo("missing");
        assertThat(begun.at("/steps/0/cells").toString()).isEqualTo("[[\"right\",\"missing\"]]");
        assertThat(begun.at("/steps/1/feedback")).isEmpty();
        assertThat(begun.has("solution")).isFalse();
        assertThat(nothing.has("solution")).isFalse();
    }

    @Test
    void aVariantIsGradedByItsOwnNumbers() {
        JsonNode sheet =
                client.gets(EXERCISES + "/gradient-step?seed=9007199254740991").json();
        double[] coefficients = Client.numbers(sheet.at("/given/0/values/0"));
        double[] point = Client.numbers(sheet.at("/given/1/values/0"));
        double eta = sheet.at("/given/2/values/0/0").doubleValue();
        double gx = 2 * coefficients[0] * point[0];
        double gy = 2 * coefficients[1] * point[1];
        double[] next = {point[0] - eta * gx, point[1] - eta * gy};
        double before = coefficients[0] * point[0] * point[0] + coefficients[1] * point[1] * point[1];
        double after = coefficients[0] * next[0] * next[0] + coefficients[1] * next[1] * next[1];
        String answer = """
                {'seed': 9007199254740991, 'answers': {'gradient': [[%s, %s]], 'step': [[%s, %s]], 'values': [[%s, %s]],
                  'fell': [[%d]]}}""".formatted(gx, gy, next[0], next[1], before, after, after < before ? 0 : 1);

        JsonNode grade = client.sends("POST", EXERCISES + "/gradient-step/answers", answer)
                .json();
        JsonNode lectures = client.sends(
                        "POST", EXERCISES + "/gradient-step/answers", answer.replace("'seed': 9007199254740991, ", ""))
                .json();

        assertThat(sheet.get("seed").longValue()).isEqualTo(9007199254740991L);
        assertThat(grade.get("right").booleanValue()).isTrue();
        assertThat(grade.get("seed").longValue()).isEqualTo(9007199254740991L);
        assertThat(lectures.get("right").booleanValue()).isFalse();
    }

    @Test
    void aChoiceIsAnsweredWithTheIndexOfAnOption() {
        String path = EXERCISES + "/logic-gate/answers";
        JsonNode step = client.gets(EXERCISES + "/logic-gate").json().at("/steps/2");

        JsonNode grade =
                client.sends("POST", path, "{'answers': {'gate': [[1]]}}").json();

        assertThat(step.at("/options")).hasSize(8);
        assertThat(step.at("/options/0/1/text").stringValue()).contains("OR");
        assertThat(grade.at("/steps/2/verdict").stringValue()).isEqualTo("wrong");
        assertThat(grade.at("/steps/2/mistake").stringValue()).isEqualTo("and-or");
        assertFault(path, "{'answers': {'gate': [[8]]}}", "/answers/gate/0/0", "must be between 0 and 7, was 8");
        assertFault(path, "{'answers': {'gate': [[0.5]]}}", "/answers/gate/0/0", "must be a whole number");
        assertFault(path, "{'answers': {'gate': ['or']}}", "/answers/gate/0", "must be an array of 1 number");
    }

    @Test
    void invalidAnswersAreRefusedWithPointers() {
        String path = EXERCISES + "/small-network/answers";

        assertFault(path, "{}", "/answers", "is required");
        assertFault(
                path,
                "{'answers': {'sum': [[1, 2]]}}",
                "/answers/sum",
                "is not a field of this exercise's answers; the fields are sums");
        assertFault(path, "{'answers': {'sums': [1, 2]}}", "/answers/sums", "must have 1 row, had 2");
        assertFault(path, "{'answers': {'sums': [[1]]}}", "/answers/sums/0", "must be an array of 2 numbers, had 1");
        assertFault(path, "{'answers': {'sums': [['1', 2]]}}", "/answers/sums/0/0", "was a string");
        assertFault(path, "{'seed': -1, 'answers': {}}", "/seed", "must be between 0 and 9007199254740991, was -1");
        assertFault(path, "{'seeds': 1, 'answers': {}}", "/seeds", "is not a known field");
        assertThat(client.gets(EXERCISES + "/small-network?seed=x").status()).isEqualTo(422);
        assertThat(client.gets(EXERCISES + "/small-network?seed=9007199254740992")
                        .status())
                .isEqualTo(422);
        assertThat(client.gets(EXERCISES + "/none").status()).isEqualTo(404);
        assertThat(client.sends("POST", EXERCISES + "/none/answers", RIGHT).status())
                .isEqualTo(404);
        assertThat(client.sends("POST", path, "{").status()).isEqualTo(400);
    }

    private void assertFault(String path, String body, String pointer, String detail) {
        Answer answer = client.sends("POST", path, body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/detail").stringValue()).contains(detail);
    }
}
