package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedefinitionTest extends ShellFixture {

    @Test
    void redefiningAMethodKeepsWhatWasComputedWithIt() {
        value("int f() { return 1; }\nvar v = f();");
        assertThat(value("int f() { return 2; }\nv + \" \" + f()")).isEqualTo("1 2");
        assertThat(output.err).isEmpty();
    }

    @Test
    void callersSeeTheNewMethod() {
        value("int inner() { return 1; }\nint outer() { return inner(); }");
        value("int inner() { return 2; }");
        assertThat(value("outer()")).isEqualTo("2");
    }

    @Test
    void changingTheBodyOfAClassKeepsItsInstances() {
        value("class Counter { int count() { return 1; } }\nvar counter = new Counter();\nvar all = List.of(counter);");
        value("class Counter { int count() { return 2; } }");
        assertThat(value("counter.count() + \" \" + all.get(0).count()")).isEqualTo("2 2");
    }

    @Test
    void aVariableThatCannotKeepItsValueIsRemarkedOn() {
        value("class Box { int a = 1; }\nBox box = new Box();");
        value("class Box { int a = 1; int b = 2; }");
        assertThat(output.err.toString()).contains("box was reset");
    }

    @Test
    void theCellToRunAgainIsNamed() {
        int cell =
                run("record Pair(int x) {}\nvar pair = new Pair(1);\nvar pairs = new ArrayList<Object>();\npairs.add(pair);")
                        .number();
        value("record Pair(int x) { int twice() { return 2 * x; } }");
        assertThat(output.err.toString()).contains("pair ", "run cell " + cell + " again");
        assertThat(traceback("Pair old = (Pair) pairs.get(0);"))
                .contains("Pair was redefined, and this object is of the class as it was before.");
    }

    @Test
    void unrelatedVariablesKeepTheirValues() {
        value("class Shape { }\nint seven = 7;");
        value("class Shape { int sides; }");
        assertThat(value("seven")).isEqualTo("7");
    }

    @Test
    void aVariableMayChangeItsType() {
        value("int changing = 1;");
        assertThat(value("String changing = \"a\";\nchanging")).isEqualTo("a");
    }

    @Test
    void aStaticSignatureMayChange() {
        value("class Util { static int go(int a) { return a; } }\nint once = Util.go(1);");
        value("class Util { static int go(int a, int b) { return a + b; } }");
        assertThat(value("Util.go(1, 1)")).isEqualTo("2");
    }

    @Test
    void lambdasInVariablesSurvive() {
        value("IntUnaryOperator plus = x -> x + 1;");
        value("int unrelated() { return 1; }");
        value("int unrelated() { return 2; }");
        assertThat(value("plus.applyAsInt(4)")).isEqualTo("5");
    }
}
