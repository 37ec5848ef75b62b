package org.nnplayground.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An API client on the JDK's HTTP client. It fails on a response that the OpenAPI document does not allow. */
public final class Client {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    public Client(int port) {
        this.base = "http://localhost:" + port;
    }

    /** A job that this client created. */
    public record Created(String id, String token, JsonNode job) {
        public String path() {
            return "/api/v1/jobs/" + id;
        }
    }

    /** @param body as JSON with single quotes */
    public Created creates(String body, String... headers) {
        Answer answer = sends("POST", "/api/v1/jobs", body, headers);
        if (answer.status != 201) {
            throw new AssertionError("not created: " + answer.status + " " + answer.text);
        }
        return new Created(
                answer.json().get("id").stringValue(),
                answer.json().get("controlToken").stringValue(),
                answer.json());
    }

    public Answer gets(String path, String... headers) {
        return sends("GET", path, null, headers);
    }

    public Answer controls(Created job, String method, String path, @Nullable String body) {
        return sends(method, job.path() + path, body, "Authorization", "Bearer " + job.token);
    }

    public Answer sends(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
            request.header("Content-Type", "application/json");
        }
        return answer(method, path, request, headers);
    }

    /** Uploads CSV as it is. */
    public Answer uploads(String path, BodyPublisher csv, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        request.POST(csv);
        request.header("Content-Type", "text/csv");
        return answer("POST", path, request, headers);
    }

    private Answer answer(String method, String path, HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (!Arrays.asList(headers).contains("Origin")) { // whose refusal is not documented per call
                PublishedApi.assertHas(method, path, response);
            }
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public record Answer(int status, String text, HttpResponse<String> response) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    /** One server-sent event. */
    public record Event(String name, String id, JsonNode data) {}

    /** Opens a stream; the caller closes it. */
    public Events follows(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Events(http.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The bytes of a stream, fetched as they are read. */
    public InputStream opens(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    public static final class Events implements AutoCloseable {

        private final HttpResponse<Stream<String>> response;
        private final Iterator<String> lines;

        Events(HttpResponse<Stream<String>> response) {
            this.response = response;
            this.lines = response.body().iterator();
        }

        public int status() {
            return response.statusCode();
        }

        /** All events up to the first that fits, or to the end of the stream. */
        public List<Event> until(Predicate<Event> last) {
            var events = new ArrayList<Event>();
            for (Event event = next(); event != null; event = next()) {
                events.add(event);
                if (last.test(event)) {
                    break;
                }
            }
            return events;
        }

        public @Nullable Event next() {
            String name = "";
            String id = "";
            var data = new StringBuilder();
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.isEmpty() && !data.isEmpty()) {
                    return new Event(name, id, JSON.readTree(data.toString()));
                }
                int colon = line.indexOf(':');
                String value = colon < 0 ? "" : line.substring(colon + 1).strip();
                switch (colon < 0 ? line : line.substring(0, colon)) {
                    case "event" -> name = value;
                    case "id" -> id = value;
                    case "data" -> data.append(value);
                    default -> {} // comments and retry
                }
            }
            return null;
        }

        @Override
        public void close() {
            response.body().close();
        }
    }

    public static double[] numbers(JsonNode array) {
        var numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).doubleValue());
        return numbers;
    }
}
