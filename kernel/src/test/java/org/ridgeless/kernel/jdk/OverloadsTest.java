package org.ridgeless.kernel.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.shell.ShellFixture;

/** Methods of one name that call each other, in whatever order and cell they come. */
class OverloadsTest extends ShellFixture {

    @Test
    void theLaterOneSeesTheEarlierOne() {
        value("int area(int w, int h) { return w * h; }");
        value("int area(int w) { return area(w, w); }");
        assertThat(value("area(3) + \" \" + area(2, 5)")).isEqualTo("9 10");
        assertThat(value("int size(int w, int h) { return w * h; }\nint size(int w) { return size(w, w); }\nsize(4)"))
                .isEqualTo("16");
    }

    @Test
    void theEarlierOneSeesTheLaterOne() {
        value("int early(int w) { return early(w, w); }\nint early(int w, int h) { return w * h; }");
        assertThat(value("early(3) + \" \" + early(2, 5)")).isEqualTo("9 10");
    }

    @Test
    void theySeeEachOtherBothWays() {
        value("String digits(int n) { return n == 0 ? \"\" : digits((long) n); }\n"
                + "String digits(long n) { return n % 10 + digits((int) (n / 10)); }");
        value("String digits(String a, int b) { return a + digits(b); }");
        assertThat(value("digits(123) + digits(45L) + digits(\"x\", 6)")).isEqualTo("32154x6");
    }

    @Test
    void aThirdOneMayComeFromAnyCell() {
        value("int volume(int a, int b, int c) { return a * b * c; }");
        value("int other = 0;");
        value("double volume(double r) { return r; }");
        value("int volume(int a) { return volume(a, a, a) + (int) volume(0.5); }");
        value("int volume(int a, int b) { return volume(a, a, b) + volume(a); }");
        assertThat(value("volume(2) + \" \" + volume(1, 3) + \" \" + volume(1.5) + \" \" + volume(1, 2, 3)"))
                .isEqualTo("8 4 1.5 6");
    }

    @Test
    void oneThatIsDefinedAgainIsTheOneThatAllSee() {
        value("int twice(int w, int h) { return w * h; }");
        value("int twice(int w) { return twice(w, w); }\nvar held = twice(5);\nint more() { return twice(3); }");
        assertThat(value("more() + \" \" + held")).isEqualTo("9 25");
        value("int twice(int w, int h) { return w + h; }");
        assertThat(value("twice(3) + \" \" + twice(2, 5) + \" \" + more() + \" \" + held"))
                .isEqualTo("6 7 6 25");
        value("int twice(int w) { return -1; }");
        assertThat(value("twice(3) + \" \" + twice(2, 5) + \" \" + more() + \" \" + held"))
                .isEqualTo("-1 7 -1 25");
        value("int twice(int w) { return twice(w, 1); }");
        assertThat(value("twice(3) + \" \" + twice(2, 5) + \" \" + more() + \" \" + held"))
                .isEqualTo("4 7 4 25");
    }

    @Test
    void aMemberThatCallsNoneMayBeDefinedAgain() {
        value("int plain(int a) { return plain(a, a); }\nint plain(int a, int b) { return a + b; }");
        value("double plain(double r) { return r; }");
        value("double plain(double r) { return -r; }");
        value("int plain(int a, int b) { return a * b; }");
        value("double plain(double r) { return 2 * r; }");
        assertThat(value("plain(3) + \" \" + plain(2, 5) + \" \" + plain(1.5)")).isEqualTo("9 10 3.0");
    }

    @Test
    void anotherTypeOfTheResultIsSeenToo() {
        value("int kind(int w, int h) { return w * h; }\nint kind(int w) { return kind(w, w); }");
        value("String kind(int w, int h) { return w + \"x\" + h; }\nString kind(int w) { return kind(w, w); }");
        assertThat(value("kind(3) + \" \" + kind(2, 5)")).isEqualTo("3x3 2x5");
    }

    @Test
    void genericOnesAndThoseWithAnyNumberOfArgumentsSeeEachOther() {
        value("<T extends Comparable<T>> T best(List<T> all) { return Collections.max(all); }");
        value("<T extends Comparable<T>> T best(T... all) { return best(List.of(all)); }");
        value("int best(int a, int b) { return best(List.of(a, b)); }");
        assertThat(value("best(1, 7) + \" \" + best(\"a\", \"c\", \"b\") + \" \" + best(List.of(2.5, 1.5))"))
                .isEqualTo("7 c 2.5");
    }

    @Test
    void aCallThatMeetsTheMethodItselfGoesToTheBetterOne() {
        value("String name(long n) { return \"long\"; }");
        value("String name(double n) { return name(3L).substring(1); }");
        assertThat(value("name(1.5)")).isEqualTo("ong");
        value("String count(long n) { return \"long\"; }");
        value("int count(double n) { String s = count(3L); return s.length(); }");
        assertThat(value("count(1.5)")).isEqualTo("4");
    }

