package org.ridgeless.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTest {
    @TempDir
    private Path folder;

    /** As the kernel's jar does, which comes first on the class path of {@code lab}. */
    @Test
    void itIsOfTheToolkitThoughAnotherJarHasSourcesToo() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/META-INF/sources/other"));
        Files.writeString(other.resolve("Other.java"), "package other;\nclass Other {}\n");
        List<URL> places = new ArrayList<>();
        places.add(folder.resolve("other").toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            places.add(Path.of(entry).toUri().toURL());
        }
        Path copies = Files.createDirectory(folder.resolve("copies"));
        try (URLClassLoader loader =
                new URLClassLoader(places.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Method unpack =
                    loader.loadClass(Reference.class.getName()).getDeclaredMethod("unpack", String.class, Path.class);
            unpack.setAccessible(true);
            unpack.invoke(null, "META-INF/sources", copies);
        }
        assertThat(copies.resolve("org/ridgeless/nets/Nets.java")).exists();
        assertThat(copies.resolve("other")).doesNotExist();
    }
}
