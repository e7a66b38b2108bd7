package org.ridgeless.kernel.magics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code %env}. */
final class EnvironmentMagics {
    private EnvironmentMagics() {}

    static List<Magic> all(Programs programs) {
        return List.of(SimpleMagic.line(
                "env",
                "%env [NAME[=VALUE]]\nLists environment variables, shows one, or sets one for the !commands that follow"
                        + " (Java cannot change its own).",
                (call, session) -> run(call.line().strip(), programs)));
    }

    private static Object run(String line, Programs programs) {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.putAll(programs.variables());
        int equals = line.indexOf('=');
        if (line.isEmpty()) {
            variables.forEach((name, value) -> System.out.println(name + "=" + value));
            return null;
        }
        if (equals > 0) {
            String name = line.substring(0, equals).strip();
            programs.variables().put(name, line.substring(equals + 1).strip());
            return null;
        }
        if (!variables.containsKey(line)) {
            throw new IllegalArgumentException("the environment has no variable " + line);
        }
        System.out.println(variables.get(line));
        return variables.get(line);
    }
}
