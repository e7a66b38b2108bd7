package org.ridgeless.kernel.assist;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/** The members of the type of an expression, with their types, as far as the classes themselves tell. */
final class MemberSignatures {

    private static final Pattern QUALIFIER = Pattern.compile("[\\w.]+$");
    private static final int OVERLOADS = 3;

    private final JShell jshell;
    private final SourceCodeAnalysis analysis;
    private final ClassLoader loader;

    MemberSignatures(JShell jshell, ClassLoader loader) {
        this.jshell = jshell;
        this.analysis = jshell.sourceCodeAnalysis();
        this.loader = loader;
    }

    /** Signatures by name, methods with an opening parenthesis, of what may follow a dot after {@code code}. */
    Map<String, String> of(String code) {
        Map<String, String> signatures = new HashMap<>();
        receiver(code).ifPresent(type -> {
            for (Method method : type.getMethods()) {
                signatures.merge(method.getName() + "(", signature(method), MemberSignatures::joined);
            }
            for (Field field : type.getFields()) {
                signatures.put(field.getName(), field.getType().getSimpleName());
            }
        });
        return signatures;
    }

    static String joined(String first, String second) {
        if (first.endsWith("…")) {
            return first;
        }
        return first.split(" \\| ").length >= OVERLOADS ? first + " | …" : first + " | " + second;
    }

    private Optional<Class<?>> receiver(String code) {
        Optional<Class<?>> named = className(code).flatMap(this::imported);
        if (named.isPresent()) {
            return named;
        }
        String type = analysis.analyzeType(code, code.length());
        if (type != null) {
            return find(type.replaceAll("<.*>", ""));
        }
        Matcher qualifier = QUALIFIER.matcher(code);
        return qualifier.find() ? find(qualifier.group()) : Optional.empty();
    }

    /** What looks like the simple name of a class at the end of some code. */
    private static Optional<String> className(String code) {
        Matcher qualifier = QUALIFIER.matcher(code);
        return qualifier.find()
                        && qualifier.group().indexOf('.') < 0
                        && Character.isUpperCase(qualifier.group().charAt(0))
                ? Optional.of(qualifier.group())
                : Optional.empty();
    }

    /**
     * The class that the session imports under a name, unless cells have something of that name. To ask JShell takes two compilations,
     * as long as all the rest of a completion.
     */
    private Optional<Class<?>> imported(String name) {
        boolean isOwn = Stream.concat(jshell.types(), jshell.variables())
                .anyMatch(own -> own.name().equals(name));
        if (isOwn) {
            return Optional.empty();
        }
        List<String> imports = jshell.imports()
                .filter(one -> !one.isStatic())
                .map(ImportSnippet::fullname)
                .toList();
        Stream<String> single = imports.stream().filter(one -> one.endsWith("." + name));
        Stream<String> whole = Stream.concat(imports.stream(), Stream.of("java.lang.*"))
                .filter(one -> one.endsWith("*"))
                .map(one -> one.substring(0, one.length() - 1) + name);
        return Stream.concat(single, whole).flatMap(one -> load(one).stream()).findFirst();
    }

    /** A class by the name under which the code sees it. */
    private Optional<Class<?>> find(String name) {
        if (name.endsWith("]")) {
            return Optional.of(Object[].class);
        }
        if (name.indexOf('.') > 0) {
            return load(name);
        }
        Optional<Class<?>> imported = imported(name);
        if (imported.isPresent()) {
            return imported;
        }
        List<SourceCodeAnalysis.Documentation> found = analysis.documentation(name, name.length(), false);
        return found.isEmpty()
                ? Optional.empty()
                : load(found.get(0).signature().replaceAll("<.*", ""));
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static String signature(Method method) {
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        for (Parameter parameter : method.getParameters()) {
            String type = parameter.isVarArgs()
                    ? parameter.getType().getComponentType().getSimpleName() + "..."
                    : parameter.getType().getSimpleName();
            parameters.add(parameter.isNamePresent() ? type + " " + parameter.getName() : type);
        }
        return parameters + ": " + method.getReturnType().getSimpleName();
    }
}
