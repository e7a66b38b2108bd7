package org.ridgeless.kernel.shell;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Manifest;
import org.ridgeless.kernel.interrupt.Interruption;

/**
 * Loads the classes of the cells, and what cells add to the class path, which wins over the kernel's own libraries.
 */
final class ReplClassLoader extends URLClassLoader implements Interruption.Owner {

    /** Where the JDK has classes as well, which must be the same for everybody. */
    private static final List<String> OF_THE_JDK =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.", "org.xml.", "org.ietf.");

    private final Session session;
    private final NotebookLibraries libraries;
    private final Interruption interruption = new Interruption();
    private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();

    ReplClassLoader(Session session, NotebookLibraries libraries, ClassLoader parent) {
        super("cells", new URL[0], parent);
        this.session = session;
        this.libraries = libraries;
        setDefaultAssertionStatus(true);
    }

    Session session() {
        return session;
    }

    @Override
    public Interruption interruption() {
        return interruption;
    }

    void declare(String name, byte[] classFile) {
        classFiles.put(name, classFile);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (classFiles.containsKey(name)) {
                return findClass(name);
            }
            boolean own = !libraries.isEmpty()
                    && !NotebookLibraries.isPinned(name)
                    && findResource(fileOf(name)) != null
                    && !isOfTheJdk(name);
            return own ? findClass(name) : notHidden(super.loadClass(name, resolve));
        }
    }

    private static boolean isOfTheJdk(String name) {
        if (OF_THE_JDK.stream().noneMatch(name::startsWith)) {
            return false;
        }
        try {
            Class.forName(name, false, getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private Class<?> notHidden(Class<?> found) throws ClassNotFoundException {
        if (found.getClassLoader() != getParent() || getParent() == null) {
            return found;
        }
        libraries.use(found.getPackageName());
        CodeSource source = found.getProtectionDomain().getCodeSource();
        if (source != null && isHidden(source.getLocation())) {
            throw new ClassNotFoundException(found.getName());
        }
        return found;
    }

    private boolean isHidden(URL jar) {
        return !libraries.isEmpty()
                && jar != null
                && jar.getProtocol().equals("file")
                && libraries.isHidden(Path.of(URI.create(jar.toString())));
    }

    @Override
    public URL getResource(String name) {
        if (libraries.isEmpty()) {
            return super.getResource(name);
        }
        URL own = findResource(name);
        if (own != null) {
            return own;
        }
        try {
            Enumeration<URL> visible = getResources(name);
            return visible.hasMoreElements() ? visible.nextElement() : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (libraries.isEmpty()) {
            return super.getResources(name);
        }
        List<URL> all = Collections.list(findResources(name));
        for (URL one : Collections.list(getParent().getResources(name))) {
            if (!isInHidden(one)) {
                all.add(one);
            }
        }
        return Collections.enumeration(all);
    }

    private boolean isInHidden(URL resource) throws IOException {
        return resource.getProtocol().equals("jar")
                && resource.openConnection() instanceof JarURLConnection jar
                && isHidden(jar.getJarFileURL());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.remove(name);
        if (classFile == null) {
            return findInLibraries(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
    }

    private static String fileOf(String className) {
        return className.replace('.', '/') + ".class";
    }

    /** A library, too, may end only the cell that called it. */
    private Class<?> findInLibraries(String name) throws ClassNotFoundException {
        String entry = fileOf(name);
        URL url = findResource(entry);
        if (url == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            LibraryClass found = LibraryClass.read(url, entry);
            return found.mayEndTheProcess() ? define(name, found) : super.findClass(name);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private Class<?> define(String name, LibraryClass found) {
        String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        if (!packageName.isEmpty() && getDefinedPackage(packageName) == null) {
            Manifest manifest = found.manifest() == null ? new Manifest() : found.manifest();
            definePackage(packageName, manifest, found.source().getLocation());
        }
        byte[] classFile = found.withoutExits();
        return defineClass(name, classFile, 0, classFile.length, found.source());
    }

    @Override
    public void addURL(URL url) {
        super.addURL(url);
    }
}
