package org.ridgeless;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;

/** The rules of the architecture page, held by the build. */
class ArchitectureTest {
    private static final String ROOT = "org.ridgeless.";

    /** From the bottom to the top; a package may use what stands below it, and its neighbours without a cycle. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("linalg", "random", "display"),
            List.of("plots", "tables", "sweeps", "verdict"),
            List.of("nets", "losses", "data"),
            List.of("dynamics", "curvature", "kernels", "spectra", "margins"),
            List.of("bounds", "landscape", "models"),
            List.of("study"),
            List.of("experiments", "lessons"),
            List.of("nd4j", "jupyter", "lab"));

    private static JavaClasses toolkit;

    @BeforeAll
    static void readTheClasses() {
        toolkit = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.ridgeless")
                .that(DescribedPredicate.describe(
                        "toolkit", type -> !type.getPackageName().startsWith(ROOT + "kernel")));
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(toolkit);
    }

    @Test
    void everyPackageHasALayer() {
        TreeSet<String> unknown = new TreeSet<>();
        for (JavaClass type : toolkit) {
            if (layer(type) < 0) {
                unknown.add(type.getPackageName());
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** Where such a call is not inlined, and that depends on what was run before, each puts a vector on the heap for good. */
    @Test
    void noMethodTakesOrReturnsAVector() {
        Set<String> usesVectors = new TreeSet<>();
        Set<String> handsThemOn = new TreeSet<>();
        for (JavaClass type : toolkit) {
            if (type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency -> isVector(dependency.getTargetClass()))) {
                usesVectors.add(type.getSimpleName());
            }
            for (JavaMethod method : type.getMethods()) {
                if (isVector(method.getRawReturnType())
                        || method.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isVector)) {
                    handsThemOn.add(method.getFullName());
                }
            }
        }
        assertThat(usesVectors).contains("VectorKernels", "FourRows", "VectorExp");
        assertThat(handsThemOn).isEmpty();
    }

    private static boolean isVector(JavaClass type) {
        return type.getName().matches("jdk\\.incubator\\.vector\\..*(Vector|Mask|Shuffle)");
    }

    /**
     * Public is what a person types or another package needs: a type that another package uses, that has something to begin
     * with (a static method, a constant, a constructor), that a public method takes or gives, or that is thrown.
     */
    @Test
    void publicTypesAreTypedOrNeeded() {
        Set<JavaClass> inSignatures = new HashSet<>();
        for (JavaClass type : toolkit) {
            for (JavaMethod method : type.getMethods()) {
                if (type.getModifiers().contains(JavaModifier.PUBLIC) && isOpen(method)) {
                    inSignatures.addAll(method.getAllInvolvedRawTypes());
                }
            }
        }
        TreeSet<String> idle = new TreeSet<>();
        for (JavaClass type : toolkit) {
            boolean needed = type.getDirectDependenciesToSelf().stream()
                    .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
            boolean begins = type.getMembers().stream()
                    .anyMatch(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                            && (member.getModifiers().contains(JavaModifier.STATIC)
                                    || member instanceof JavaConstructor)
                            && !type.isInterface());
            if (type.isTopLevelClass()
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.getSimpleName().equals("package-info")
                    && !needed
                    && !begins
                    && !type.isAssignableTo(Throwable.class)
                    && !inSignatures.contains(type)) {
                idle.add(type.getName());
            }
        }
        assertThat(idle).isEmpty();
    }

    private static boolean isOpen(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                || method.getModifiers().contains(JavaModifier.PROTECTED);
    }

    @Test
    void packagesPointDownwards() {
        TreeSet<String> upwards = new TreeSet<>();
        for (JavaClass type : toolkit) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                int target = layer(dependency.getTargetClass());
                if (target > layer(type)) {
                    upwards.add(type.getName() + " -> "
                            + dependency.getTargetClass().getName());
                }
            }
        }
        assertThat(upwards).isEmpty();
    }

    @Test
    void eachLibraryIsImportedByOnePackage() {
        Map<String, String> owners = Map.ofEntries(
                Map.entry("org.knowm.xchart..", "plots"),
                Map.entry("org.apache.batik..", "plots"),
                Map.entry("org.apache.pdfbox..", "plots"),
                Map.entry("org.jbibtex..", "study"),
                Map.entry("org.nd4j..", "nd4j"),
                Map.entry("picocli..", "lab"),
                Map.entry("io.github.spencerpark..", "jupyter"),
                Map.entry("org.dflib..", "jupyter"),
                Map.entry("org.rapaio..", "jupyter"),
                Map.entry("dev.ludovic.netlib..", "linalg"));
        owners.forEach((library, owner) -> noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + owner + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(toolkit));
    }

    /** Data take a table of Tablesaw; what is in it is for {@code tables} to say. */
    @Test
    void tablesawIsReadByTables() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "tables..", ROOT + "data..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tech.tablesaw..")
                .check(toolkit);
    }

    @Test
    void sweepsAndVerdictsKnowNoScience() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "sweeps..", ROOT + "verdict..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.google.gson..",
                        "org.apache.commons.rng..",
                        "org.apache.commons.statistics..",
                        ROOT + "sweeps..",
                        ROOT + "verdict..",
                        ROOT + "tables..",
                        ROOT + "plots..",
                        ROOT + "display..",
                        ROOT + "random..")
                .check(toolkit);
    }

    @Test
    void whatANotebookShowsNeedsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage(ROOT + "display..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "display..")
                .check(toolkit);
    }

    @Test
    void onlyTheSidesKnowTheKernel() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "jupyter..", ROOT + "lab..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "kernel..")
                .check(toolkit);
    }

    @Test
    void everyExperimentIsInTheGallery() {
        List<String> listed = Gallery.all().experiments().stream()
                .map(experiment -> experiment.getClass().getName())
                .toList();
        List<String> written = toolkit.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT + "experiments"))
                .filter(type -> type.isAssignableTo(Experiment.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .toList();
        assertThat(listed).containsAll(written);
    }

    private static int layer(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return -1;
        }
        String slice = name.substring(ROOT.length()).split("\\.")[0];
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(slice)) {
                return layer;
            }
        }
        return -1;
    }
}
