package org.nnplayground.web.attempts;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.ClassResults;
import org.nnplayground.attempt.ClassResults.StudentResult;
import org.nnplayground.attempt.ClassResults.Unfinished;
import org.nnplayground.attempt.Roster;

/**
 * The students of a class as CSV (RFC 4180). If there are names, they are the last column, and students without a
 * closed attempt have a row, too. A spreadsheet takes no cell for a formula.
 */
final class ClassTable {

    private static final String END = "\r\n";
    private static final String HEADER = "student,attempts,points,maxPoints,lastAt";

    /** Also in the wide form that spreadsheets take for the same characters. */
    private static final String FORMULA_STARTS = "=+-@＝＋－＠";

    private ClassTable() {}

    static String of(ClassResults results) {
        boolean hasNames = results.names() == Roster.State.SHOWN;
        Stream<String> rows = Stream.concat(
                results.students().stream().map(student -> row(student) + (hasNames ? cell(student.name()) : "")),
                results.unfinished().stream().map(student -> row(student) + cell(student.name())));
        return Stream.concat(Stream.of(HEADER + (hasNames ? ",name" : "")), rows)
                .map(row -> row + END)
                .collect(Collectors.joining());
    }

    private static String row(StudentResult student) {
        return student.pseudonym() + "," + student.attempts() + "," + student.points() + "," + student.maxPoints() + ","
                + student.lastAt();
    }

    private static String row(Unfinished student) {
        return student.pseudonym() + ",0,,,";
    }

    /**
     * A name as a further cell of a row. Semicolons become commas, because spreadsheets of many countries separate
     * cells by semicolons whatever the quotes say.
     */
    private static String cell(@Nullable String name) {
        if (name == null) {
            return ",";
        }
        String start = FORMULA_STARTS.indexOf(name.charAt(0)) < 0 ? "" : "'";
        return ",\"" + start + name.replace(';', ',').replace("\"", "\"\"") + "\"";
    }
}
