package org.nnplayground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/**
 * Draws the packages of {@code docs/architecture.md} from the code: an arrow where a class of one package uses one of
 * another. With {@code -Darchitecture.write} this test writes the picture.
 */
class ArchitecturePictureTest {

    private static final Path DOCUMENT = Path.of("../docs/architecture.md");
    private static final String BEGIN = "<!-- drawn from the code: begin -->\n";
    private static final String END = "<!-- drawn from the code: end -->\n";

    @Test
    void theCommittedPictureMatchesTheCode() throws IOException {
        String kept = Files.readString(DOCUMENT);
        int from = kept.indexOf(BEGIN);
        int to = kept.indexOf(END);
        assertThat(from).as("where the picture begins").isNotNegative().isLessThan(to);

        String drawn = kept.substring(0, from + BEGIN.length()) + picture() + kept.substring(to);
        if (System.getProperty("architecture.write") != null) {
            Files.writeString(DOCUMENT, drawn);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("run: ./mvnw test -Dtest=ArchitecturePictureTest -Darchitecture.write")
                .isEqualTo(drawn);
    }

    /** Mermaid's text; {@code problem}, which everyone may use, is drawn without its arrows. */
    private static String picture() {
        var modules = ApplicationModules.of(PlaygroundApplication.class);
        Map<String, TreeSet<String>> arrows = new TreeMap<>();
        modules.forEach(module -> {
            var targets = new TreeSet<String>();
            module.getDirectDependencies(modules, DependencyType.values()).stream()
                    .map(dependency ->
                            dependency.getTargetModule().getIdentifier().toString())
                    .filter(target -> !target.equals("problem"))
                    .forEach(targets::add);
            arrows.put(module.getIdentifier().toString(), targets);
        });
        var text = new StringBuilder("```mermaid\nflowchart TD\n");
        arrows.keySet().forEach(name -> text.append("    ").append(name).append('\n'));
        arrows.forEach((name, targets) -> targets.forEach(target ->
                text.append("    ").append(name).append(" --> ").append(target).append('\n')));
        return text.append("```\n").toString();
    }
}
