package org.ridgeless.kernel.magics;

import java.util.List;
import org.ridgeless.kernel.extension.KernelSession;

/** {@code %imports}: what cells need not import here, for the reader, and for other kernels, which need it. */
final class ImportMagic {
    private ImportMagic() {}

    static Magic make() {
        return SimpleMagic.line(
                "imports",
                "%imports\nLists what needs no import: what this notebook has used of it, and all there is.",
                (call, session) -> list(session));
    }

    private static Object list(KernelSession session) {
        List<String> used = session.usedImports();
        if (!used.isEmpty()) {
            System.out.println("Used in this notebook without being imported, and to be imported in another kernel:");
            used.forEach(System.out::println);
            System.out.println();
        }
        System.out.println("Imported when a name is first used, unless the notebook has one of its own by that name:");
        session.defaultImports().forEach(System.out::println);
        return null;
    }
}
