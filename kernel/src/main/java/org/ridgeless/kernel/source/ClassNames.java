package org.ridgeless.kernel.source;

import java.util.regex.Pattern;

/** Class names as the person wrote them, without the classes that JShell wraps around. */
public final class ClassNames {

    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+?(?:\\$|\\.|$)");

    private ClassNames() {}

    public static String readable(String name) {
        return WRAPPER.matcher(name).replaceAll("").replace('$', '.');
    }

    /** Free text in which names of wrapped classes may occur. */
    public static String cleaned(String text) {
        return WRAPPER.matcher(text).replaceAll("");
    }
}
