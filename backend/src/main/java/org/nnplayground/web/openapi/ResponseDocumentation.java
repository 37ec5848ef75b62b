package org.nnplayground.web.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.openapi.RequiresAuthorization.Token;
import org.nnplayground.web.response.ProblemDocument;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Says of every call which token it needs and which problems it may answer with: by its kind, by
 * {@link RequiresAuthorization} and by {@link PossibleProblems}. The status of a problem is {@link ProblemDocument}'s.
 */
@Component
final class ResponseDocumentation implements OperationCustomizer {

    private static final String CONTROL_TOKEN = "controlToken";
    private static final String API_KEY = "apiKey";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String RESPONSES = "#/components/responses/";

    /** Of every call, whatever it is about. */
    private static final Set<ProblemType> ALWAYS = EnumSet.of(
            ProblemType.INVALID_ADDRESS,
            ProblemType.MALFORMED_REQUEST,
            ProblemType.ADDRESS_TOO_LONG,
            ProblemType.HEADERS_TOO_LARGE,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.TOO_MANY_REQUESTS);

    /** Of every call that reads a body. */
    private static final Set<ProblemType> OF_BODIES = EnumSet.of(
            ProblemType.INVALID_JSON,
            ProblemType.REQUEST_TIMEOUT,
            ProblemType.CONTENT_TOO_LARGE,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.INVALID_REQUEST,
            ProblemType.QUEUE_FULL);

    /** Of no call that the document has: the failure of a job, another method, a fault of the server. */
    private static final Set<ProblemType> OF_NO_CALL = EnumSet.of(
            ProblemType.TRAINING_DIVERGED,
            ProblemType.JOB_CRASHED_TRAINER,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.INTERNAL);

    private static final Set<HttpStatus> MAY_PASS =
            EnumSet.of(HttpStatus.CONFLICT, HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE);

    /** What {@link #customize} refers to. */
    static void addTo(Components components) {
        components.addSecuritySchemes(
                CONTROL_TOKEN,
                bearer("The job's controlToken, which the answer to its creation has; for this job only."));
        components.addSecuritySchemes(
                API_KEY, bearer("A client's key (nnp1_..); for all of its jobs, and to list them."));
        Arrays.stream(ProblemType.values())
                .filter(type -> !OF_NO_CALL.contains(type))
                .map(ProblemDocument::status)
                .distinct()
                .forEach(status -> components.addResponses(name(status), response(status)));
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }

    private static String name(HttpStatus status) {
        return "Problem" + status.value();
    }

    private static ApiResponse response(HttpStatus status) {
        List<ProblemType> types = Arrays.stream(ProblemType.values())
                .filter(type -> !OF_NO_CALL.contains(type) && ProblemDocument.status(type) == status)
                .toList();
        ApiResponse response = problem(
                types.stream()
                        .map(type -> type.slug() + ": " + type.title().in(Language.ENGLISH))
                        .collect(Collectors.joining("; ")),
                types.stream());
        if (MAY_PASS.contains(status)) {
            response.addHeaderObject(
                    HttpHeaders.RETRY_AFTER,
                    new Header()
                            .description("Seconds")
                            .required(status != HttpStatus.CONFLICT)
                            .schema(Schemas.of("integer")));
        }
        return response;
    }

