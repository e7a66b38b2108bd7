package org.ridgeless.kernel.notebook.source;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** An engine for JShell that runs nothing, so that it only compiles, and tells the types of what it has compiled. */
final class NothingRuns implements ExecutionControlProvider, ExecutionControl {
    @Override
    public String name() {
        return "nothing-runs";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return this;
    }

    @Override
    public void load(ClassBytecodes[] classes) {
        // Nothing runs.
    }

    @Override
    public void redefine(ClassBytecodes[] classes) {
        // Nothing runs.
    }

    @Override
    public String invoke(String className, String methodName) {
        return "";
    }

    @Override
    public String varValue(String className, String variable) {
        return "";
    }

    @Override
    public void addToClasspath(String path) {
        // Nothing runs.
    }

    @Override
    public void stop() {
        // Nothing runs.
    }

    @Override
    public Object extensionCommand(String command, Object argument) {
        return null;
    }

    @Override
    public void close() {
        // Nothing runs.
    }
}
