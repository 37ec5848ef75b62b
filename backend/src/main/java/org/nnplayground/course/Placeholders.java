package org.nnplayground.course;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.ExerciseSheet.Step;
import org.nnplayground.course.Solution.Solved;

/**
 * What stands for {@code {{name}}} in a text. Of a number, {@code {{(name)}}} is to be multiplied with,
 * {@code {{+name}}} is to be added, and {@code {{=name}}} is a result, with its sign of equality.
 *
 * @param tex by name
 * @param numbers by name
 */
record Placeholders(Map<String, String> tex, Map<String, Double> numbers) implements UnaryOperator<String> {

    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([=+(]?)([A-Za-z0-9]+)\\)?}}");

    /** What a sheet gives. */
    static Placeholders of(ExerciseSheet sheet) {
        var tex = new HashMap<String, String>();
        for (Given given : sheet.given()) {
            tex.put(given.name(), given.tex());
        }
        return new Placeholders(tex, Map.of());
    }

    /** The same, and what the step's text may show. */
    Placeholders with(Step step) {
        return with(step.shown(), Map.of());
    }

    /** The same, and what a step's solution tells. */
    Placeholders with(Solved solved) {
        return with(solved.tex(), solved.worked());
    }

    private Placeholders with(Map<String, String> moreTex, Map<String, Double> moreNumbers) {
        var allTex = new HashMap<>(tex);
        allTex.putAll(moreTex);
        var allNumbers = new HashMap<>(numbers);
        allNumbers.putAll(moreNumbers);
        return new Placeholders(allTex, allNumbers);
    }

    /** @throws IllegalArgumentException for a name that stands for nothing */
    @Override
    public String apply(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(shown(match)));
    }

    private String shown(MatchResult match) {
        String name = match.group(2);
        Double number = numbers.get(name);
        if (number == null) {
            String written = tex.get(name);
            if (written == null || !match.group(1).isEmpty()) {
                throw new IllegalArgumentException(match.group() + " stands for nothing");
            }
            return written;
        }
        return switch (match.group(1)) {
            case "=" -> Tex.result(number);
            case "+" -> Tex.summand(number);
            case "(" -> Tex.factor(number);
            default -> Tex.number(number);
        };
    }
}
