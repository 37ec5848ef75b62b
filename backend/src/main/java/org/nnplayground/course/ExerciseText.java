package org.nnplayground.course;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of an exercise in one language, with placeholders for its numbers.
 *
 * @param summary one sentence
 * @param tasks by the name that a sheet asks for
 * @param steps by the name that a step asks for
 */
public record ExerciseText(String title, String summary, Map<String, Prose> tasks, Map<String, StepText> steps) {

    public ExerciseText {
        tasks = Map.copyOf(tasks);
        steps = Map.copyOf(steps);
    }

    /**
     * @param prompt what is to be found
     * @param hint how to begin, without the number
     * @param solution how it is found
     * @param mistakes feedback for usual mistakes, by name
     * @param options the options of a choice, by name; empty for a step with numbers
     */
    public record StepText(
            Prose prompt, Prose hint, Prose solution, Map<String, Prose> mistakes, Map<String, Prose> options) {

        public StepText {
            mistakes = Map.copyOf(mistakes);
            options = Map.copyOf(options);
        }
    }

    private static final Pattern FILE = Pattern.compile("---\n(.*?)\n---\n(.*)", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^(##|###) +(\\S+(?: \\S+)?) *$");
    private static final String TASK = "task";
    private static final String MISTAKE = "mistake ";
    private static final String OPTION = "option ";
    private static final Set<String> PARTS = Set.of("", "hint", "solution");

    /**
     * Reads a file: front matter with {@code title} and {@code summary}; sections {@code ## task} or more whose names
     * begin so; a section for each step, with {@code ### hint}, {@code ### solution}, a {@code ### mistake <name>} for
     * each usual mistake, and for a choice a {@code ### option <name>} for each option.
     *
     * @throws IllegalArgumentException where the file is no such text
     */
    static ExerciseText parse(String file) {
        Matcher parts = FILE.matcher(file.replace("\r\n", "\n"));
        if (!parts.matches()) {
            throw new IllegalArgumentException("no front matter between lines of ---");
        }
        Map<String, String> front = front(parts.group(1));
        var tasks = new HashMap<String, Prose>();
        var steps = new HashMap<String, StepText>();
        for (Map.Entry<String, Map<String, Prose>> section :
                sections(parts.group(2)).entrySet()) {
            Map<String, Prose> prose = section.getValue();
            if (section.getKey().startsWith(TASK)) {
                tasks.put(section.getKey(), required(prose, section.getKey(), ""));
            } else {
                steps.put(section.getKey(), step(section.getKey(), prose));
            }
        }
        return new ExerciseText(value(front, "title"), value(front, "summary"), tasks, steps);
    }

    private static StepText step(String name, Map<String, Prose> prose) {
        for (String part : prose.keySet()) {
            if (!PARTS.contains(part) && !part.startsWith(MISTAKE) && !part.startsWith(OPTION)) {
                throw new IllegalArgumentException("a section \"" + name + "\" has no part \"" + part + "\"");
            }
            required(prose, name, part);
        }
        return new StepText(
                required(prose, name, ""),
                required(prose, name, "hint"),
                required(prose, name, "solution"),
                parts(prose, MISTAKE),
                parts(prose, OPTION));
    }

    /** The parts whose headings begin so, by the rest of the heading. */
    private static Map<String, Prose> parts(Map<String, Prose> section, String beginning) {
        var parts = new HashMap<String, Prose>();
        section.forEach((part, prose) -> {
            if (part.startsWith(beginning)) {
                parts.put(part.substring(beginning.length()), prose);
            }
        });
        return parts;
    }

    private static Map<String, String> front(String lines) {
        var front = new HashMap<String, String>();
        for (String line : lines.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("no \"name: value\" in the front matter: " + line);
            }
            front.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return front;
    }

    private static String value(Map<String, String> front, String name) {
        String value = front.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("no " + name + " in the front matter");
        }
        return value;
    }

    /** By the second-level heading, then by the third-level one, which is empty before the first. */
    private static Map<String, Map<String, Prose>> sections(String body) {
        var sections = new LinkedHashMap<String, Map<String, Prose>>();
        Matcher heading = HEADING.matcher(body);
        String section = "";
        String part = "";
        int start = 0;
        while (heading.find()) {
            put(sections, section, part, body.substring(start, heading.start()));
            boolean second = heading.group(1).equals("##");
            section = second ? heading.group(2) : section;
            part = second ? "" : heading.group(2);
            start = heading.end();
        }
        put(sections, section, part, body.substring(start));
        return sections;
    }

    private static void put(Map<String, Map<String, Prose>> sections, String section, String part, String text) {
        if (section.isEmpty()) {
            if (!text.isBlank()) {
                throw new IllegalArgumentException("text before the first heading: " + text.strip());
            }
            return;
        }
        Prose before =
                sections.computeIfAbsent(section, name -> new HashMap<>()).put(part, Prose.parse(text));
        if (before != null) {
            throw new IllegalArgumentException("two sections \"" + section + " " + part + "\"");
        }
    }

    private static Prose required(Map<String, Prose> section, String name, String part) {
        Prose prose = section.get(part);
        if (prose == null || prose.paragraphs().isEmpty()) {
            throw new IllegalArgumentException("nothing in section \"" + name + " " + part + "\"");
        }
        return prose;
    }
}
