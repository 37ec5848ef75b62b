package org.nnplayground.course;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Solution.Solved;

/**
 * The values of {@code {{name}}} in a text. For a number, {@code {{(name)}}} is a factor, {@code {{+name}}} a term, and
 * {@code {{=name}}} a result with its sign of equality.
 *
 * <p>The name of something given, or of a step, is a number if there is only one, or else all its numbers as a vector
 * or matrix. Followed by an index, it is one of them: {@code {{x1}}}, {@code {{W21}}}.
 *
 * @param tex by name
 * @param numbers by name
 */
record Placeholders(Map<String, String> tex, Map<String, Double> numbers) implements UnaryOperator<String> {

    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([=+(]?)([A-Za-z][A-Za-z0-9-]*)\\)?}}");

    /** What a sheet gives. */
    static Placeholders of(ExerciseSheet sheet) {
        var tex = new HashMap<String, String>();
        var numbers = new HashMap<String, Double>();
        for (Given given : sheet.given()) {
            tex.put(given.name(), given.tex());
            putNumbers(numbers, given.name(), given.values());
        }
        return new Placeholders(tex, numbers);
    }

    private static void putNumbers(Map<String, Double> numbers, String name, double[][] values) {
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                String index = values.length > 1
                        ? "" + (row + 1) + (column + 1)
                        : values[row].length > 1 ? "" + (column + 1) : "";
                numbers.put(name + index, values[row][column]);
            }
        }
    }

    /** The same, and what the step's text shows. */
    Placeholders with(Step step) {
        return with(step.shown(), Map.of());
    }

    /** The same, and the results of the steps up to this one, and what the solution's text says about it. */
    Placeholders with(ExerciseSheet sheet, Solution solution, int upTo) {
        var moreTex = new HashMap<String, String>();
        var moreNumbers = new HashMap<String, Double>();
        for (int s = 0; s <= upTo; s++) {
            double[][] values = solution.steps().get(s).values();
            String id = sheet.steps().get(s).id();
            putNumbers(moreNumbers, id, values);
            if (values.length > 1 || values[0].length > 1) {
                moreTex.put(id, values.length > 1 ? Tex.matrix(values) : Tex.vector(values[0]));
            }
        }
        Step step = sheet.steps().get(upTo);
        Solved solved = solution.steps().get(upTo);
        Numbers known = solved.before().with(step.id(), solved.flat());
        step.tex().forEach((name, part) -> moreTex.put(name, part.apply(known)));
        step.worked().forEach((name, result) -> moreNumbers.put(name, result.applyAsDouble(known)));
        return with(moreTex, moreNumbers);
    }

    private Placeholders with(Map<String, String> moreTex, Map<String, Double> moreNumbers) {
        var allTex = new HashMap<>(tex);
        allTex.putAll(moreTex);
        var allNumbers = new HashMap<>(numbers);
        allNumbers.putAll(moreNumbers);
        return new Placeholders(allTex, allNumbers);
    }

    /** @throws IllegalArgumentException for a name without value */
    @Override
    public String apply(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(shown(match)));
    }

    private String shown(MatchResult match) {
        String written = tex.get(match.group(2));
        Double number = numbers.get(match.group(2));
        if (written != null && match.group(1).isEmpty()) {
            return written;
        }
        if (number == null) {
            throw new IllegalArgumentException(match.group() + " has no value");
        }
        return switch (match.group(1)) {
            case "=" -> Tex.result(number);
            case "+" -> Tex.summand(number);
            case "(" -> Tex.factor(number);
            default -> Tex.number(number);
        };
    }
}
