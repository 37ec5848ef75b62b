package org.nnplayground.web.course;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseBook.WordedGrade;
import org.nnplayground.course.ExerciseBook.WordedSheet;
import org.nnplayground.course.ExerciseBook.WordedStep;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.Grade;
import org.nnplayground.course.Grade.Verdict;
import org.nnplayground.course.Prose;
import org.nnplayground.course.Step;

/** Exercises as JSON. */
public final class ExerciseBody {

    private ExerciseBody() {}

    @Schema(name = "ExerciseEntry")
    record EntryBody(String slug, String title, String summary) {}

    @Schema(name = "Exercises")
    record ListBody(List<EntryBody> exercises) {}

    /** Text or a formula; a formula that is alone in its paragraph is displayed on its own line. */
    @Schema(name = "ProsePiece", description = "Either text or a formula")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PieceBody(
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
    public record GivenBody(
            String name,
            String tex,
            @Schema(description = "[rows][columns]") double[][] values) {}

    @Schema(name = "ExerciseTolerance", description = "A number is right if its error is at most the larger of the two")
    public record ToleranceBody(
            double absolute,

            @Schema(description = "Relative to the right number")
            double relative) {}

    @Schema(name = "ExerciseStep")
    public record StepBody(
            String id,
            @Schema(description = "Paragraphs") List<List<PieceBody>> prompt,

            @Schema(description = "[rows][columns], the name of each number in TeX; the answer has the same shape")
            List<List<String>> labels,

            @Schema(description = "Number of decimals that are enough")
            int decimals,

            ToleranceBody tolerance,

            @Schema(description = "Paragraphs, to be shown on request")
            List<List<PieceBody>> hint,

            @Schema(
                    description =
                            "The options of a choice, each a paragraph; the answer is the index of one, from 0. Absent for a step with numbers")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            List<List<PieceBody>> options) {}

    @Schema(name = "ExerciseNetwork", description = "A network with all its parameters and one sample")
    @SuppressWarnings("ArrayRecordComponent")
    public record NetworkBody(
            @Schema(description = "Per layer [units][inputs]")
            double[][][] weights,

            @Schema(description = "Per layer [units]; empty for a layer without biases")
            double[][] biases,

            @Schema(description = "One per layer, as in a spec")
            List<String> activations,

            @Schema(description = "As in a spec") String loss,

            @Schema(description = "[inputs]; empty if the task is not about one sample")
            double[] x,

            @Schema(description = "[outputs]; empty if the task is not about one sample")
            double[] y) {

        static @Nullable NetworkBody of(ExerciseSheet.@Nullable GivenNetwork network) {
            return network == null
                    ? null
                    : new NetworkBody(
                            network.weights(),
                            network.biases(),
                            network.activations(),
                            network.loss(),
                            network.x(),
                            network.y());
        }
    }

    @Schema(name = "ExercisePoint", description = "A point in the plane")
    public record PointBody(
            @Schema(description = "Name in TeX") String name,
            double x1,
            double x2,

            @Schema(description = "1 or -1; 0 for a point without label")
            int label) {}

    @Schema(name = "ExerciseSheet")
    public record SheetBody(
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
            List<StepBody> steps,

            @Schema(description = "The network of the task, to draw it; absent if there is none")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            NetworkBody network,

            @Schema(description = "The points of the task, to draw them; empty if there are none")
            List<PointBody> points) {

        public static SheetBody of(WordedSheet worded) {
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
                                    step(sheet.steps().get(s), worded.steps().get(s)))
                            .toList(),
                    NetworkBody.of(sheet.network()),
                    sheet.points().stream()
                            .map(point -> new PointBody(point.name(), point.x1(), point.x2(), point.label()))
                            .toList());
        }

        private static StepBody step(Step step, WordedStep worded) {
            return new StepBody(
                    step.id(),
                    PieceBody.of(worded.prompt()),
                    step.labels(),
                    step.tolerance().decimals(),
                    new ToleranceBody(
                            step.tolerance().absolute(), step.tolerance().relative()),
                    PieceBody.of(worded.hint()),
                    step.options().isEmpty() ? null : PieceBody.of(worded.options()));
        }
    }

    @Schema(name = "StepGrade")
    public record StepGradeBody(
            String id,

            @Schema(description = "wrong if any number is wrong, otherwise missing if any is missing, otherwise right")
            Verdict verdict,

            @Schema(description = "[rows][columns]") List<List<Verdict>> cells,

            @Schema(description = "Paragraphs; empty if the answer is missing")
            List<List<PieceBody>> feedback,

            @Schema(
                    description =
                            "Whether every wrong number follows correctly from the student's wrong numbers in earlier steps")
            boolean consistent,

            @Schema(description = "The ids of these earlier steps; empty if not consistent")
            List<String> consistentWith,

            @Schema(description = "Name of the usual mistake that explains the wrong numbers; absent if none does")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String mistake,

            @Schema(
                    description =
                            "One for each number that is right or follows correctly from the student's earlier numbers")
            int points,

            @Schema(description = "Number of numbers") int maxPoints) {}

    @Schema(name = "StepSolution")
    @SuppressWarnings("ArrayRecordComponent")
    public record StepSolutionBody(
            String id,
            @Schema(description = "[rows][columns]") double[][] values,
            @Schema(description = "Paragraphs") List<List<PieceBody>> worked) {}

    @Schema(name = "Grade")
    public record GradeBody(
            String slug,

            @Schema(description = "Absent for the lecture's own numbers")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Long seed,

            @Schema(description = "Whether every step is right")
            boolean right,

            int rightSteps,
            @Schema(description = "Sum of all steps") int points,
            @Schema(description = "Sum of all steps") int maxPoints,
            List<StepGradeBody> steps,

            @Schema(description = "Step by step; absent until every number is given")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            List<StepSolutionBody> solution) {

        public static GradeBody of(WordedGrade worded) {
            ExerciseSheet sheet = worded.sheet();
            Grade grade = worded.grade();
            var solution = worded.solution();
            return new GradeBody(
                    sheet.slug(),
                    sheet.seed(),
                    grade.isRight(),
                    grade.rightSteps(),
                    grade.points(),
                    grade.maxPoints(),
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
            return new StepGradeBody(
                    grade.id(),
                    grade.verdict(),
                    grade.cells(),
                    PieceBody.of(feedback),
                    grade.isConsistent(),
                    grade.consistentWith(),
                    grade.mistake(),
                    grade.points(),
                    grade.maxPoints());
        }
    }
}
