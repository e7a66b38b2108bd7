package org.ridgeless.kernel.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.shell.ShellFixture;

/** Correct Java that the JDK's own JShell refuses or falls over. */
class JShellFaultsTest extends ShellFixture {

    @Test
    void theConstructorOfARecordNeedNotBePublic() {
        assertThat(
                        value(
                                "record Size(int n) { Size { if (n < 0) throw new IllegalArgumentException(); } }\nnew Size(3)"))
                .isEqualTo("Size[n=3]");
        assertThat(value(
                        "record Range(int lo, int... hi) { Range(int lo, int... hi) { this.lo = lo + 1; this.hi = hi; }"
                                + " Range(String s) { this(s.length(), 1); } }\nnew Range(\"ab\").lo()"))
                .isEqualTo("3");
    }

    @Test
    void placesInSuchARecordAreThoseOfTheCell() {
        assertThat(traceback("record Wrong(int n) { Wrong { int x = \"a\"; } }"))
                .contains("cell", "column 39");
    }

    @Test
    void aSealedTypeSeesThoseOfItsCellThatExtendIt() {
        assertThat(value("sealed interface Tree<T> {}\nrecord Leaf<T>(T value) implements Tree<T> {}\n"
                        + "record Node<T>(Tree<T> left, Tree<T> right) implements Tree<T> {}\n"
                        + "new Node<>(new Leaf<>(1), new Leaf<>(2))"))
                .isEqualTo("Node[left=Leaf[value=1], right=Leaf[value=2]]");
        assertThat(traceback("sealed interface Childless {}")).contains("into the same cell");
    }

    @Test
    void aTypeMayBeNonSealedBelowASealedOne() {
        assertThat(value("sealed interface S permits A, B {}\nnon-sealed interface A extends S { int n(); }\n"
                        + "final class B implements S {}\nA a = () -> 5;\na.n()"))
                .isEqualTo("5");
        assertThat(value(
                        "sealed abstract class Shape { double k; Shape(double k) { this.k = k; } abstract double area(); }\n"
                                + "final class Circle extends Shape { Circle() { super(2); } @Override double area() { return k * k; } }\n"
                                + "non-sealed class Open extends Shape { Open() { super(2); } @Override double area() { return k; } }\n"
                                + "class More extends Open {}\nnew More().area() + new Circle().area()"))
                .isEqualTo("6.0");
    }

    @Test
    void aClassMayHaveAFieldOfAClassThatExtendsIt() {
        assertThat(value("class Parent { Child child; Child get() { return child.self(); } }\n"
                        + "class Child extends Parent { @Override Child get() { return this; } Child self() { return this; } }\n"
                        + "new Child().get() != null"))
                .isEqualTo("true");
        assertThat(traceback("class Lone { @Override void nothing() {} }")).contains("does not override");
    }

    private static final String SHAPES = "interface Shape { double area(); }\n"
            + "record Circle(double r) implements Shape { public double area() { return r; } }\n"
            + "record Square(double a) implements Shape { public double area() { return a * a; } }\n";

    /** JDK-8322003, in JDK 22 and later: the elements became records, which have no area. */
    @Test
    void theElementsOfAListMayBeOfTwoTypesAtOnce() {
        value(SHAPES + "var shapes = List.of(new Circle(1), new Square(2));");
        assertThat(value("double sum = 0;\nfor (Shape shape : shapes) sum += shape.area();\nsum"))
                .isEqualTo("5.0");
        assertThat(value("var more = new ArrayList<>(shapes);\nmore.add(new Circle(7));\nmore.get(2).area()"))
                .isEqualTo("7.0");
        value(
                "record Circle(double r) implements Shape { public double area() { return r; } double twice() { return 2 * r; } }");
        assertThat(value("more.get(0).area() + \" \" + shapes.size()")).isEqualTo("1.0 2");
        assertThat(value("var byName = Map.of(\"c\", new Circle(3), \"s\", new Square(3));\nbyName.get(\"s\").area()"))
                .isEqualTo("9.0");
    }

    @Test
    void aConditionalMayBeOfTwoTypesAtOnce() {
        value(SHAPES + "var one = true ? new Circle(2) : new Square(3);");
        assertThat(value("one.area()")).isEqualTo("2.0");
    }

    /** JDK-8294431, in JDK 20 and later. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void aConstantInAnAnonymousClassIsExplained() {
        assertThat(traceback("var own = new Object() { static final int N = 3; int n() { return N; } };"))
                .contains("JDK-8294431", "leave \"static\" out");
        assertThat(traceback("final int K = 3;\nK = 5;")).doesNotContain("JDK-");
    }

    /** JDK-8340840. */
    @Test
    void anInnerClassThatIsMadeStaticIsExplained() {
        value("class Outer { class Inner {} }\nvar inner = new Outer().new Inner();");
        value("class Outer { static class Inner {} }");
        CellResult result = run("new Outer.Inner() != null");
        result.error()
                .ifPresentOrElse(
                        error -> assertThat(String.join("\n", error.plainTraceback()))
                                .contains("JDK-8340840", "another name"),
                        () -> assertThat(result.result().orElseThrow().plainText())
                                .isEqualTo("true"));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void aClassWhoseNameJShellNeedsIsRefusedAndHarmsNothing() {
        assertThat(traceback("class Throwable {}")).contains("cannot be called Throwable on Java 17");
        assertThat(traceback("class Object {}")).contains("choose another name");
        assertThat(value("int three = 3;\nthree + 1")).isEqualTo("4");
        assertThat(value("class Exception {}\nclass String {}\nint four = 4;\nfour"))
                .isEqualTo("4");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void aLaterJavaAllowsTheNames() {
        assertThat(value("class Throwable {}\nint three = 3;\nthree + 1")).isEqualTo("4");
    }

    @Test
    void allMissingImportsAreNamedAtOnce() {
        assertThat(traceback("// a Cipher\nvar logger = Logger.getLogger(\"SAXParser\");\nZipFile file = null;\n"
                        + "DocumentBuilderFactory factory = null;\nclass Own { Pattern p; String t; }"))
                .contains("This cell seems to need import ", "import java.util.logging.Logger;")
                .contains("import java.util.zip.ZipFile;", "import javax.xml.parsers.DocumentBuilderFactory;")
                .doesNotContain("Own;", "Cipher;", "SAXParser;", "lang.String");
    }
}
