package org.nnplayground.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nnplayground.web.Client.Created;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every endpoint with every kind of caller; the endpoints are read from the router. */
class WhoMayTest extends ServerTest {

    private static final String SWEEP = "{" + XOR + ", 'axes': [{'seeds': 1}], 'stop': {'epochs': 1000000}}";

    /** Who calls, as the columns of the table. */
    private enum Who {
        NOBODY,
        WRONG_TOKEN,
        ANOTHER_JOBS_TOKEN,
        ANOTHER_CLIENTS_KEY,
        THE_JOBS_TOKEN,
        ITS_CLIENTS_KEY
    }

    /**
     * The status that each caller gets, of a live job or a sweep that an API client owns. Those that are refused must
     * have changed nothing.
     */
    private static final List<Row> TABLE = Stream.of("""
            GET    /api/v1/catalog               200 200 200 200 200 200
            POST   /api/v1/datasets              201 401 401 201 401 201
            GET    /api/v1/datasets/{id}         200 200 200 200 200 200
            DELETE /api/v1/datasets/{id}         401 403 403 403 204 204
            GET    /api/v1/events                200 200 200 200 200 200
            GET    /api/v1/exercises             200 200 200 200 200 200
            GET    /api/v1/exercises/{slug}      200 200 200 200 200 200
            POST   /api/v1/exercises/{slug}/answers 422 422 422 422 422 422
            GET    /api/v1/jobs                  401 401 401 200 401 200
            POST   /api/v1/jobs                  201 401 401 201 401 201
            DELETE /api/v1/jobs                  401 401 401 422 401 422
            POST   /api/v1/jobs/cancel           401 401 401 422 401 422
            GET    /api/v1/jobs/{id}             200 200 200 200 200 200
            PATCH  /api/v1/jobs/{id}             401 403 403 403 200 200
            DELETE /api/v1/jobs/{id}             401 403 403 403 204 204
            PUT    /api/v1/jobs/{id}/attention   401 403 403 403 204 204
            GET    /api/v1/jobs/{id}/boundary    200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/changes     200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/frame       200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/metrics     200 200 200 200 200 200
            POST   /api/v1/jobs/{id}/cancel      401 403 403 403 200 200
            GET    /api/v1/jobs/{id}/checkpoints 200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/deliveries  401 403 403 403 200 200
            POST   /api/v1/jobs/{id}/deliveries/resend 401 403 403 403 409 409
            GET    /api/v1/jobs/{id}/events      200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/export      200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/gradients   200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/history     200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/landscape   200 200 200 200 200 200
            GET    /api/v1/jobs/{id}/parameters  200 200 200 200 200 200
            PUT    /api/v1/jobs/{id}/parameters  401 403 403 403 200 200
            POST   /api/v1/jobs/{id}/pause       401 403 403 403 200 200
            POST   /api/v1/jobs/{id}/play        401 403 403 403 200 200
            POST   /api/v1/jobs/{id}/predict     200 200 200 200 200 200
            POST   /api/v1/jobs/{id}/reset       401 403 403 403 200 200
            PUT    /api/v1/jobs/{id}/retention   401 403 403 403 409 409
            GET    /api/v1/jobs/{id}/samples     200 200 200 200 200 200
            PUT    /api/v1/jobs/{id}/spec        401 403 403 403 200 200
            POST   /api/v1/jobs/{id}/step        401 403 403 403 200 200
            POST   /api/v1/jobs/{id}/trace       200 200 200 200 200 200
            POST   /api/v1/saved-pages           400 400 400 400 400 400
            POST   /api/v1/sweeps                201 401 401 201 401 201
            GET    /api/v1/sweeps/{id}           200 200 200 200 200 200
            DELETE /api/v1/sweeps/{id}           401 403 403 403 204 204
            POST   /api/v1/sweeps/{id}/cancel    401 403 403 403 200 200
            GET    /api/v1/sweeps/{id}/events    200 200 200 200 200 200
            GET    /api/v1/sweeps/{id}/jobs      200 200 200 200 200 200
            GET    /api/v1/sweeps/{id}/table     200 200 200 200 200 200
            GET    /problems/{slug}              200 200 200 200 200 200
            GET    /admin/api-keys               403 403 403 403 403 403
            POST   /admin/api-keys               403 403 403 403 403 403
            DELETE /admin/api-keys/{id}          403 403 403 403 403 403
            DELETE /admin/lti/attempts           403 403 403 403 403 403
            POST   /admin/lti/invites            403 403 403 403 403 403
            GET    /admin/lti/platforms          403 403 403 403 403 403
            DELETE /admin/lti/platforms/{id}     403 403 403 403 403 403
            """.split("\n"))
            .filter(line -> !line.isBlank())
            .map(Row::of)
            .toList();

    private static final String DATASETS = "/api/v1/datasets";

    private static final String TABLE_OF_XOR = "{'x': [[0, 0], [0, 1], [1, 0], [1, 1]], 'y': [0, 1, 1, 0]}";

    private record Row(String method, String path, int[] statuses) {
        static Row of(String line) {
            String[] words = line.strip().split(" +");
            return new Row(
                    words[0],
                    words[1],
                    Arrays.stream(words, 2, words.length)
                            .mapToInt(Integer::parseInt)
                            .toArray());
        }

        String name() {
            return method + " " + path;
        }

        boolean isAboutADataset() {
            return path.startsWith(DATASETS + "/");
        }

        boolean isAboutASweep() {
            return path.startsWith("/api/v1/sweeps/");
        }
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping router;

