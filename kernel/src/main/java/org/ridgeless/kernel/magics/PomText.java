package org.ridgeless.kernel.magics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Completes what a cell gives of a POM. */
final class PomText {
    private static final Pattern ELEMENT = Pattern.compile(
            "<(dependencyManagement|dependencies|repositories|properties)>.*?</\\1>|<(dependency|repository)>.*?</\\2>",
            Pattern.DOTALL);

    private PomText() {}

    /** A whole POM from a whole one, or from loose dependencies and repositories. */
    static String complete(String text) {
        if (text.contains("<project")) {
            return text;
        }
        StringBuilder lists = new StringBuilder();
        StringBuilder dependencies = new StringBuilder();
        StringBuilder repositories = new StringBuilder();
        Matcher matcher = ELEMENT.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                lists.append(matcher.group());
            } else {
                (matcher.group(2).equals("dependency") ? dependencies : repositories).append(matcher.group());
            }
        }
        if (lists.isEmpty() && dependencies.isEmpty() && repositories.isEmpty()) {
            throw new IllegalArgumentException(
                    "%%loadFromPOM takes <dependency> and <repository> elements, or a whole POM");
        }
        return "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId><artifactId>cell</artifactId>"
                + "<version>1</version>" + lists + element("dependencies", dependencies)
                + element("repositories", repositories) + "</project>";
    }

    private static String element(String name, CharSequence content) {
        return content.isEmpty() ? "" : "<" + name + ">" + content + "</" + name + ">";
    }
}
