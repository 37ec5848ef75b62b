package org.nnplayground.lti;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a link shows, from its custom parameters {@code content}, {@code mode}, {@code attempts} and {@code goal}.
 *
 * @param path below {@code /embed}, such as {@code /exercises/small-network} or {@code /#dataset=xor}
 * @param exercise the slug; null for other content
 * @param goal JSON of the training goal of a playground; null without one
 * @param graded whether attempts count; only exercises and goals can be graded
 * @param attempts allowed attempts of a graded exercise or goal, 1 to 20
 */
public record LtiContent(
        String path, @Nullable String exercise, @Nullable String goal, boolean graded, int attempts) {

    /** Maximum length of a path, in characters. */
    public static final int MAX_PATH_LENGTH = 4096;

    /** Maximum length of a parameter, in characters. */
    public static final int MAX_LENGTH = 8192;

    public static final int MAX_ATTEMPTS = 20;

    private static final int DEFAULT_ATTEMPTS = 3;
    private static final Pattern PATH =
            Pattern.compile("/(?:exercises/(?<exercise>[a-z0-9-]{1,64})|labs/[a-z0-9-]{1,64}"
                    + "|lessons(?:/[a-z0-9-]{1,64})?|p/[0-9a-z]{1,32}|#[A-Za-z0-9=&.,_~%:;@!$()*+/?-]*|)");

    /** Whether a path names content of this server. */
    public static boolean isPath(String path) {
        return path.length() <= MAX_PATH_LENGTH && PATH.matcher(path).matches();
    }

    /** Whether a path is that of a playground, which can have a training goal. */
    public static boolean isPlayground(String path) {
        return path.isEmpty() || path.equals("/") || path.startsWith("/#");
    }

    /** The address of the content in a frame, below the server's address. */
    public String page() {
        String graded = !this.graded ? "" : path.contains("#") ? "&graded=true" : "#graded";
        return "/embed" + path + graded;
    }

    /** The content of a link; the playground if the link names none that exists. */
    public static LtiContent of(Map<String, String> custom) {
        String named = custom.getOrDefault("content", "/");
        String path = isPath(named) ? named : "/";
        Matcher parts = PATH.matcher(path);
        String exercise = parts.matches() ? parts.group("exercise") : null;
        String goal = isPlayground(path) ? custom.get("goal") : null;
        boolean graded = (exercise != null || goal != null) && "graded".equals(custom.get("mode"));
        return new LtiContent(path, exercise, goal, graded, attempts(custom.getOrDefault("attempts", "")));
    }

    private static int attempts(String text) {
        return text.matches("[0-9]{1,2}") ? Math.clamp(Integer.parseInt(text), 1, MAX_ATTEMPTS) : DEFAULT_ATTEMPTS;
    }
}
