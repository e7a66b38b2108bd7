package org.ridgeless.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rooms of the kernel, and what each may know, as the architecture page has them. */
class KernelArchitectureTest {

    private static final String ROOT = "org.ridgeless.kernel.";

    /** What the rooms of the evaluation may use of each other, besides the interface to extensions. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
            "cell", Set.of(),
            "source", Set.of(),
            "jdk", Set.of("source"),
            "interrupt", Set.of("cell"),
            "assist", Set.of("source"),
            "report", Set.of("cell", "source", "interrupt", "assist"),
            "shell", Set.of("cell", "source", "jdk", "interrupt", "assist", "report"),
            "debug", Set.of("source", "shell"));

    private static final JavaClasses KERNEL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ridgeless.kernel");

    @Test
    void arrowsBetweenTheRoomsOfTheEvaluationPointOneWay() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : KERNEL) {
            Set<String> allowed = ROOMS.get(room(type));
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = room(dependency.getTargetClass());
                if (allowed != null
                        && !target.isEmpty()
                        && !target.equals(room(type))
                        && !target.equals("extension")
                        && !allowed.contains(target)) {
                    wrong.add(room(type) + " -> " + target + " in " + type.getSimpleName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingBelowTheProtocolKnowsIt() {
        List<String> wrong = KERNEL.stream()
                .filter(type -> ROOMS.containsKey(room(type)) || room(type).equals("notebook"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(KernelArchitectureTest::room)
                .filter(Set.of("protocol", "cli")::contains)
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : "";
    }
}
