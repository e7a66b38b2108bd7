package org.ridgeless.kernel.extension;

import java.util.List;

/**
 * What a library adds to a shell. Found by {@link java.util.ServiceLoader} on the class path and called once for each
 * shell, before its first cell.
 */
public interface KernelExtension {

    /** Registers renderers and hooks. An exception thrown here is reported and leaves the shell usable. */
    void install(KernelSession session);

    /**
     * Packages of other libraries whose objects this one takes or gives. A notebook that brings another version of such a
     * library is told that the two do not mix.
     */
    default List<String> exchangedPackages() {
        return List.of();
    }

    /**
     * Import declarations that cells need not write, such as {@code import java.util.*;}. They give way to whatever a
     * notebook declares or imports itself; of two with the same name the earlier holds.
     */
    default List<String> imports() {
        return List.of();
    }
}
