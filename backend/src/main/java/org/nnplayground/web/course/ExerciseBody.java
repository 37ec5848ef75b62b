package org.nnplayground.web.course;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseBook.WordedGrade;
import org.nnplayground.course.ExerciseBook.WordedSheet;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.Grade;
import org.nnplayground.course.Grade.Verdict;
import org.nnplayground.course.Prose;

/** Exercises as JSON. */
final class ExerciseBody {

    private ExerciseBody() {}

    @Schema(name = "ExerciseEntry")
    record EntryBody(String slug, String title, String summary) {}

    @Schema(name = "Exercises")
    record ListBody(List<EntryBody> exercises) {}

    /** Text or a formula; a formula that is alone in its paragraph is displayed on its own line. */
    @Schema(name = "ProsePiece", description = "Either text or a formula")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PieceBody(
            @Nullable String text,

            @Schema(description = "KaTeX source") @Nullable String tex) {

        private static List<List<PieceBody>> of(Prose prose) {
            return prose.paragraphs().stream()
                    .map(paragraph -> paragraph.stream()
                            .map(piece -> switch (piece) {
                                case Prose.Words(String text) -> new PieceBody(text, null);
                                case Prose.Formula(String tex) -> new PieceBody(null, tex);
                            })
                            .toList())
                    .toList();
        }
    }

    @Schema(name = "ExerciseGiven")
    @SuppressWarnings("ArrayRecordComponent")
    record GivenBody(
            String name,
            String tex,
            @Schema(description = "[rows][columns]") double[][] values) {}

    @Schema(name = "ExerciseTolerance", description = "A number is right if its error is at most the larger of the two")
    record ToleranceBody(
            double absolute,

            @Schema(description = "Relative to the right number")
            double relative) {}

    @Schema(name = "ExerciseStep")
    record StepBody(
            String id,
            @Schema(description = "Paragraphs") List<List<PieceBody>> prompt,

            @Schema(description = "[rows][columns], the name of each number in TeX; the answer has the same shape")
            List<List<String>> labels,

            @Schema(description = "Number of decimals that are enough")
            int decimals,

            ToleranceBody tolerance) {}

    @Schema(name = "ExerciseSheet")
    record SheetBody(
            String slug,

            @Schema(description = "Absent for the lecture's own numbers")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Long seed,

            String title,
            String summary,
            @Schema(description = "Paragraphs") List<List<PieceBody>> task,

            @Schema(description = "All given numbers; the task contains them, too")
            List<GivenBody> given,

            @Schema(description = "In the recommended order")
            List<StepBody> steps) {

        static SheetBody of(WordedSheet worded) {
            ExerciseSheet sheet = worded.sheet();
            return new SheetBody(
                    sheet.slug(),
                    sheet.seed(),
                    worded.title(),
                    worded.summary(),
                    PieceBody.of(worded.task()),
                    sheet.given().stream()
                            .map(given -> new GivenBody(given.name(), given.tex(), given.values()))
                            .toList(),
                    IntStream.range(0, sheet.steps().size())
                            .mapToObj(s ->
                                    step(sheet.steps().get(s), worded.prompts().get(s)))
                            .toList());
        }

        private static StepBody step(ExerciseSheet.Step step, Prose prompt) {
            return new StepBody(
                    step.id(),
                    PieceBody.of(prompt),
                    step.labels(),
                    step.tolerance().decimals(),
                    new ToleranceBody(
                            step.tolerance().absolute(), step.tolerance().relative()));
        }
    }

    @Schema(name = "StepGrade")
    record StepGradeBody(
            String id,

            @Schema(description = "wrong if any number is wrong, otherwise missing if any is missing, otherwise right")
            Verdict verdict,

            @Schema(description = "[rows][columns]") List<List<Verdict>> cells,

            @Schema(description = "Paragraphs; empty if the answer is missing")
            List<List<PieceBody>> feedback) {}

    @Schema(name = "StepSolution")
    @SuppressWarnings("ArrayRecordComponent")
    record StepSolutionBody(
            String id,
            @Schema(description = "[rows][columns]") double[][] values,
            @Schema(description = "Paragraphs") List<List<PieceBody>> worked) {}

    @Schema(name = "Grade")
    record GradeBody(
            String slug,

            @Schema(description = "Absent for the lecture's own numbers")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Long seed,

            @Schema(description = "Whether every step is right")
            boolean right,

            int rightSteps,
            List<StepGradeBody> steps,

            @Schema(description = "Step by step; absent until every number is given")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            List<StepSolutionBody> solution) {

        static GradeBody of(WordedGrade worded) {
            ExerciseSheet sheet = worded.sheet();
            Grade grade = worded.grade();
            var solution = worded.solution();
            return new GradeBody(
                    sheet.slug(),
                    sheet.seed(),
                    grade.isRight(),
                    grade.rightSteps(),
                    IntStream.range(0, grade.steps().size())
                            .mapToObj(s ->
                                    step(grade.steps().get(s), worded.feedback().get(s)))
                            .toList(),
                    solution == null
                            ? null
                            : IntStream.range(0, sheet.steps().size())
                                    .mapToObj(s -> new StepSolutionBody(
                                            sheet.steps().get(s).id(),
                                            solution.steps().get(s).values(),
                                            PieceBody.of(worded.worked().get(s))))
                                    .toList());
        }

        private static StepGradeBody step(Grade.StepGrade grade, Prose feedback) {
            return new StepGradeBody(grade.id(), grade.verdict(), grade.cells(), PieceBody.of(feedback));
        }
    }
}
