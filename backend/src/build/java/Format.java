import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or formats Java sources with palantir-java-format: {@code check FOLDER} lists the badly formatted files and
 * fails, {@code apply FOLDER} formats them. The build runs it, see {@code backend/pom.xml}.
 */
class Format {

    public static void main(String[] args) throws Exception {
        boolean apply = args[0].equals("apply");
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .formatJavadoc(true)
                .build());
        List<Path> wrong;
        try (Stream<Path> files = Files.walk(Path.of(args[1]))) {
            wrong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> differs(formatter, file, apply))
                    .toList();
        }
        wrong.forEach(file -> System.out.println((apply ? "formatted " : "badly formatted: ") + file));
        if (!apply && !wrong.isEmpty()) {
            System.out.println("Run: ./mvnw validate -Dformat.goal=apply");
            System.exit(1);
        }
    }

    private static boolean differs(Formatter formatter, Path file, boolean apply) {
        try {
            String text = Files.readString(file);
            String formatted = ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(formatter.formatSource(text)),
                    JavaFormatterOptions.Style.PALANTIR);
            if (apply && !formatted.equals(text)) {
                Files.writeString(file, formatted);
            }
            return !formatted.equals(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (com.palantir.javaformat.java.FormatterException e) {
            throw new IllegalStateException("cannot parse " + file + ": " + e.getMessage(), e);
        }
    }
}
