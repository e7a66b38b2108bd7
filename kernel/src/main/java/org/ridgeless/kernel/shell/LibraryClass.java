package org.ridgeless.kernel.shell;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.jar.Manifest;
import org.ridgeless.kernel.interrupt.ClassWeaver;

/**
 * A class of a library that a cell has added to the class path.
 *
 * @param classFile what the library has
 * @param source the jar or folder it comes from, with the signers of the entry
 * @param manifest of the jar, or null
 */
record LibraryClass(byte[] classFile, CodeSource source, Manifest manifest) {

    private static final String EXIT = "exit";
    private static final String HALT = "halt";

    static LibraryClass read(URL url, String entry) throws IOException {
        URLConnection connection = url.openConnection();
        try (InputStream in = connection.getInputStream()) {
            byte[] classFile = in.readAllBytes();
            if (connection instanceof JarURLConnection jar) {
                // The signers are known once the entry is read to its end.
                return new LibraryClass(
                        classFile, new CodeSource(jar.getJarFileURL(), jar.getCertificates()), jar.getManifest());
            }
            String path = url.toString();
            URL folder = new URL(path.substring(0, path.length() - entry.length()));
            return new LibraryClass(classFile, new CodeSource(folder, (Certificate[]) null), null);
        }
    }

    /** Whether its constants could name a method that ends the process; most classes do not and stay as they are. */
    boolean mayEndTheProcess() {
        String constants = new String(classFile, StandardCharsets.ISO_8859_1);
        boolean owner = constants.contains("java/lang/System") || constants.contains("java/lang/Runtime");
        return owner && (constants.contains(EXIT) || constants.contains(HALT));
    }

    byte[] withoutExits() {
        return ClassWeaver.weaveExits(classFile);
    }
}
