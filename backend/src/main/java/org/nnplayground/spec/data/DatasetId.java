package org.nnplayground.spec.data;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of an uploaded dataset, such as {@code d150x4c3_Zk3vQ1...}. It tells the sizes that a spec depends on, so that
 * a spec can be checked without the dataset. Clients treat it as opaque.
 *
 * @param samples number of rows, at least 1
 * @param columns number of input columns, at least 1
 * @param labels what the label column can be
 * @param classes number of different labels; 0 if they can only be values
 * @param unitInterval whether every input is between 0 and 1
 * @param code 22 characters that cannot be guessed: 128 bits in base64url
 */
public record DatasetId(int samples, int columns, Labels labels, int classes, boolean unitInterval, String code) {

    /** What a label column can be. */
    public enum Labels {
        /** Texts: classes only. */
        NAMES("c"),

        /** A few different numbers: classes or values. */
        NUMBERS("n"),

        /** Many different numbers: values only. */
        VALUES("v");

        private final String letter;

        Labels(String letter) {
            this.letter = letter;
        }

        private static Labels of(String letter) {
            for (Labels labels : values()) {
                if (labels.letter.equals(letter)) {
                    return labels;
                }
            }
            throw new IllegalArgumentException("no kind of labels has the letter " + letter);
        }
    }

    /** Longest text. */
    public static final int MAX_LENGTH = 64;

    private static final String SIZE = "([1-9][0-9]{0,8})";
    private static final Pattern TEXT =
            Pattern.compile("d" + SIZE + "x" + SIZE + "([cnv])(?:" + SIZE + ")?(u)?_([A-Za-z0-9_-]{22})");

    /** Empty if a text is no id. */
    public static Optional<DatasetId> parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        Labels labels = Labels.of(match.group(3));
        @Nullable String classes = match.group(4);
        if ((classes == null) != (labels == Labels.VALUES)) {
            return Optional.empty();
        }
        return Optional.of(new DatasetId(
                Integer.parseInt(match.group(1)),
                Integer.parseInt(match.group(2)),
                labels,
                classes == null ? 0 : Integer.parseInt(classes),
                match.group(5) != null,
                match.group(6)));
    }

    /** Whether the labels can be classes. */
    public boolean hasClasses() {
        return labels != Labels.VALUES;
    }

    /** Whether the labels can be the values of a regression. */
    public boolean hasValues() {
        return labels != Labels.NAMES;
    }

    @Override
    public String toString() {
        return "d" + samples + "x" + columns + labels.letter + (classes == 0 ? "" : classes) + (unitInterval ? "u" : "")
                + "_" + code;
    }
}
