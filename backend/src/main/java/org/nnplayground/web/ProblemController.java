package org.nnplayground.web;

import java.util.Arrays;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains each type of problem at the address that the problem documents give for it, to a person who follows it. */
@RestController
class ProblemController {

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    String problem(@PathVariable String slug) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(candidate -> candidate.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new PlaygroundException(ProblemType.NOT_FOUND, "There is no problem of that name."));
        // The catalogue's texts have no markup in them: nothing to escape.
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>%1$s</title>
                <h1>%1$s</h1>
                <p>%2$d <code>%3$s</code></p>
                <p>%4$s</p>
                <p>%5$s</p>
                </html>
                """.formatted(
                type.title(), ProblemDocument.status(type).value(), type.slug(), type.happened(), type.remedy());
    }
}