    /** @param types each is an example */
    private static ApiResponse problem(String description, Stream<ProblemType> types) {
        var problem = new MediaType().schema(Schemas.reference("Problem"));
        types.forEach(type -> problem.addExamples(
                type.slug(), new Example().value(ProblemDocument.of(type, type.happened(), null, Language.ENGLISH))));
        return new ApiResponse().description(description).content(new Content().addMediaType(PROBLEM_JSON, problem));
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod call) {
        RequiresAuthorization needs =
                annotations(call, RequiresAuthorization.class).findFirst().orElse(null);
        operation.setSecurity(needs == null ? List.of() : security(needs.value()));
        problems(call, needs).stream()
                .map(ProblemDocument::status)
                .distinct()
                .sorted()
                .forEach(status -> operation
                        .getResponses()
                        .addApiResponse(
                                Integer.toString(status.value()), new ApiResponse().$ref(RESPONSES + name(status))));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ResponseDocumentation::count);
        }
        operation
                .getResponses()
                .setDefault(problem(
                        "Any other problem", Arrays.stream(ProblemType.values()).filter(OF_NO_CALL::contains)));
        return operation;
    }

    /**
     * Makes the streams texts that contain the objects which the calls name. A generated client would read a whole
     * stream as one such object. Not part of {@link #customize}, after which springdoc removes the schemas that it
     * believes to be unused.
     */
    static void describeStreams(Paths paths) {
        paths.values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getResponses().values().stream())
                .forEach(ResponseDocumentation::describeStream);
    }

    @SuppressWarnings("rawtypes") // as Swagger's own API has it
    private static void describeStream(ApiResponse response) {
        MediaType stream = response.getContent() == null
                ? null
                : response.getContent().get(org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE);
        if (stream != null) {
            Schema data = stream.getSchema();
            stream.setSchema(Schemas.of("string")
                    .contentMediaType(org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE)
                    .contentSchema(data));
        }
    }

    private static List<SecurityRequirement> security(Token token) {
        var key = new SecurityRequirement().addList(API_KEY);
        return switch (token) {
            case CONTROL -> List.of(new SecurityRequirement().addList(CONTROL_TOKEN), key);
            case API_KEY -> List.of(key);
            case API_KEY_IF_ANY -> List.of(new SecurityRequirement(), key);
        };
    }

    private static Set<ProblemType> problems(HandlerMethod call, @Nullable RequiresAuthorization needs) {
        Set<ProblemType> problems = EnumSet.copyOf(ALWAYS);
        if (hasParameter(call, PathVariable.class)) {
            problems.add(ProblemType.NOT_FOUND);
        }
        if (hasParameter(call, RequestParam.class)) {
            problems.add(ProblemType.INVALID_REQUEST);
        }
        if (readsBody(call)) {
            problems.addAll(OF_BODIES);
        }
        if (needs != null) {
            problems.addAll(
                    switch (needs.value()) {
                        case CONTROL -> EnumSet.of(ProblemType.UNAUTHORIZED, ProblemType.FORBIDDEN);
                        case API_KEY -> EnumSet.of(ProblemType.UNAUTHORIZED);
                        case API_KEY_IF_ANY -> EnumSet.noneOf(ProblemType.class);
                    });
        }
        annotations(call, PossibleProblems.class).forEach(more -> problems.addAll(List.of(more.value())));
        return problems;
    }

    private static boolean hasParameter(HandlerMethod call, Class<? extends Annotation> kind) {
        return Arrays.stream(call.getMethodParameters()).anyMatch(parameter -> parameter.hasParameterAnnotation(kind));
    }

    /** Controllers read bodies themselves, so that no parameter tells. */
    private static boolean readsBody(HandlerMethod call) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(call.getMethod(), RequestMapping.class);
        return mapping != null
                && Arrays.stream(mapping.method())
                        .anyMatch(method -> method == RequestMethod.POST
                                || method == RequestMethod.PUT
                                || method == RequestMethod.PATCH);
    }

    /** The method's first, then its class's. */
    private static <A extends Annotation> Stream<A> annotations(HandlerMethod call, Class<A> type) {
        return Stream.of(call.getMethod(), call.getBeanType())
                .map(element -> AnnotatedElementUtils.findMergedAnnotation(element, type))
                .filter(Objects::nonNull);
    }

    /** An annotation says the numbers of a choice as text. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // as Swagger's own API has it
    private static void count(Parameter parameter) {
        Schema schema = parameter.getSchema();
        if (schema != null && schema.getEnum() != null && "integer".equals(schema.getType())) {
            schema.setEnum(((List<?>) schema.getEnum())
                    .stream().map(number -> Integer.valueOf(number.toString())).toList());
        }
    }
}
