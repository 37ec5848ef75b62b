package org.nnplayground.upload;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.codec.Violations;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;

/**
 * Reads CSV (RFC 4180) in UTF-8, with or without byte order mark, whose first row names the columns. The pointer of a
 * violation is {@code /rows/<row>/<column>}; row 1 is the header, and empty lines count, as in a text editor.
 */
public final class CsvReader {

    private static final int SHOWN_COLUMNS = 20;

    private final Limits limits;

    public CsvReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * @param label name of the label column; null for the last one
     * @throws PlaygroundException of type {@code invalid-request} with every violation
     */
    public LabelledTable read(byte[] bytes, int size, @Nullable String label) {
        if (isUtf16(bytes, size)) {
            throw PlaygroundException.invalid("", Message.of("csv.utf-16"));
        }
        var violations = new Violations();
        LabelledTable table = null;
        int start = hasByteOrderMark(bytes, size) ? 3 : 0;
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var text = new InputStreamReader(new ByteArrayInputStream(bytes, start, size - start), decoder);
                var csv = de.siegmar.fastcsv.reader.CsvReader.builder()
                        .skipEmptyLines(true)
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .ofCsvRecord(text)) {
            table = new Rows(violations).read(csv.iterator(), label);
        } catch (IOException | UncheckedIOException e) {
            violations.add("", Message.of("csv.not-utf-8"));
        } catch (CsvParseException e) {
            violations.add("", Message.of("csv.broken"));
        }
        violations.throwIfAny();
        if (table == null) {
            throw new IllegalStateException("a table is missing although there is no violation");
        }
        return table;
    }

    private static boolean hasByteOrderMark(byte[] bytes, int size) {
        return size >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    /** By its byte order mark, or by a zero in its first characters, which no text in UTF-8 has. */
    private static boolean isUtf16(byte[] bytes, int size) {
        if (size < 2) {
            return false;
        }
        boolean littleEndian = bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
        boolean bigEndian = bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
        return littleEndian || bigEndian || bytes[0] == 0 || bytes[1] == 0;
    }

    /** Reads the records of one file. */
    private final class Rows {

        private final Violations violations;
        private final TableBuilder table;
        private final List<Long> lines = new ArrayList<>();
        private List<String> names = List.of();
        private int label;

        Rows(Violations violations) {
            this.violations = violations;
            this.table = new TableBuilder(limits, violations);
        }

        @Nullable
        LabelledTable read(Iterator<CsvRecord> records, @Nullable String labelName) {
            if (!records.hasNext()) {
                violations.add("", Message.of("csv.empty"));
                return null;
            }
            if (!readHeader(records.next(), labelName)) {
                return null;
            }
            if (!records.hasNext()) {
                violations.add("", Message.of("csv.no-rows"));
                return null;
            }
            boolean whole = true;
            int most = (int) Math.min(limits.samples(), limits.dataNumbers() / Math.max(1, names.size() - 1));
            int rows = 0;
            while (records.hasNext()) {
                rows++;
                if (rows > most) {
                    violations.add("", Message.of("table.too-many-rows", most, names.size() - 1));
                    return null;
                }
                whole &= readRow(records.next());
            }
            if (!whole) {
                return null;
            }
            var columns = new ArrayList<>(names);
            String name = columns.remove(label);
            return table.build(columns, name, i -> pointer(lines.get(i), name));
        }

        private boolean readHeader(CsvRecord header, @Nullable String labelName) {
            names = header.getFields().stream().map(String::strip).toList();
            if (names.size() == 1) {
                Message fault = names.getFirst().contains(";")
                        ? Message.of("csv.semicolons")
                        : names.getFirst().contains("\t") ? Message.of("csv.tabs") : Message.of("csv.one-column");
                violations.add("", fault);
                return false;
            }
            int most = limits.columns();
            if (names.size() - 1 > most) {
                violations.add("", Message.of("table.too-many-columns", most, names.size() - 1));
                return false;
            }
            if (names.stream().allMatch(name -> TableBuilder.number(name) != null)) {
                violations.add("/rows/1", Message.of("csv.no-header"));
                return false;
            }
            boolean valid = checkNames(header.getStartingLineNumber());
            label = labelName == null ? names.size() - 1 : names.indexOf(labelName.strip());
            if (label < 0) {
                violations.add(
                        "",
                        Message.of(
                                "csv.label-missing",
                                JsonValues.quoted(String.valueOf(labelName)),
                                names.stream()
                                        .limit(SHOWN_COLUMNS)
                                        .map(JsonValues::quoted)
                                        .toList()));
            }
            return valid && label >= 0;
        }

        private boolean checkNames(long line) {
            Set<String> seen = new HashSet<>();
            boolean valid = true;
            for (int c = 0; c < names.size(); c++) {
                Message fault = fault(names.get(c), seen);
                if (fault != null) {
                    violations.add("/rows/" + line + "/" + c, fault(line, c + 1, fault));
                    valid = false;
                }
            }
            return valid;
        }

        private static @Nullable Message fault(String name, Set<String> seen) {
            int most = TableBuilder.MAX_NAME_LENGTH;
            if (name.isEmpty()) {
                return Message.of("csv.column-unnamed");
            }
            if (name.length() > most || !JsonValues.isOneLine(name)) {
                return Message.of("csv.column-name", most, JsonValues.quoted(name));
            }
            return seen.add(name) ? null : Message.of("csv.column-twice", JsonValues.quoted(name));
        }

        private boolean readRow(CsvRecord record) {
            long line = record.getStartingLineNumber();
            if (record.getFieldCount() != names.size()) {
                violations.add("/rows/" + line, Message.of("csv.ragged", line, names.size(), record.getFieldCount()));
                return false;
            }
            boolean valid = true;
            var x = new double[names.size() - 1];
            for (int c = 0; c < names.size(); c++) {
                String text = record.getField(c);
                if (c == label) {
                    continue;
                }
                Double number = TableBuilder.number(text);
                if (number == null) {
                    reject(line, c, noNumber(text));
                    valid = false;
                } else {
                    x[c < label ? c : c - 1] = number;
                }
            }
            String text = record.getField(label).strip();
            Message fault = labelFault(text);
            if (fault != null) {
                reject(line, label, fault);
                return false;
            }
            table.add(x, text);
            lines.add(line);
            return valid;
        }

        private static @Nullable Message labelFault(String text) {
            if (text.isEmpty()) {
                return Message.of("csv.cell-empty");
            }
            if (isNotFinite(text)) {
                return noNumber(text);
            }
            boolean isName = text.length() <= TableBuilder.MAX_NAME_LENGTH && JsonValues.isOneLine(text);
            return isName ? null : Message.of("csv.label-name", TableBuilder.MAX_NAME_LENGTH);
        }

        private void reject(long line, int column, Message fault) {
            violations.add(pointer(line, names.get(column)), fault(line, names.get(column), fault));
        }

        private static Message fault(long line, Object column, Message fault) {
            return Message.of("csv.cell", line, column, fault);
        }

        private static String pointer(long line, String column) {
            return "/rows/" + line + "/" + column.replace("~", "~0").replace("/", "~1");
        }

        private static boolean isNotFinite(String text) {
            String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
            return bare.equalsIgnoreCase("nan") || bare.equalsIgnoreCase("inf") || bare.equalsIgnoreCase("infinity");
        }

        private static Message noNumber(String text) {
            String stripped = text.strip();
            if (stripped.isEmpty()) {
                return Message.of("csv.cell-empty");
            }
            if (isNotFinite(stripped)) {
                return Message.of("csv.not-finite", JsonValues.quoted(stripped));
            }
            if (stripped.indexOf(',') >= 0 && TableBuilder.number(stripped.replace(',', '.')) != null) {
                return Message.of("csv.decimal-comma", JsonValues.quoted(stripped));
            }
            return isHuge(stripped)
                    ? Message.of("and", SpecCatalog.VALUE.requirement(), Message.of("was", JsonValues.quoted(stripped)))
                    : Message.of("must.number", Message.of("was", JsonValues.quoted(stripped)));
        }

        private static boolean isHuge(String text) {
            try {
                return !SpecCatalog.VALUE.contains(Double.parseDouble(text));
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }
}
