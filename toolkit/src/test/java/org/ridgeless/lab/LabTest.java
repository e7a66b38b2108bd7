package org.ridgeless.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.kernel.cli.LabCommands;
import picocli.CommandLine;

class LabTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theLauncherFindsTheCommands() {
        assertThat(ServiceLoader.load(LabCommands.class)).hasAtLeastOneElementOfType(ToolkitCommands.class);
    }

    @Test
    void theDoctorLearnsWhichLinearAlgebraIsUsed() {
        assertThat(new ToolkitCommands().findings())
                .extracting(finding -> finding.subject() + ": " + finding.found())
                .anyMatch(line -> line.startsWith("large matrices: OpenBLAS"))
                .anyMatch(line -> line.startsWith("engines: fused, plain, ND4J"))
                .anyMatch(line -> line.startsWith("ND4J: "));
    }

    @Test
    void listNamesEveryExperiment() {
        assertThat(run(new ListCommand())).isZero();
        assertThat(out.toString()).contains("condition-number", "B01");
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void listDescribesAnExperimentWithItsOptionsAndPapers() {
        assertThat(run(new ListCommand(), "wide-minima")).isZero();
        assertThat(out.toString()).contains("--set walkers: independent walkers for each D, at least 2", "Zhang");
    }

    @Test
    void verifySetsOptionsAndRunsSeveralSeeds() {
        run(new VerifyCommand(), "wide-minima", "--size", "tiny", "--set", "walkers=4", "--seeds", "2");
        assertThat(out.toString()).contains("seed 1, ", "seed 2, ");
        assertThat(run(new VerifyCommand(), "wide-minima", "--set", "walkers=1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("walkers must be at least 2, got 1");
        assertThat(run(new VerifyCommand(), "wide-minima", "--set", "wings=1")).isEqualTo(2);
        assertThat(err.toString()).contains("no option \"wings\"; there are directions, temperature");
    }

    /** The first has an error of its own; the second still gives its verdict. */
    @Test
    void verifyReportsAnErrorAndRunsTheOthers(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Faulty.java"), FAULTY);
        String path = System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", path, "-d", folder.toString(), source.toString());
        assertThat(compiled).isZero();
        int status =
                run(new VerifyCommand(), "--with", folder.toString(), "--size", "tiny", "faulty", "constrained-flow");
        assertThat(out.toString())
                .contains("Faulty: stopped with an error: java.lang.ExceptionInInitializerError", "2 experiments: 1 ");
        assertThat(status).isEqualTo(1);
    }

    private static final String FAULTY = """
            import org.ridgeless.study.*;

            final class Faulty extends Experiment<Faulty> {
                @Override
                public Card card() {
                    return Card.named("faulty").title("Faulty").claim("Faulty.");
                }

                @Override
                protected void run(Lab lab) {
                    throw new ExceptionInInitializerError("no constant");
                }
            }
            """;

    @Test
    void verifyRunsOnTheUsersImages(@TempDir Path folder) throws IOException {
        Data digits = Data.digits();
        try (DataOutputStream images =
                        new DataOutputStream(Files.newOutputStream(folder.resolve("train-images-idx3-ubyte")));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve("train-labels-idx1-ubyte")))) {
            images.writeInt(0x0803);
            images.writeInt(digits.samples());
            images.writeInt(8);
            images.writeInt(8);
            labels.writeInt(0x0801);
            labels.writeInt(digits.samples());
            byte[] pixels = new byte[digits.samples() * 64];
            double[] x = digits.flatInputs();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) Math.round(255 * x[i]);
            }
            images.write(pixels);
            for (int i = 0; i < digits.samples(); i++) {
                labels.writeByte((int) digits.label(i));
            }
        }
        run(new VerifyCommand(), "R40", "--size", "tiny", "--data", folder.toString());
        assertThat(out.toString()).contains("accepted", "1 experiment: ");
        assertThat(run(new VerifyCommand(), "R40", "--data", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder nowhere");
    }

    @Test
    void verifyPrintsTheVerdictAndWritesJsonLines(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("checks.jsonl");
        int status = run(new VerifyCommand(), "B01", "--size", "tiny", "--seed", "5", "--json", json.toString());
        assertThat(out.toString()).contains("accepted", "observed", "1 experiment: ");
        List<String> lines = Files.readAllLines(json);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(5);
        boolean failed = false;
        for (String line : lines) {
            JsonObject check = JsonParser.parseString(line).getAsJsonObject();
            assertThat(check.keySet())
                    .containsExactly(
                            "experiment",
                            "entry",
                            "claim",
                            "cell",
                            "cells",
                            "predicted",
                            "accepted",
                            "observed",
                            "kind",
                            "interval",
                            "level",
                            "n",
                            "outcome",
                            "reason",
                            "mustBreak",
                            "rivals",
                            "study",
                            "studyReason",
                            "size",
                            "seed",
                            "seconds");
            assertThat(check.get("experiment").getAsString()).isEqualTo("condition-number");
            assertThat(check.get("seed").getAsLong()).isEqualTo(5);
            failed |= check.get("outcome").getAsString().equals("FAIL");
        }
        assertThat(status).isEqualTo(failed ? 1 : 0);
    }

    @Test
    void wrongUseHasStatusTwoAndNamesWhatIsAccepted() {
        assertThat(run(new VerifyCommand(), "no-such-thing")).isEqualTo(2);
        assertThat(err.toString()).contains("\"no-such-thing\"").contains("condition-number (B01)");
        assertThat(run(new VerifyCommand(), "--size", "huge")).isEqualTo(2);
        assertThat(err.toString()).contains("tiny, teaching, paper");
        assertThat(run(new VerifyCommand(), "--seed", "x")).isEqualTo(2);
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
