package org.nnplayground.web.problems;

import java.util.Arrays;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.ProblemDocument;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Serves a page of explanation at the {@code type} address of each problem. */
@RestController
class ProblemController {

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    String problem(@PathVariable String slug, ServerWebExchange exchange) {
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        exchange.getResponse().getHeaders().set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate -> candidate.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("problem.unknown")));
        // The catalogue's texts contain no markup, so nothing needs escaping.
        return """
                <!doctype html>
                <html lang="%6$s">
                <meta charset="utf-8">
                <title>%1$s</title>
                <h1>%1$s</h1>
                <p>%2$d <code>%3$s</code></p>
                <p>%4$s</p>
                <p>%5$s</p>
                </html>
                """.formatted(
                        type.title().in(language),
                        ProblemDocument.status(type).value(),
                        type.slug(),
                        type.happened().in(language),
                        type.remedy().in(language),
                        language.tag());
    }
}
