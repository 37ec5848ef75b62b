package org.nnplayground.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.course.ExerciseBook.WordedGrade;
import org.nnplayground.course.ExerciseBook.WordedSheet;
import org.nnplayground.course.ExerciseText.StepText;
import org.nnplayground.course.exercises.ExercisesConfiguration;
import org.nnplayground.problem.Language;

/** Checks {@code src/main/resources/exercises}, so that an invalid text fails the build. */
class ExerciseTextsTest {

    private static final Path FOLDER = Path.of("src/main/resources/exercises");
    private static final ExerciseBook BOOK = new ExercisesConfiguration().exerciseBook();

    @ParameterizedTest
    @EnumSource
    void everyFileIsAValidExerciseText(Language language) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(language.tag()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(BOOK.exercises().stream()
                            .map(exercise -> exercise.slug() + ".md")
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySectionIsUsedAndEveryPlaceholderIsDefined(Language language) {
        for (Exercise exercise : BOOK.exercises()) {
            ExerciseText text = BOOK.text(exercise.slug(), language);
            var tasks = new HashSet<String>();
            var parts = new HashMap<String, Set<String>>();
            for (Long seed : sheets()) {
                ExerciseSheet sheet = exercise.sheet(seed);
                tasks.add(sheet.task());
                for (Step step : sheet.steps()) {
                    Set<String> names = parts.computeIfAbsent(step.text(), name -> new HashSet<>());
                    step.mistakes().forEach(mistake -> names.add("mistake " + mistake.name()));
                    step.options().forEach(option -> names.add("option " + option));
                    StepText words = Objects.requireNonNull(text.steps().get(step.text()), step.text());
                    Placeholders shown = Placeholders.of(sheet).with(step);
                    words.mistakes().values().forEach(prose -> assertFormulasAreBalanced(prose.with(shown)));
                }

                WordedSheet worded = BOOK.sheet(exercise.slug(), seed, language);
                WordedGrade right = BOOK.grade(sheet, answer(sheet, Solution.of(sheet)), language);
                WordedGrade wrong = BOOK.grade(sheet, answer(sheet, null), language);

                assertThat(right.grade().isRight()).isTrue();
                assertThat(wrong.grade().rightSteps()).isLessThan(sheet.steps().size());
                Stream.of(right.feedback(), right.worked(), wrong.feedback())
                        .flatMap(List::stream)
                        .forEach(ExerciseTextsTest::assertFormulasAreBalanced);
                worded.steps().forEach(step -> {
                    assertFormulasAreBalanced(step.prompt());
                    assertFormulasAreBalanced(step.hint());
                    assertFormulasAreBalanced(step.options());
                });
                assertFormulasAreBalanced(worded.task());
            }
            assertThat(text.tasks().keySet()).as(exercise.slug()).isEqualTo(tasks);
            assertThat(text.steps().keySet()).as(exercise.slug()).isEqualTo(parts.keySet());
            text.steps()
                    .forEach((name, step) -> assertThat(Stream.concat(
                                    step.mistakes().keySet().stream().map("mistake "::concat),
                                    step.options().keySet().stream().map("option "::concat)))
                            .as(exercise.slug() + " " + name)
                            .containsExactlyInAnyOrderElementsOf(parts.get(name)));
        }
    }

    /** The lecture's sheet and some variants. */
    private static List<Long> sheets() {
        var seeds = new ArrayList<Long>();
        seeds.add(null);
        for (long seed = 0; seed < 20; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private static void assertFormulasAreBalanced(Prose prose) {
        assertThat(prose.toString()).doesNotContainPattern("\\{\\{[=+(]?[A-Za-z]");
        prose.paragraphs().stream()
                .flatMap(List::stream)
                .filter(Prose.Formula.class::isInstance)
                .map(piece -> ((Prose.Formula) piece).tex())
                .forEach(tex -> {
                    assertThat(tex.chars().filter(c -> c == '{').count())
                            .as(tex)
                            .isEqualTo(tex.chars().filter(c -> c == '}').count());
                    assertThat(tex).doesNotContain("+ -", "- -", "\\cdot -");
                });
    }

    /** The right one, or where there is no solution one that is far from it. */
    private static Answer answer(ExerciseSheet sheet, @Nullable Solution solution) {
        var answers = new HashMap<String, double[][]>();
        for (int s = 0; s < sheet.steps().size(); s++) {
            Step step = sheet.steps().get(s);
            double[][] values = new double[step.rows()][step.columns()];
            for (double[] row : values) {
                Arrays.fill(row, 1e6);
            }
            answers.put(
                    step.id(),
                    solution == null ? values : solution.steps().get(s).values());
        }
        return new Answer(answers);
    }

    @Test
    void bothLanguagesHaveTheSameStructure() {
        for (Exercise exercise : BOOK.exercises()) {
            ExerciseText english = BOOK.text(exercise.slug(), Language.ENGLISH);
            ExerciseText chinese = BOOK.text(exercise.slug(), Language.SIMPLIFIED_CHINESE);

            assertThat(english.toString()).doesNotContainPattern("\\p{IsHan}");
            assertThat(chinese.title()).containsPattern("\\p{IsHan}");
            assertThat(placeholders(english)).as(exercise.slug()).isEqualTo(placeholders(chinese));
            assertThat(chinese.steps().values())
                    .allSatisfy(step -> assertThat(Stream.concat(
                                    Stream.of(step.prompt(), step.hint()), step.mistakes().values().stream()))
                            .allSatisfy(prose -> assertThat(prose.toString()).containsPattern("\\p{IsHan}")));
        }
    }

    /** Section by section. */
    private static Map<String, Set<String>> placeholders(ExerciseText text) {
        var placeholders = new HashMap<String, Set<String>>();
        text.tasks().forEach((name, prose) -> placeholders.put(name, placeholders(prose.toString())));
        text.steps().forEach((name, step) -> placeholders.put(name, placeholders(step.toString())));
        return placeholders;
    }

    private static Set<String> placeholders(String text) {
        return Placeholders.PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
    }

    @Test
    void invalidTextsAreRefusedWithTheReason() {
        String good = "---\ntitle: T\nsummary: S\n---\n\n## task\n\nDo $x$.\n\n## sum\n\nIt.\n\n### hint\n\nThink.\n\n"
                + "### mistake sign\n\nNo.\n\n### solution\n\n$1$\n";

        assertThat(ExerciseText.parse(good).steps()).containsOnlyKeys("sum");
        assertRefused(good.replace("title: T\n", ""), "no title");
        assertRefused(good.replace("---\ntitle", "title"), "no front matter");
        assertRefused(good.replace("### hint\n\nThink.", ""), "nothing in section \"sum hint\"");
        assertRefused(good.replace("No.", ""), "nothing in section \"sum mistake sign\"");
        assertRefused(good.replace("### mistake sign", "### right"), "a section \"sum\" has no part \"right\"");
        assertRefused(good.replace("$x$", "$x"), "a formula does not end");
        assertRefused(good.replace("## sum", "## task"), "two sections \"task \"");
        assertRefused(good.replace("## task", "Hello\n\n## task"), "text before the first heading");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Placeholders(Map.of("x", "1"), Map.of()).apply("{{=x}}"))
                .withMessageContaining("{{=x}} has no value");
    }

    private static void assertRefused(String file, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExerciseText.parse(file))
                .withMessageContaining(reason);
    }
}
