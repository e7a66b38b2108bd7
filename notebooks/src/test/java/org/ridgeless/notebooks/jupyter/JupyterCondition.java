package org.ridgeless.notebooks.jupyter;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides whether the tests against a real Jupyter run. */
final class JupyterCondition implements ExecutionCondition {

    private static final boolean DEMANDED =
            Boolean.getBoolean("ridgeless.jupyter") || "true".equals(System.getenv("CI"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        RequiresJupyter requirement = context.getRequiredTestClass().getAnnotation(RequiresJupyter.class);
        List<Program> needed = requirement == null ? List.of() : List.of(requirement.value());
        if (!DEMANDED) {
            return ConditionEvaluationResult.disabled("turned on by the profile jupyter; needs the Debian packages "
                    + packages(needed) + ", which .ci/run installs");
        }
        List<Program> missing =
                needed.stream().filter(program -> !program.isInstalled()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("missing Debian packages: " + packages(missing));
        }
        return ConditionEvaluationResult.enabled("all of " + Arrays.toString(requirement.value()) + " are installed");
    }

    private static String packages(List<Program> programs) {
        return programs.stream().map(Program::debianPackage).distinct().collect(Collectors.joining(", "));
    }
}
