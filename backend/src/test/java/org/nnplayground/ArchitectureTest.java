package org.nnplayground;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The packages of {@code docs/architecture.md} and what each may use. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.nnplayground");

    @Test
    void everyPackageUsesOnlyThePackagesThatItsPackageInfoAllows() {
        ApplicationModules.of(PlaygroundApplication.class).verify();
    }

    @Test
    void thePackagesOfWebHaveNoCycles() {
        slices().matching("org.nnplayground.web.(*)..")
                .should()
                .beFreeOfCycles()
                .because("Spring Modulith checks the top-level packages only")
                .check(CLASSES);
    }

    @Test
    void thePackagesOfTheEngineUseOneAnotherInOneOrder() {
        String djl = "org.nnplayground.engine.djl.";
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("shared")
                .definedBy(djl + "shared..")
                .layer("session")
                .definedBy(djl + "session..")
                .layer("script")
                .definedBy(djl + "script..")
                .layer("draws")
                .definedBy(djl + "draws..")
                .layer("layout")
                .definedBy(djl + "layout..")
                .layer("torch")
                .definedBy(djl + "torch..")
                .whereLayer("shared")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("shared")
                .whereLayer("script")
                .mayOnlyBeAccessedByLayers("shared", "session")
                .whereLayer("draws")
                .mayOnlyBeAccessedByLayers("shared", "session", "script")
                .whereLayer("layout")
                .mayOnlyBeAccessedByLayers("shared", "session", "script", "draws")
                .because("Spring Modulith checks the top-level packages only")
                .check(CLASSES);
    }

    @Test
    void noPackageHasMoreThan25Files() throws IOException {
        Map<Path, Long> files;
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            files = sources.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        }

        assertThat(files)
                .allSatisfy((folder, count) ->
                        assertThat(count).as("files in %s", folder).isLessThanOrEqualTo(25));
    }

    @Test
    void specDatasetAndEngineArePlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage("org.nnplayground.spec..", "org.nnplayground.dataset..", "org.nnplayground.engine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.beans..",
                        "org.springframework.boot..",
                        "org.springframework.context..",
                        "org.springframework.core..",
                        "org.springframework.http..",
                        "org.springframework.stereotype..",
                        "org.springframework.util..",
                        "org.springframework.web..",
                        "reactor..",
                        "org.reactivestreams..",
                        "tools.jackson..",
                        "com.fasterxml..")
                .because("what is trained, and on what, is plain Java that outlives every framework")
                .check(CLASSES);
    }

    @Test
    void problemDependsOnJavaOnly() {
        noClasses()
                .that()
                .resideInAPackage("org.nnplayground.problem..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "org.nnplayground.problem..", "org.jspecify..", "org.springframework.modulith")
                .because("every package throws problems, so they must not bring anything along")
                .check(CLASSES);
    }

    @Test
    void onlyTheDjlAdapterImportsDjl() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.nnplayground.engine.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .because("the engine is a port, and DJL's native memory is one package's business")
                .check(CLASSES);
    }

    @Test
    void onlyWebOutboundAndCliKnowHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.nnplayground.web..", "org.nnplayground.outbound..", "org.nnplayground.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.http..", "org.springframework.web..", "io.netty..", "reactor.netty..")
                .because("the domain must not depend on the transport")
                .check(CLASSES);
    }

    @Test
    void noClassHasAnEmptySuffix() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..infra..", "..misc..")
                .because("such a suffix says nothing about what the class does")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
        List<String> unmarked = new ArrayList<>();
        collectUnmarked(CLASSES.getPackage("org.nnplayground"), unmarked);

        assertThat(unmarked).as("packages without @NullMarked").isEmpty();
    }

    private static void collectUnmarked(JavaPackage javaPackage, List<String> unmarked) {
        boolean hasClasses = javaPackage.getClasses().stream()
                .anyMatch(javaClass -> !javaClass.getSimpleName().equals("package-info"));
        if (hasClasses && !javaPackage.isAnnotatedWith(NullMarked.class)) {
            unmarked.add(javaPackage.getName());
        }
        javaPackage.getSubpackages().forEach(sub -> collectUnmarked(sub, unmarked));
    }

    @Test
    void aSpecNeverChanges() {
        classes()
                .that()
                .resideInAPackage("org.nnplayground.spec..")
                .should()
                .haveOnlyFinalFields()
                .because("a spec is a value: it never changes after it is made")
                .check(CLASSES);
    }
}