    @Test
    void aParameterMayHaveTheNameOfTheMethod() {
        value("int side(int side, int h) { return h; }");
        value("int side(int side) { return side(side, side); }");
        assertThat(value("side(3)")).isEqualTo("3");
    }

    @Test
    void theyOutliveAChangeOfTheTypesThatTheyTake() {
        value("record Pair(int a, int b) {}\nint most(Pair p, int k) { return k * Math.max(p.a(), p.b()); }");
        value("int most(Pair p) { return most(p, 1); }");
        value("record Pair(int a, int b) { int sum() { return a + b; } }");
        value("int most(Pair p, int k) { return k * p.sum(); }");
        assertThat(value("most(new Pair(2, 3)) + \" \" + most(new Pair(2, 3), 2)"))
                .isEqualTo("5 10");
    }

    @Test
    void anImportedOneIsSeenBesidesThemAsJavaHasIt() {
        value("import static java.lang.Math.floorMod;\nint floorMod(String a) { return floorMod(a, 1); }\n"
                + "int floorMod(String a, int b) { return a.length() + b; }");
        assertThat(value("floorMod(\"ab\") + \" \" + floorMod(7, 4)")).isEqualTo("3 3");
        assertThat(traceback("int floorMod(int a) { return floorMod(a, 4); }")).contains("int cannot be converted");
    }

    @Test
    void anErrorIsWhereItStands() {
        value("int wrong(int w, int h) {\n    return w / h;\n}");
        value("int before = 0;\nint wrong(int w) {\n    int x = 1;\n    return wrong(w, 0);\n}");
        assertThat(traceback("\nwrong(3)"))
                .contains("ArithmeticException", "line 2", "line 4")
                .contains("return w / h;");
        assertThat(traceback("\nint wrong(String s) {\n    int y = wrong(1, 2) + \"a\";\n    return wrong(1);\n}"))
                .contains("line 3", "incompatible types");
        assertThat(value("wrong(6, 3)")).isEqualTo("2");
        assertThat(traceback("int wrong(int w) { return wrong(w, w, w); }")).contains("wrong(w, w, w)");
        assertThat(traceback("String wrong(String s) { return wrong(true); }")).contains("wrong(true)");
        assertThat(value("wrong(8, 2)")).isEqualTo("4");
    }

    @Test
    void oneThatIsCalledBeforeTheCellComesToItIsMissed() {
        assertThat(
                        traceback(
                                "String late(int n) { return late((long) n); }\nlate(3);\nString late(long n) { return \"\" + n; }"))
                .contains("late(long) is defined further down in this cell");
        assertThat(traceback("late(3L)")).doesNotContain("further down");
        value("String late(int n) { return late((long) n); }\nString late(long n) { return \"\" + n; }");
        assertThat(value("late(3)")).isEqualTo("3");
    }

    /** As JShell has it: what would be the same method for the virtual machine takes the place of the other. */
    @Test
    void whatHasTheSameErasureTakesThePlaceOfTheOther() {
        value("int sum(int a) { return sum(List.of(a)) + a; }\nint sum(List<Integer> all) { return all.size(); }");
        value("int sum(List<? extends Number> all) { return 7; }");
        assertThat(value("sum(1) + sum(List.of(1.5))")).isEqualTo("15");
        run("int sum(List<String> all) { return 9; }");
        assertThat(value("sum(List.of(\"a\"))")).isEqualTo("9");
        assertThat(traceback("sum(1)")).contains("cannot be converted");
        value("int sum(List<?> all) { return 8; }");
        assertThat(value("sum(1) + sum(List.of(1.5))")).isEqualTo("17");
    }

    /** JDK 17 refuses the third of these methods. */
    @Test
    void whatAllOfThemWaitForMayComeAfterThem() {
        value("int apart(int a) { return apart(a, 1) + late1(a); }");
        value("int apart(int a, int b) { return a - b; }");
        assertThat(value("int late1(int a) { return 100; }\napart(3)")).isEqualTo("102");
        assertThat(value("int one(int a) { return one(a, 1) + late2(a); }\nint one(int a, int b) { return a - b; }\n"
                        + "int late2(int a) { return 100; }\none(3)"))
                .isEqualTo("102");
        value("int note(int a) { return note(a, 1) + never(a); }\nint note(int a, int b) { return a; }");
        assertThat(output.err.toString()).contains("note() cannot be called until there is method never(int)");
        value(
                "int lost(int a) {\n    return lost(a, 0) + late3(a);\n}\nint lost(int a, int b) {\n    return a / b;\n}");
        assertThat(traceback("int late3(int a) { return 1; }\nlost(3)")).contains("return a / b;", "line 5", "line 2");
    }

    @Test
    void aStatementMayStandBetweenThem() {
        assertThat(value("int between(int a) { return between(a, 2); }\nint x = 5;\n"
                        + "int between(int a, int b) { return a * b; }\nbetween(x)"))
                .isEqualTo("10");
        assertThat(traceback("int bad(int a) { return bad(a, 2); }\nint y = 5;"))
                .contains("bad cannot be applied");
    }
}
