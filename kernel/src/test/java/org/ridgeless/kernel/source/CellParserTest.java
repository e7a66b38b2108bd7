package org.ridgeless.kernel.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.source.CellParser.Reading;

/** Pieces put together are the cell, and each is one statement or declaration. */
class CellParserTest {

    private static final List<String> PIECES = List.of(
            "int a = 1, b[] = {2, 3};",
            "var text = \"a; } // \\\" no comment\";",
            "String block = \"\"\"\n    } ; \"quoted\"\n    \"\"\";",
            "String k = switch (a) { case 6, 7 -> \"weekend\"; default -> throw new IllegalArgumentException(); };",
            "int f(int x) { return switch (x) { case 1 -> 1; default -> throw new IllegalStateException(\"x\"); }; }",
            "enum Day { MON, TUE { int v() { return 2; } }; int v() { return 1; } }",
            "record Point(int x, int y) { Point { if (x < 0) throw new IllegalArgumentException(); } }",
            "sealed interface Shape permits Circle {}",
            "non-sealed interface Free extends Shape {}",
            "public static final double G = 9.81;",
            "static <T extends Comparable<T>> T max(List<? extends T> all) { return all.get(0); }",
            "@Deprecated public void old() throws java.io.IOException {}",
            "@interface Marked { int value() default 1; }",
            "abstract class Base { abstract int go(); { go(); } static { int q = 1; } }",
            "import java.util.concurrent.atomic.*;",
            "import static java.lang.Math.max;",
            "for (int i = 0, j = 1; i < 3; i++, j--) for (var x : List.of(1)) { continue; }",
            "if (a > 0) b(); else if (a < 0) { c(); } else d();",
            "label: while (true) { break label; }",
            "do { a++; } while (a < 10);",
            "try (var in = open()) { in.read(); } catch (IOException | RuntimeException e) { } finally { close(); }",
            "synchronized (this) { a++; }",
            "switch (a) { case 1: b(); break; default: }",
            "switch (a) { case 1 -> b(); default -> throw new Error(); }",
            "Runnable r = () -> { int y = 1; };",
            "list.stream()\n    .map(x -> x + 1)\n    .forEach(System.out::println);",
            "a = b ? c : -d;",
            "new Thread() { public void run() { go(); } }.start();",
            "x -> x + 1;",
            "a < b;",
            "List<Map<String, int[]>> nested = new ArrayList<>();",
            "char c = ';', d = '}';",
            "throw new Exception();",
            "assert a > 0 : \"no\";",
            "{ int inner = 1; }",
            "int \\u0061bc = 1;",
            ";");

    private static final List<String> BETWEEN =
            List.of("", " ", "\n", "\n\n  ", " // } ;\n", "/* { ; \" */", "\n/** Says (so). */\n");

    private final CellParser parser = new CellParser(List.of());

    private record Extent(int begin, int end, List<Integer> gaps) {}

    private static List<Extent> extents(Reading reading) {
        return reading.pieces().stream()
                .map(piece -> new Extent(piece.begin(), piece.end(), piece.gaps()))
                .toList();
    }

    private static String pick(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void everyCellIsCutIntoWhatItWasMadeOf() {
        Random random = new Random(15);
        for (int cell = 0; cell < 300; cell++) {
            StringBuilder code = new StringBuilder();
            List<Extent> expected = new ArrayList<>();
            int pieces = 1 + random.nextInt(8);
            for (int i = 0; i < pieces; i++) {
                int begin = code.length() == 0 ? 0 : expected.get(i - 1).end();
                code.append(pick(BETWEEN, random)).append(pick(PIECES, random));
                expected.add(new Extent(begin, code.length(), List.of()));
            }
            code.append(pick(BETWEEN, random));
            Reading reading = parser.read(code.toString());
            assertThat(reading.fault()).as(code.toString()).isEmpty();
            assertThat(extents(reading)).as(code.toString()).isEqualTo(expected);
        }
    }

    @Test
    void semicolonsMayBeMissingAtTheEndsOfLines() {
        Random random = new Random(7);
        for (int cell = 0; cell < 100; cell++) {
            StringBuilder code = new StringBuilder();
            List<Extent> expected = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int begin = i == 0 ? 0 : expected.get(expected.size() - 1).end();
                String piece = pick(PIECES, random);
                boolean hasSemicolon = piece.endsWith(";") && piece.length() > 1;
                code.append('\n').append(hasSemicolon ? piece.substring(0, piece.length() - 1) : piece);
                expected.add(new Extent(begin, code.length(), hasSemicolon ? List.of(code.length()) : List.of()));
                // The next line must not read like a continuation: a block, a sign or a lone semicolon.
                code.append(" // next\nint between").append(i).append(" = 0;");
                expected.add(new Extent(expected.get(expected.size() - 1).end(), code.length(), List.of()));
            }
            Reading reading = parser.read(code.toString());
            assertThat(reading.fault()).as(code.toString()).isEmpty();
            assertThat(extents(reading)).as(code.toString()).isEqualTo(expected);
        }
    }

    @Test
    void whatIsBrokenIsNeverTakenForFinished() {
        for (String piece : PIECES) {
            for (int cut = 1; cut < piece.length(); cut++) {
                String code = piece.substring(0, cut);
                Reading reading = parser.read(code);
                int end = reading.end();
                assertThat(reading.fault().isPresent() || CellSplitter.beginOfCode(code, end) == code.length())
                        .as(code)
                        .isTrue();
            }
        }
        for (String code : List.of(
                "int a = 1; } int b = 2; {",
                "}} class X {{",
                "if (a)",
                "for (;;)",
                "int a = 1 int b = 2",
                "/* open",
                "int x = 5 + }",
                "try { }",
                "class A {",
                "int f() {",
                "do a++;",
                "\"open",
                "else b();",
                "package a.b;",
                "int[] z = {1} int w",
                "new Foo(",
                "List<",
                "return",
                "case 1:")) {
            assertThat(parser.read(code).fault()).as(code).isPresent();
        }
    }

    @Test
    void theCellsOfTheNotebooksAreCutToTheEnd() throws IOException {
        int cells = 0;
        try (Stream<Path> files = Files.walk(Path.of("..", "notebooks"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ipynb"))
                    .filter(path -> !path.toString().contains("target"))
                    .toList()) {
                for (String code :
                        code(JsonParser.parseString(Files.readString(file)).getAsJsonObject())) {
                    Reading reading = parser.read(code);
                    assertThat(reading.fault()).as(file + ": " + code).isEmpty();
                    assertThat(code.substring(CellSplitter.beginOfCode(code, reading.end())))
                            .isEmpty();
                    cells++;
                }
            }
        }
        assertThat(cells).isGreaterThan(100);
    }

    private static List<String> code(JsonObject notebook) {
        return StreamSupport.stream(notebook.getAsJsonArray("cells").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .map(cell -> cell.get("source"))
                .map(source -> source.isJsonPrimitive()
                        ? source.getAsString()
                        : StreamSupport.stream(source.getAsJsonArray().spliterator(), false)
                                .map(JsonElement::getAsString)
                                .reduce("", String::concat))
                .filter(source -> !source.startsWith("%%"))
                .map(source -> source.replaceAll("(?m)^%.*$", ""))
                .toList();
    }
}
