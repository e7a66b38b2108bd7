package org.ridgeless.kernel.shell;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Manifest;

/** Loads the classes of the cells, and what cells add to the class path. */
final class ReplClassLoader extends URLClassLoader {

    private final Session session;
    private final Interruption interruption = new Interruption();
    private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();

    ReplClassLoader(Session session, ClassLoader parent) {
        super("cells", new URL[0], parent);
        this.session = session;
        setDefaultAssertionStatus(true);
    }

    Session session() {
        return session;
    }

    Interruption interruption() {
        return interruption;
    }

    void declare(String name, byte[] classFile) {
        classFiles.put(name, classFile);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.remove(name);
        if (classFile == null) {
            return findInLibraries(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
    }

    /** A library, too, may end only the cell that called it. */
    private Class<?> findInLibraries(String name) throws ClassNotFoundException {
        String entry = name.replace('.', '/') + ".class";
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
