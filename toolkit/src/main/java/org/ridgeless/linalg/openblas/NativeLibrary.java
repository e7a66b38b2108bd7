package org.ridgeless.linalg.openblas;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.openblas.presets.openblas_nolapack.SetNumThreads;

/**
 * The loaded library. JavaCPP unpacks it from its jar and sets its number of threads; the calls go through the native interface
 * of netlib, which hands arrays over without copying them. While a call runs, the garbage collector waits for it.
 */
final class NativeLibrary {
    private final BLAS blas;
    private final LAPACK lapack;
    private final Threads threads;

    private NativeLibrary(BLAS blas, LAPACK lapack, Threads threads) {
        this.blas = blas;
        this.lapack = lapack;
        this.threads = threads;
    }

    static NativeLibrary load() {
        Loader.load(openblas_nolapack.class);
        String file = null;
        for (Map.Entry<String, String> library : Loader.getLoadedLibraries().entrySet()) {
            if (library.getKey().startsWith("openblas_nolapack")) {
                file = library.getValue();
            }
        }
        Pointer setter = Loader.addressof("openblas_set_num_threads");
        if (file == null || setter == null) {
            throw new IllegalStateException("what JavaCPP loaded is no OpenBLAS: " + Loader.getLoadedLibraries());
        }
        Threads threads = new Threads();
        threads.put(setter);
        return new NativeLibrary(Netlib.nativeBlas(file), Netlib.nativeLapack(file), threads);
    }

    BLAS blas() {
        threads.call(1);
        return blas;
    }

    LAPACK lapack() {
        threads.call(1);
        return lapack;
    }

    /** A pointer to the function that sets the number of threads; ND4J, which shares the library, calls it, too. */
    private static final class Threads extends SetNumThreads {
        private Threads() {}
    }
}
