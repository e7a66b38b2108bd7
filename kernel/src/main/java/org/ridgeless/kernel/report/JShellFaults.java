package org.ridgeless.kernel.report;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Correct code that JShell, or Java as it was started, has an error for, and what can be done. */
final class JShellFaults {

    private static final Pattern CONSTANT =
            Pattern.compile("cannot assign a value to (?:static )?final variable (\\w+)");
    private static final Pattern INNER = Pattern.compile("an enclosing instance that contains (\\S+) is required");

    private JShellFaults() {}

    static Optional<String> hint(String message, String source) {
        Matcher constant = CONSTANT.matcher(message);
        if (constant.find() && isConstantOfAnonymousClass(constant.group(1), source)) {
            return Optional.of(
                    "JShell before Java 20 makes a class of its own of an anonymous one that a var holds, and then sets "
                            + constant.group(1)
                            + " again (JDK-8294431); leave \"static\" out, or give the class a name.");
        }
        if (message.contains("Modifier 'synchronized' not permitted")) {
            return Optional.of("JShell takes no synchronized method outside a class: put the method into one, or"
                    + " synchronized (…) { … } into its body.");
        }
        if (message.contains("--enable-preview")) {
            return Optional.of(
                    "Preview features of Java " + Runtime.version().feature()
                            + " are on after: lab install --jvm-options \"--enable-preview\"; a later Java may have this for good.");
        }
        Matcher inner = INNER.matcher(message);
        if (inner.find()) {
            return Optional.of(
                    "If " + inner.group(1) + " was made static only now, JShell still takes it for what it was"
                            + " (JDK-8340840); give it another name.");
        }
        return Optional.empty();
    }

    private static boolean isConstantOfAnonymousClass(String name, String source) {
        return source.stripLeading().startsWith("var ")
                && Pattern.compile("\\bstatic\\b[^;=]*\\b" + name + "\\s*=")
                        .matcher(source)
                        .find();
    }
}
