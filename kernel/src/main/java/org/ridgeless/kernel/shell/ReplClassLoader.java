package org.ridgeless.kernel.shell;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
            return super.findClass(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
    }

    @Override
    public void addURL(URL url) {
        super.addURL(url);
    }
}
