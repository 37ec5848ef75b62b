package org.nnplayground.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseSheet.Step;
import org.nnplayground.course.ExerciseText.StepText;
import org.nnplayground.course.Grade.StepGrade;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;

/**
 * All exercises with their texts, which are files of the class path: {@code exercises/<language>/<slug>.md}. Methods
 * throw a {@link PlaygroundException} of type {@code NOT_FOUND} for a slug that no exercise has. Safe for use by many
 * threads.
 */
public final class ExerciseBook {

    private final List<Exercise> exercises;
    private final Map<Language, Map<String, ExerciseText>> texts = new EnumMap<>(Language.class);

    private ExerciseBook(List<Exercise> exercises) {
        this.exercises = List.copyOf(exercises);
        for (Language language : Language.values()) {
            var ofLanguage = new HashMap<String, ExerciseText>();
            exercises.forEach(exercise -> ofLanguage.put(exercise.slug(), read(language, exercise.slug())));
            texts.put(language, Map.copyOf(ofLanguage));
        }
    }

    /**
     * The lecture's, A to E.
     *
     * @param engine that answers where a network is concerned
     * @throws IllegalStateException where a text is missing or is none
     */
    public static ExerciseBook of(TrainingEngine engine) {
        return new ExerciseBook(List.of(
                new PerceptronRule(),
                new SmallNetwork(engine),
                new ExamQuestion(engine),
                new LogicGate(engine),
                new GradientStep()));
    }

    private static ExerciseText read(Language language, String slug) {
        String path = "/exercises/" + language.tag() + "/" + slug + ".md";
        try (InputStream file = ExerciseBook.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing");
            }
            return ExerciseText.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Exercise> exercises() {
        return exercises;
    }

    public Exercise exercise(String slug) {
        return exercises.stream()
                .filter(exercise -> exercise.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new PlaygroundException(
                        ProblemType.NOT_FOUND,
                        Message.of(
                                "exercise.unknown",
                                exercises.stream().map(Exercise::slug).toList())));
    }

    /** The words of an exercise, with placeholders. */
    public ExerciseText text(String slug, Language language) {
        ExerciseText text = texts.getOrDefault(language, Map.of()).get(slug);
        if (text == null) {
            throw new IllegalArgumentException("no text of " + slug);
        }
        return text;
    }

    /**
     * A sheet in words.
     *
     * @param prompts one for each step
     */
    public record WordedSheet(ExerciseSheet sheet, String title, String summary, Prose task, List<Prose> prompts) {

        public WordedSheet {
            prompts = List.copyOf(prompts);
        }
    }

    /** @param seed 0 to 2^53 - 1; null for the lecture's own numbers */
    public WordedSheet sheet(String slug, @Nullable Long seed, Language language) {
        ExerciseSheet sheet = exercise(slug).sheet(seed);
        ExerciseText text = text(slug, language);
        Placeholders given = Placeholders.of(sheet);
        return new WordedSheet(
                sheet,
                text.title(),
                text.summary(),
                part(text.tasks(), sheet.task()).with(given),
                sheet.steps().stream()
                        .map(step -> part(text.steps(), step.text()).prompt().with(given.with(step)))
                        .toList());
    }

    private static <T> T part(Map<String, T> parts, String name) {
        T part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("no section " + name);
        }
        return part;
    }

    /**
     * A grade in words.
     *
     * @param feedback one for each step, empty where nothing was answered
     * @param solution null unless the answer is complete: so that nobody sees it before an attempt
     * @param worked how each step is solved; empty without solution
     */
    public record WordedGrade(
            ExerciseSheet sheet,
            Grade grade,
            List<Prose> feedback,
            @Nullable Solution solution,
            List<Prose> worked) {

        public WordedGrade {
            feedback = List.copyOf(feedback);
            worked = List.copyOf(worked);
        }
    }

    /** @param answer of the shapes of the sheet's steps */
    public WordedGrade grade(ExerciseSheet sheet, Answer answer, Language language) {
        ExerciseText text = text(sheet.slug(), language);
        Solution solution = exercise(sheet.slug()).solve(sheet);
        Grade grade = Grade.of(sheet, solution, answer);
        Placeholders given = Placeholders.of(sheet);
        var feedback = new ArrayList<Prose>();
        var worked = new ArrayList<Prose>();
        for (int s = 0; s < sheet.steps().size(); s++) {
            Step step = sheet.steps().get(s);
            StepText words = part(text.steps(), step.text());
            Placeholders ofStep = given.with(step);
            feedback.add(feedback(words, grade.steps().get(s)).with(ofStep));
            if (grade.isComplete()) {
                worked.add(words.solution().with(ofStep.with(solution.steps().get(s))));
            }
        }
        return new WordedGrade(sheet, grade, feedback, grade.isComplete() ? solution : null, worked);
    }

    private static Prose feedback(StepText words, StepGrade grade) {
        return switch (grade.verdict()) {
            case RIGHT -> words.right();
            case WRONG -> words.wrong();
            case MISSING -> Prose.NOTHING;
        };
    }
}
