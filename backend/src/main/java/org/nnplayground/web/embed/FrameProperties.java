package org.nnplayground.web.embed;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may show the server's answers in a frame: source lists of the directive {@code frame-ancestors} of Content
 * Security Policy, as in {@code 'self' https://moodle.example.edu}.
 *
 * @param ancestors of everything but what lies below {@code /embed}
 * @param embedAncestors of what lies below {@code /embed}
 */
@ConfigurationProperties("playground.frames")
public record FrameProperties(
        @DefaultValue("'self'") String ancestors,
        @DefaultValue("*") String embedAncestors) {

    private static final Pattern SOURCES = Pattern.compile("[\\w'*.:/\\[\\]-]+( [\\w'*.:/\\[\\]-]+)*");

    public FrameProperties {
        checkSources("playground.frames.ancestors", ancestors);
        checkSources("playground.frames.embed-ancestors", embedAncestors);
    }

    private static void checkSources(String setting, String sources) {
        if (!SOURCES.matcher(sources).matches()) {
            throw new IllegalArgumentException(
                    setting + " must be sources of frame-ancestors with one space between them, was: " + sources);
        }
    }
}
