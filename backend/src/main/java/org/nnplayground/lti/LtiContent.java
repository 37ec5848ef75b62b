package org.nnplayground.lti;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a link shows, from its custom parameters {@code content}, {@code mode} and {@code attempts}.
 *
 * @param path below {@code /embed}, such as {@code /exercises/small-network} or {@code /#dataset=xor}
 * @param exercise the slug; null for other content
 * @param graded whether attempts count; only exercises can be graded
 * @param attempts allowed attempts of a graded exercise, 1 to 20
 */
public record LtiContent(String path, @Nullable String exercise, boolean graded, int attempts) {

    /** Maximum length of a path, in characters. */
    public static final int MAX_PATH_LENGTH = 4096;

    public static final int MAX_ATTEMPTS = 20;

    private static final int DEFAULT_ATTEMPTS = 3;
    private static final Pattern PATH =
            Pattern.compile("/(?:exercises/(?<exercise>[a-z0-9-]{1,64})|labs/[a-z0-9-]{1,64}"
                    + "|lessons(?:/[a-z0-9-]{1,64})?|p/[0-9a-z]{1,32}|#[A-Za-z0-9=&.,_~%:;@!$()*+/?-]*|)");

    /** Whether a path names content of this server. */
    public static boolean isPath(String path) {
        return path.length() <= MAX_PATH_LENGTH && PATH.matcher(path).matches();
    }

    /** The content of a link; the playground if the link names none that exists. */
    public static LtiContent of(Map<String, String> custom) {
        String named = custom.getOrDefault("content", "/");
        String path = isPath(named) ? named : "/";
        Matcher parts = PATH.matcher(path);
        String exercise = parts.matches() ? parts.group("exercise") : null;
        boolean graded = exercise != null && "graded".equals(custom.get("mode"));
        return new LtiContent(path, exercise, graded, attempts(custom.getOrDefault("attempts", "")));
    }

    private static int attempts(String text) {
        return text.matches("[0-9]{1,2}") ? Math.clamp(Integer.parseInt(text), 1, MAX_ATTEMPTS) : DEFAULT_ATTEMPTS;
    }
}
