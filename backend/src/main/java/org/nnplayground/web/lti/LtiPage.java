package org.nnplayground.web.lti;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.web.request.RequestValues;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/** Builds one of the small pages of a launch, in the language of the request. {@code launch.js} does its step. */
final class LtiPage {

    private final Language language;
    private final StringBuilder body = new StringBuilder();
    private final Map<String, String> data = new LinkedHashMap<>();
    private final String title;

    LtiPage(ServerRequest request, String titleKey) {
        this.language = RequestValues.language(request.headers().asHttpHeaders());
        this.title = text(titleKey);
    }

    /** The escaped text of a message. */
    private String text(String key, Object... arguments) {
        return HtmlUtils.htmlEscape(Message.of(key, arguments).in(language));
    }

    /** A value for the script, as {@code data-name} of the page's main element. */
    LtiPage data(String name, String value) {
        data.put(name, value);
        return this;
    }

    LtiPage paragraph(String key, Object... arguments) {
        body.append("<p>").append(text(key, arguments)).append("</p>\n");
        return this;
    }

    /** Text that is not translated. */
    LtiPage plain(String paragraph) {
        body.append("<p>").append(HtmlUtils.htmlEscape(paragraph)).append("</p>\n");
        return this;
    }

    /** Hidden until the script shows it. */
    LtiPage hidden(String id, String key) {
        body.append("<p id=\"%s\" hidden>%s</p>\n".formatted(id, text(key)));
        return this;
    }

    /** A link to a new tab, hidden until the script shows it. */
    LtiPage hiddenTab(String id, String address, String key) {
        body.append("<p id=\"%s\" hidden><a class=\"button\" target=\"_blank\" href=\"%s\">%s</a></p>\n"
                .formatted(id, HtmlUtils.htmlEscape(address), text(key)));
        return this;
    }

    /** Names with values to copy. */
    LtiPage values(Map<String, String> valuesByKey) {
        body.append("<dl>\n");
        valuesByKey.forEach((key, value) -> body.append("<dt>")
                .append(text(key))
                .append("</dt><dd><code>")
                .append(HtmlUtils.htmlEscape(value))
                .append("</code></dd>\n"));
        body.append("</dl>\n");
        return this;
    }

    /**
     * A form that posts to its own page.
     *
     * @param hidden fields with their values
     * @param fields names of the text fields, with the keys of their labels
     */
    LtiPage form(String action, Map<String, String> hidden, Map<String, String> fields, String buttonKey) {
        body.append("<form method=\"post\" action=\"%s\">\n".formatted(action));
        hidden.forEach((name, value) -> body.append(
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, HtmlUtils.htmlEscape(value))));
        fields.forEach((name, key) -> body.append("<label>%s <input name=\"%s\" maxlength=\"2048\"%s></label>\n"
                .formatted(text(key), name, name.equals("token_audience") ? "" : " required")));
        body.append("<button>%s</button>\n</form>\n".formatted(text(buttonKey)));
        return this;
    }

    Mono<ServerResponse> respond(HttpStatus status) {
        var attributes = new StringBuilder();
        data.forEach(
                (name, value) -> attributes.append(" data-%s=\"%s\"".formatted(name, HtmlUtils.htmlEscape(value))));
        String html = """
                <!doctype html>
                <html lang="%s">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <meta name="robots" content="noindex">
                    <title>%2$s</title>
                    <link rel="stylesheet" href="launch.css">
                    <script src="launch.js" defer></script>
                  </head>
                  <body>
                    <main%3$s>
                      <h1>%2$s</h1>
                      %4$s
                      <noscript><p>%5$s</p></noscript>
                    </main>
                  </body>
                </html>
                """.formatted(language.tag(), title, attributes, body, text("lti.no-script"));
        return ServerResponse.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .bodyValue(html);
    }
}
