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
    void whatNoLongerCompilesIsNamedWithTheReason() {
        String cases = "case RED -> 1; case BLUE -> 2;";
        value("enum Hue { RED, BLUE }\nint number(Hue h) { return switch (h) { " + cases + " }; }\n"
                + "class Painter { int number(Hue h) { return switch (h) { " + cases + " }; } }");
        value("enum Hue { RED, BLUE, GREEN }");
        String reason = "the switch expression does not cover all possible input values";
        assertThat(output.err.toString())
                .contains("number no longer compiles, since what it depends on was redefined: " + reason)
                .contains("Painter no longer compiles");
        assertThat(traceback("number(Hue.RED)")).contains("number cannot be used yet: " + reason);
        assertThat(traceback("new Painter()")).contains("Painter cannot be used yet: " + reason);
    }

    @Test
    void whatTheSameCellMendsIsNotRemarkedOn() {
        value("enum Tone { LOW }\nint pitch(Tone t) { return switch (t) { case LOW -> 1; }; }");
        assertThat(value(
                        "enum Tone { LOW, HIGH }\nint pitch(Tone t) { return switch (t) { case LOW -> 1; case HIGH -> 2; }; }\n"
                                + "pitch(Tone.HIGH)"))
                .isEqualTo("2");
        assertThat(output.err.toString()).isEmpty();
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
        int cell = run("record Pair(int x) {}\nvar pair = new Pair(1);\n"
                        + "var pairs = new ArrayList<Object>();\npairs.add(pair);")
                .number();
        value("record Pair(int x, int y) {}");
        assertThat(output.err.toString())
                .contains("pair is gone", "run cell " + cell + " again")
                .contains("pairs still holds objects of Pair as it was before; run cell " + cell + " again");
        assertThat(traceback("Pair old = (Pair) pairs.get(0);"))
                .contains("Pair was redefined, and this object is of the class as it was before.");
    }

    @Test
    void aClassWithAnotherMethodTakesItsObjectsAlong() {
        value("record P(int x) {}\nvar p = new P(1);\nP q = new P(2);\nvar all = new ArrayList<P>(List.of(p, q));\n"
                + "List<P> fixed = List.of(p);\nP[] array = {p, q};\nObject any = p;\nvar byName = Map.of(\"p\", p);\n"
                + "class Holder { P held = p; int count = 0; }\nvar holder = new Holder();\nholder.count = 5;\n"
                + "int sum = p.x() + q.x();\nP nobody = null;");
        value("record P(int x) { int twice() { return 2 * x; } }");
        assertThat(output.err.toString()).isEmpty();
        assertThat(value("p.twice() + \" \" + q.twice() + \" \" + all.get(1).twice() + \" \" + fixed.get(0).twice()"
                        + "+ \" \" + array[1].twice() + \" \" + ((P) any).twice() + \" \" + byName.get(\"p\").twice()"
                        + "+ \" \" + holder.held.twice() + \" \" + holder.count + \" \" + sum + \" \" + nobody"))
                .isEqualTo("2 4 4 2 4 2 2 2 5 3 null");
    }

    @Test
    void oneObjectStaysOneObject() {
        value("class Node { Node next; int n; }\nNode first = new Node();\nNode second = new Node();\n"
                + "first.next = second;\nsecond.next = first;\nsecond.n = 7;");
        value("class Node { Node next; int n; int number() { return n; } }");
        assertThat(value("(first.next == second) + \" \" + (second.next == first) + \" \" + first.next.number()"))
                .isEqualTo("true true 7");
    }

    @Test
    void anEnumWithAnotherConstantKeepsItsConstants() {
        value("enum Level { LOW, HIGH }\nLevel level = Level.HIGH;\nvar levels = new HashMap<Level, Integer>();\n"
                + "levels.put(level, 1);");
        value("enum Level { LOW, MIDDLE, HIGH }");
        assertThat(value("level + \" \" + levels.get(Level.HIGH)")).isEqualTo("HIGH 1");
    }

    @Test
    void aRecordThatRefusesItsOldValueIsNotKept() {
        value("record Size(int n) {}\nvar size = new Size(-1);");
        value(
                "record Size(int n) { public Size { if (n < 0) throw new IllegalArgumentException(); } int m() { return n; } }");
        assertThat(output.err.toString()).contains("size is gone");
    }

    @Test
    void codeThatMakesOldObjectsIsNotKept() {
        value("record Made(int x) {}\nSupplier<Made> maker = () -> new Made(4);");
        value("record Made(int x) { int twice() { return 2 * x; } }");
        assertThat(output.err.toString()).contains("maker was reset");
    }

    @Test
    void aVariableKeepsItsValueWhenTheMethodThatGaveItChangesItsType() {
        value("int given() { return 3; }\nint got = given();");
        value("long given() { return 4; }");
        assertThat(value("got")).isEqualTo("3");
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