    @Test
    void theTableCoversEveryEndpoint() {
        var routed = new TreeSet<String>();
        router.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("org.nnplayground")) {
                mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapping.getPatternsCondition()
                                .getPatterns()
                                .forEach(path -> routed.add(method + " " + path.getPatternString())));
            }
        });

        assertThat(TABLE.stream().map(Row::name)).containsExactlyInAnyOrderElementsOf(routed);
    }

    @TestFactory
    List<DynamicTest> everybodyGetsWhatTheTableSays() {
        var tests = new ArrayList<DynamicTest>();
        for (Row row : TABLE) {
            for (Who who : Who.values()) {
                tests.add(dynamicTest(row.name() + " by " + who, () -> check(row, who)));
            }
        }
        return tests;
    }

    private void check(Row row, Who who) {
        Created job = row.isAboutADataset()
                ? uploaded()
                : row.isAboutASweep()
                        ? createsSweep()
                        : client.creates("{'mode': 'live', 'name': 'theirs', " + XOR + "}", "Authorization", school);
        Created another = client.creates("{'mode': 'live', " + XOR + "}");
        try {
            String before = shown(row, job);
            @Nullable
            String authorization = switch (who) {
                case NOBODY -> null;
                case WRONG_TOKEN ->
                    "Bearer " + job.token().substring(0, job.token().length() - 2) + "__";
                case ANOTHER_JOBS_TOKEN -> "Bearer " + another.token();
                case ANOTHER_CLIENTS_KEY -> other;
                case THE_JOBS_TOKEN -> "Bearer " + job.token();
                case ITS_CLIENTS_KEY -> school;
            };

            int status = status(row, job, authorization);

            assertThat(status).isEqualTo(row.statuses()[who.ordinal()]);
            if (status >= 400) {
                assertThat(shown(row, job)).isEqualTo(before);
            }
        } finally {
            client.sends("DELETE", path(row, job), null, "Authorization", school);
            client.controls(another, "DELETE", "", null);
        }
    }

    /** A dataset in the place of a job. */
    private Created uploaded() {
        var dataset = client.sends("POST", DATASETS, TABLE_OF_XOR, "Authorization", school)
                .json();
        return new Created(
                dataset.get("id").stringValue(), dataset.get("controlToken").stringValue(), dataset);
    }

    private Created createsSweep() {
        JsonNode sweep = client.sends("POST", "/api/v1/sweeps", SWEEP, "Authorization", school)
                .json();
        return new Created(
                sweep.get("id").stringValue(), sweep.get("controlToken").stringValue(), sweep);
    }


    private static String path(Row row, Created thing) {
        if (row.isAboutADataset()) {
            return DATASETS + "/" + thing.id();
        }
        return row.isAboutASweep() ? "/api/v1/sweeps/" + thing.id() : thing.path();
    }

    /** The job without the time of its expiry, which every look puts off; of a sweep, whether it was changed. */
    private String shown(Row row, Created job) {
        var shown = client.gets(path(row, job));
        return row.isAboutASweep()
                ? shown.status() + " " + shown.json().at("/jobs/cancelled")
                : shown.text().replaceFirst("\"expiresAt\":\"[^\"]+\",", "");
    }

    private int status(Row row, Created job, @Nullable String authorization) {
        String[] headers = authorization == null ? new String[0] : new String[] {"Authorization", authorization};
        String path = row.path().replace("{id}", job.id()).replace("{slug}", slug(row));
        if (path.endsWith("/events")) {
            String jobs = path.equals("/api/v1/events") ? "?job=" + job.id() : "";
            try (var stream = client.follows(path + jobs, headers)) {
                return stream.status();
            }
        }
        String query = path.endsWith("/export") ? "?format=onnx" : "";
        var answer = client.sends(row.method(), path + query, body(row, job), headers);
        if (row.name().equals("GET /api/v1/jobs") && answer.status() == 200) {
            boolean own = school.equals(authorization);
            assertThat(answer.text().contains(job.id())).as("is listed").isEqualTo(own);
        }
        if (List.of("POST /api/v1/jobs", "POST /api/v1/sweeps").contains(row.name()) && answer.status() == 201) {
            client.sends(
                    "DELETE",
                    path + "/" + answer.json().get("id").stringValue(),
                    null,
                    "Authorization",
                    "Bearer " + answer.json().get("controlToken").stringValue());
        }
        return answer.status();
    }

    private String slug(Row row) {
        return row.path().startsWith("/problems/")
                ? "not-found"
                : client.gets("/api/v1/exercises")
                        .json()
                        .at("/exercises/0/slug")
                        .stringValue();
    }

    private @Nullable String body(Row row, Created job) {
        return switch (row.name()) {
            // Refused because the job has not ended.
            case "PUT /api/v1/jobs/{id}/retention" -> "{'days': 2}";
            // Refused because of its content, for every caller.
            case "POST /api/v1/exercises/{slug}/answers" -> "{'answer': 1}";
            case "POST /api/v1/datasets" -> TABLE_OF_XOR;
            case "POST /api/v1/jobs" -> "{'mode': 'live', " + XOR + "}";
            case "POST /api/v1/sweeps" -> SWEEP;
            case "PUT /api/v1/jobs/{id}/attention" -> "{'input': 0}";
            case "PATCH /api/v1/jobs/{id}" -> "{'learningRate': 0.01}";
            case "POST /api/v1/jobs/{id}/predict" -> "{'x': [[0, 1]]}";
            case "POST /api/v1/jobs/{id}/trace" -> "{'batch': 0}";
            case "PUT /api/v1/jobs/{id}/spec" -> "{'data': {'source': 'generated', 'generator': 'circle'}}";
            case "PUT /api/v1/jobs/{id}/parameters" ->
                "{'layers': " + client.gets(job.path() + "/parameters").json().get("layers") + "}";
            case "POST /admin/api-keys" -> "{'owner': 'mallory'}";
            default -> null;
        };
    }
}
