package org.nnplayground.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.Violation;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.data.DatasetId.Labels;

class CsvReaderTest {

    private static final CsvReader READER = new CsvReader(Limits.STANDARD);

    private static LabelledTable read(String csv) {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static LabelledTable read(byte[] csv) {
        return READER.read(csv, csv.length, null);
    }

    private static List<Violation> violations(byte[] csv) {
        try {
            READER.read(csv, csv.length, null);
        } catch (PlaygroundException e) {
            return e.violations();
        }
        throw new AssertionError("the file is valid");
    }

    private static List<String> faults(String csv) {
        return violations(csv.getBytes(StandardCharsets.UTF_8)).stream()
                .map(violation -> violation.pointer() + ": " + violation.detail())
                .toList();
    }

    @Test
    void textsAreClassesInTheirOrder() {
        LabelledTable table = read("width,height,kind\n1.5,2,dog\n-3e-1,4,cat\n5,6,dog\n");

        assertThat(table.columns()).containsExactly("width", "height");
        assertThat(table.label()).isEqualTo("kind");
        assertThat(table.labels()).isEqualTo(Labels.NAMES);
        assertThat(table.classes()).containsExactly("cat", "dog");
        assertThat(table.rows().x()).isDeepEqualTo(new double[][] {{1.5, 2}, {-0.3, 4}, {5, 6}});
        assertThat(table.rows().y()).isDeepEqualTo(new double[][] {{1}, {0}, {1}});
    }

    @Test
    void aFewWholeNumbersAreClassesOrValues() {
        LabelledTable table = read("a,b\n1,10\n2,-1\n3,10\n");

        assertThat(table.labels()).isEqualTo(Labels.NUMBERS);
        assertThat(table.classes()).containsExactly("-1", "10");
        assertThat(table.rows().y()).isDeepEqualTo(new double[][] {{10}, {-1}, {10}});
    }

    @Test
    void fractionsAndManyNumbersAreValues() {
        String many = IntStream.range(0, 11).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n", "a,b\n", ""));

        assertThat(read("a,b\n1,0.5\n2,1\n").labels()).isEqualTo(Labels.VALUES);
        assertThat(read(many).labels()).isEqualTo(Labels.VALUES);
        assertThat(read(many).classes()).isEmpty();
    }

    @Test
    void theLabelColumnCanBeNamed() {
        byte[] csv = "kind,a\nyes,1\nno,2\n".getBytes(StandardCharsets.UTF_8);

        LabelledTable table = READER.read(csv, csv.length, "kind");

        assertThat(table.columns()).containsExactly("a");
        assertThat(table.classes()).containsExactly("no", "yes");
        assertThatThrownBy(() -> READER.read(csv, csv.length, "sort"))
                .isInstanceOfSatisfying(
                        PlaygroundException.class,
                        e -> assertThat(e.violations().getFirst().detail())
                                .hasToString("There is no label column \"sort\"; the columns are \"kind\", \"a\"."));
    }

    @Test
    void quotesByteOrderMarkEmptyLinesAndWindowsLinesAreRead() {
        LabelledTable table = read("\uFEFF\"a, in cm\",b\r\n\r\n\"1\",\"x\"\"y\"\r\n2,z\r\n");

        assertThat(table.columns()).containsExactly("a, in cm");
        assertThat(table.classes()).containsExactly("x\"y", "z");
        assertThat(table.rows().x()).isDeepEqualTo(new double[][] {{1}, {2}});
    }

    @Test
    void everyFaultIsToldWithItsRow() {
        assertThat(faults("a,b,c\n1,2,x\n1,x\n,NaN,y\n\n\"1,5\",1e400,z\n1,2,\n"))
                .containsExactly(
                        "/rows/3: Row 3: must have 3 cells, as the header, had 2",
                        "/rows/4/a: Row 4, column a: must not be empty",
                        "/rows/4/b: Row 4, column b: must be a finite number, was \"NaN\"",
                        "/rows/6/a: Row 6, column a: must have a decimal point instead of a comma, was \"1,5\"",
                        "/rows/6/b: Row 6, column b: must be between -1000000000 and 1000000000, was \"1e400\"",
                        "/rows/7/c: Row 7, column c: must not be empty");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                 | : The file is empty. The first row must name the columns, and each other row is a sample.
            a,b                | : The file has a header but no other rows.
            1,2~3,4            | /rows/1: Row 1 has only numbers, but must name the columns.
            a;b~1,5;2          | : The columns are separated by semicolons. They must be separated by commas, and numbers must have a decimal point.
            a~1                | : The file has one column only; it needs at least one input column and a label column, separated by commas.
            a,b,a~1,2,3        | /rows/1/2: Row 1, column 3: must have a name of its own, was "a" again
            a,,b~1,2,3         | /rows/1/1: Row 1, column 2: must have a name
            a,b~red,x~blue,y   | /rows/2/a: Row 2, column a: must be a number, was "red"
            a,b~1,x~2,x        | : The label column "b" has only one class, "x"; there must be at least two.
            a,b~0x1p3,x~1f,y   | /rows/2/a: Row 2, column a: must be a number, was "0x1p3"
            a,b~1,nan~2,y      | /rows/2/b: Row 2, column b: must be a finite number, was "nan"
            """)
    void unusableFilesAreExplained(String lines, String fault) {
        assertThat(faults(lines == null ? "" : lines.replace('~', '\n'))).contains(fault);
    }

    @Test
    void aTextAmongManyNumbersIsAMistake() {
        String csv = IntStream.range(0, 30).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n", "a,b\n", "\n"));

        assertThat(faults(csv + "1,n/a\n"))
                .containsExactly("/rows/32/b: must be a number as most labels are, was \"n/a\"");
    }

    @Test
    void tooManyClassesAreRefused() {
        String csv =
                IntStream.range(0, 11).mapToObj(i -> i + ",k" + i).collect(Collectors.joining("\n", "a,b\n", "\n"));

        assertThat(faults(csv))
                .containsExactly(
                        ": The label column must have at most 10 different texts, had 11. Is it the right column?");
    }

    @Test
    void tooManyRowsAreRefused() {
        String csv = IntStream.range(0, 100_001).mapToObj(i -> "1,2").collect(Collectors.joining("\n", "a,b\n", "\n"));

        assertThat(faults(csv)).containsExactly(": The table must have at most 100000 rows with 1 input columns.");
    }

    @Test
    void otherEncodingsAreExplained() {
        String csv = "größe,art\n1,groß\n2,klein\n";

        for (Charset utf16 : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(violations(csv.getBytes(utf16)).getFirst().detail().in(Language.SIMPLIFIED_CHINESE))
                    .isEqualTo("文件的编码是 UTF-16。请另存为 UTF-8 编码的 CSV 后重新上传。");
        }
        assertThat(violations(csv.getBytes(StandardCharsets.ISO_8859_1))
                        .getFirst()
                        .detail())
                .hasToString("The file is not in UTF-8. Save it as CSV in UTF-8 and upload it again.");
    }

    @Test
    void atMost200FaultsAreListed() {
        String csv = IntStream.range(0, 1000).mapToObj(i -> "x,y").collect(Collectors.joining("\n", "a,b\n", "\n"));

        assertThat(violations(csv.getBytes(StandardCharsets.UTF_8))).hasSize(200);
    }
}
