package org.nnplayground.web.course;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.ExerciseBook;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseText;
import org.nnplayground.problem.Language;
import org.nnplayground.spec.Field;
import org.nnplayground.web.course.ExerciseBody.EntryBody;
import org.nnplayground.web.course.ExerciseBody.GradeBody;
import org.nnplayground.web.course.ExerciseBody.ListBody;
import org.nnplayground.web.course.ExerciseBody.SheetBody;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.RequestValues;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Serves exercises and their variants, and grades answers. Answers are not stored. */
@RestController
@RequestMapping(path = "/api/v1/exercises", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Exercises",
        description =
                "The lecture's exercises and random variants; texts in the language of Accept-Language, en or zh-CN")
class ExerciseController {

    private final ExerciseBook book;
    private final JsonBody body;
    private final AnswerReader answers;

    ExerciseController(ExerciseBook book, JsonBody body, AnswerReader answers) {
        this.book = book;
        this.body = body;
        this.answers = answers;
    }

    @GetMapping
    @Operation(operationId = "listExercises", summary = "Lists all exercises", description = "Without their numbers.")
    ResponseEntity<ListBody> exercises(@Parameter(hidden = true) ServerWebExchange exchange) {
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        return inWords(
                language,
                new ListBody(book.exercises().stream()
                        .map(exercise -> {
                            ExerciseText text = book.text(exercise.slug(), language);
                            return new EntryBody(exercise.slug(), text.title(), text.summary());
                        })
                        .toList()));
    }

    @GetMapping("/{slug}")
    @Operation(
            operationId = "getExercise",
            summary = "Returns an exercise: given numbers and questions, without the solution",
            description = "With the lecture's own numbers, or with those of a seed.")
    ResponseEntity<SheetBody> sheet(
            @PathVariable String slug,
            @Parameter(
                            description = "The same seed gives the same numbers; without a seed, the lecture's",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            format = "int64",
                                            minimum = "0",
                                            maximum = "" + Field.Seed.LARGEST))
                    @RequestParam(required = false)
                    @Nullable
                    String seed,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        Long variant = seed == null ? null : (Long) RequestValues.number("seed", seed, 0, 0, Field.Seed.LARGEST);
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        return inWords(language, SheetBody.of(book.sheet(slug, variant, language)));
    }

    @PostMapping("/{slug}/answers")
    @Operation(
            operationId = "gradeAnswers",
            summary = "Grades an answer, number by number",
            description =
                    "Names usual mistakes, marks what follows correctly from wrong earlier numbers, and includes the worked solution once every number is given.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/AnswerRequest"))))
    Mono<ResponseEntity<GradeBody>> answer(
            @PathVariable String slug, @Parameter(hidden = true) ServerWebExchange exchange) {
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        var exercise = book.exercise(slug);
        return body.read(
                exchange,
                json -> Mono.fromSupplier(() -> {
                    ExerciseSheet sheet = exercise.sheet(answers.seed(json));
                    return inWords(language, GradeBody.of(book.grade(sheet, answers.read(json, sheet), language)));
                }));
    }

    private static <T> ResponseEntity<T> inWords(Language language, T body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(body);
    }
}
