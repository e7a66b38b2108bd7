package org.ridgeless.linalg.openblas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.lapack.LAPACK;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * BLAS and LAPACK of the netlib library, in Java or through its native interface. Its public entry looks for the system's native
 * library whichever of the two is asked for, and remembers what it found first; so the classes behind that entry are asked.
 */
public final class Netlib {
    private static final String BLAS_PACKAGE = "dev.ludovic.netlib.blas.";
    private static final String LAPACK_PACKAGE = "dev.ludovic.netlib.lapack.";

    private Netlib() {}

    /** BLAS in Java, with the Vector API where the JVM has it. */
    public static BLAS javaBlas() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return (BLAS) instance(BLAS_PACKAGE + (vectors ? "VectorBLAS" : "Java11BLAS"));
    }

    /** The translation of LAPACK to Java. */
    public static LAPACK javaLapack() {
        LAPACK lapack = (LAPACK) instance(LAPACK_PACKAGE + "F2jLAPACK");
        // The machine constants are worked out at the first call and kept; two first calls at once would spoil them for
        // good.
        lapack.dlamch("E");
        return lapack;
    }

    /** The native interface to the BLAS in a library file. */
    static BLAS nativeBlas(String file) {
        return (BLAS) bound(BLAS_PACKAGE, "JNIBLAS", file);
    }

    /** The native interface to the LAPACK in a library file. */
    static LAPACK nativeLapack(String file) {
        return (LAPACK) bound(LAPACK_PACKAGE, "JNILAPACK", file);
    }

    private static Object bound(String packageName, String type, String file) {
        String property = packageName + "nativeLibPath";
        String before = System.getProperty(property);
        System.setProperty(property, file);
        try {
            return instance(packageName + type);
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }

    private static Object instance(String type) {
        try {
            Method instance = Class.forName(type).getMethod("getInstance");
            instance.setAccessible(true);
            return instance.invoke(null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause().toString(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the netlib library has no " + type, e);
        }
    }
}
