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
import org.nnplayground.course.ExerciseText.StepText;
import org.nnplayground.course.Grade.StepGrade;
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

    /** @throws IllegalStateException if a text is missing or invalid */
    public ExerciseBook(List<Exercise> exercises) {
        this.exercises = List.copyOf(exercises);
        for (Language language : Language.values()) {
            var ofLanguage = new HashMap<String, ExerciseText>();
            exercises.forEach(exercise -> ofLanguage.put(exercise.slug(), read(language, exercise.slug())));
            texts.put(language, Map.copyOf(ofLanguage));
        }
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
     * @param steps one for each step
     */
    public record WordedSheet(ExerciseSheet sheet, String title, String summary, Prose task, List<WordedStep> steps) {

        public WordedSheet {
            steps = List.copyOf(steps);
        }
    }

    /** @param options of a choice, one paragraph each */
    public record WordedStep(Prose prompt, Prose hint, Prose options) {}

    /** @param seed 0 to 2^53 - 1; null for the exercise's own numbers */
    public WordedSheet sheet(String slug, @Nullable Long seed, Language language) {
        return sheet(exercise(slug).sheet(seed), language);
    }

    /** The words of a sheet. */
    public WordedSheet sheet(ExerciseSheet sheet, Language language) {
        ExerciseText text = text(sheet.slug(), language);
        Placeholders given = Placeholders.of(sheet);
        return new WordedSheet(
                sheet,
                text.title(),
                text.summary(),
                part(text.tasks(), sheet.task()).with(given),
                sheet.steps().stream()
                        .map(step -> worded(step, part(text.steps(), step.text()), given.with(step)))
                        .toList());
    }

    private static WordedStep worded(Step step, StepText text, Placeholders placeholders) {
        return new WordedStep(
                text.prompt().with(placeholders),
                text.hint().with(placeholders),
                new Prose(step.options().stream()
                        .map(option -> part(text.options(), option).paragraphs().getFirst())
                        .toList()));
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
     * @param solution null until the answer is complete or final, so that nobody sees it before an attempt
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
        return grade(sheet, answer, false, language);
    }

    /** The grade of an answer that cannot be changed any more, with the solution even if it is incomplete. */
    public WordedGrade finalGrade(ExerciseSheet sheet, Answer answer, Language language) {
        return grade(sheet, answer, true, language);
    }

    private WordedGrade grade(ExerciseSheet sheet, Answer answer, boolean last, Language language) {
        ExerciseText text = text(sheet.slug(), language);
        Solution solution = Solution.of(sheet);
        Grade grade = Grading.grade(sheet, solution, answer);
        boolean solved = last || grade.isComplete();
        Placeholders given = Placeholders.of(sheet);
        var feedback = new ArrayList<Prose>();
        var worked = new ArrayList<Prose>();
        for (int s = 0; s < sheet.steps().size(); s++) {
            Step step = sheet.steps().get(s);
            StepText words = part(text.steps(), step.text());
            feedback.add(feedback(sheet, words, grade.steps().get(s), language).with(given.with(step)));
            if (solved) {
                worked.add(words.solution().with(given.with(step).with(sheet, solution, s)));
            }
        }
        return new WordedGrade(sheet, grade, feedback, solved ? solution : null, worked);
    }

    private static Prose feedback(ExerciseSheet sheet, StepText words, StepGrade grade, Language language) {
        return switch (grade.verdict()) {
            case RIGHT -> Prose.of(Message.of("exercise.right").in(language));
            case MISSING -> Prose.NOTHING;
            case WRONG -> {
                if (grade.isConsistent()) {
                    List<Integer> numbers = grade.consistentWith().stream()
                            .map(id -> 1
                                    + sheet.steps().stream()
                                            .map(Step::id)
                                            .toList()
                                            .indexOf(id))
                            .toList();
                    yield Prose.of(Message.of("exercise.consistent", numbers).in(language));
                }
                yield grade.mistake() == null
                        ? Prose.of(Message.of("exercise.wrong").in(language)).and(words.hint())
                        : part(words.mistakes(), grade.mistake());
            }
        };
    }
}
