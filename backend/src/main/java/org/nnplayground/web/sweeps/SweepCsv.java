package org.nnplayground.web.sweeps;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.sweep.SweepProgress;
import org.nnplayground.sweep.SweepTable;
import tools.jackson.databind.JsonNode;

/**
 * The table of a sweep as CSV (RFC 4180) with a header row. A loss has as many digits as are needed to read back the
 * same float32; what is null in JSON is empty.
 */
final class SweepCsv {

    private static final String END = "\r\n";

    private SweepCsv() {}

    static String of(SweepProgress progress) {
        return Stream.concat(
                        Stream.of(line(List.copyOf(SweepTable.columns(progress.sweep())))),
                        progress.rows().stream().map(SweepCsv::line))
                .collect(Collectors.joining());
    }

    private static String line(List<? extends @Nullable Object> row) {
        return row.stream().map(SweepCsv::field).collect(Collectors.joining(",", "", END));
    }

    private static String field(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case JsonNode json when json.isNull() -> "";
            case JsonNode json when json.isString() -> json.stringValue();
            default -> value.toString();
        };
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
