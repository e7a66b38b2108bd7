package org.ridgeless.kernel.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which Ridgeless and which Java this is. */
final class LabVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Lab.class.getPackage().getImplementationVersion();
        return new String[] {
            "Ridgeless " + (version == null ? "(classes, not a jar)" : version),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
        };
    }
}
