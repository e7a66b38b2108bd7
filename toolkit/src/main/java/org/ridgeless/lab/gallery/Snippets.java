package org.ridgeless.lab.gallery;

import org.ridgeless.study.Size;

/** The lines that run an experiment again. */
final class Snippets {
    private Snippets() {}

    /** A notebook cell. */
    static String cell(Class<?> experiment, String size, long seed) {
        StringBuilder code =
                new StringBuilder("import ").append(experiment.getPackageName()).append(".*;\n");
        boolean elsewhere = !experiment.getPackageName().equals(Size.class.getPackageName());
        if (size.equals(Size.TINY.label()) && elsewhere) {
            code.append("import ").append(Size.class.getName()).append(";\n");
        }
        code.append(experiment.getSimpleName()).append(".study()");
        if (size.equals(Size.TINY.label())) {
            code.append(".size(Size.TINY)");
        } else if (size.equals(Size.PAPER.label())) {
            code.append(".paper()");
        }
        return code.append(".seed(").append(seed).append(").run()").toString();
    }

    /** A line for the shell. */
    static String shell(String name, String size, long seed) {
        return "./lab verify " + name + " --size " + size + " --seed " + seed;
    }
}
