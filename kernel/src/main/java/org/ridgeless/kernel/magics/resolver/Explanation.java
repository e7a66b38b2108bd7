package org.ridgeless.kernel.magics.resolver;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.aether.transfer.ArtifactNotFoundException;

/** Makes one line of a resolver's chain of causes. */
final class Explanation {
    private Explanation() {}

    static String of(Throwable problem) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactNotFoundException missing) {
                return missing.getMessage();
            }
            if (cause.getMessage() != null) {
                messages.add(cause.getMessage().lines().findFirst().orElse(""));
            }
        }
        String last = "";
        for (String message : messages) {
            last = message;
        }
        return messages.isEmpty() ? problem.toString() : last;
    }
}
