package org.ridgeless.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepSource;
import picocli.CommandLine;

/** Sweeps from the command line. */
class SweepCommandTest {
    @TempDir
    private Path folder;

    private String classes;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A folder of classes as a user has it. */
    @BeforeEach
    void putASweepIntoAFolder() throws IOException {
        Path target = folder.resolve("classes/org/ridgeless/lab/OwnSweep.class");
        Files.createDirectories(target.getParent());
        try (InputStream in = OwnSweep.class.getResourceAsStream("OwnSweep.class")) {
            Files.copy(in, target);
        }
        classes = folder.resolve("classes").toString();
    }

    private int run(Object command, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String store(String name) {
        return folder.resolve(name).toString();
    }

    /** A sweep of which nothing comes. */
    static final class Hopeless implements SweepSource {
        @Override
        public Sweep sweep() {
            return Sweep.over("n", Grid.of(1, 2)).measure("y", cell -> {
                throw new IllegalStateException("never");
            });
        }
    }

    @Test
    void aSweepThatFailsAltogetherSaysSo() throws IOException {
        String name = Hopeless.class.getName().replace('.', '/') + ".class";
        try (InputStream in = getClass().getResourceAsStream("/" + name)) {
            Files.copy(in, folder.resolve("classes").resolve(name));
        }
        for (String shard : List.of("", "--shard=1/1")) {
            List<String> arguments = new ArrayList<>(List.of("Hopeless", "--with", classes, "--store", store("h")));
            if (!shard.isEmpty()) {
                arguments.add(shard);
            }
            assertThat(run(new SweepCommand(), arguments.toArray(String[]::new)))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .isEqualToIgnoringNewLines("lab sweep: all 2 cells failed; the first, n = 1, trial 0: never");
        }
    }

    @Test
    void aSweepOfOnesOwnIsRunAndKept() {
        int status = run(
                new SweepCommand(),
                "OwnSweep",
                "--with",
                classes,
                "--set",
                "n=1,2",
                "--repeat",
                "3",
                "--seed",
                "4",
                "--store",
                store("s"));
        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString()).contains("6 cells: 6 finished").contains("95 % from");
        Sweep same = Sweep.of(new OwnSweep()).set("n", "1, 2").repeat(3).seed(4);
        assertThat(Sweep.load(store("s")).table().csv())
                .isEqualTo(same.run().table().csv());
        assertThat(folder.resolve("s/results.csv")).exists();
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--store", store("s")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("n: 1, 2 in the store, 1, 2, 3 now");
    }

    @Test
    void childProcessesFindTheClassesOfTheUser() {
        assertThat(run(
                        new SweepCommand(),
                        "org.ridgeless.lab.OwnSweep",
                        "--with",
                        classes,
                        "--jvms",
                        "2",
                        "--memory",
                        "64m",
                        "--store",
                        store("s")))
                .as(err.toString())
                .isZero();
        assertThat(Sweep.load(store("s")).table().csv())
                .isEqualTo(Sweep.of(new OwnSweep()).run().table().csv());
    }

    @Test
    void shardsAreJoinedAndTheMissingOnesAreNamed() {
        for (int i = 1; i <= 4; i++) {
            if (i != 3) {
                assertThat(run(
                                new SweepCommand(),
                                "OwnSweep",
                                "--with",
                                classes,
                                "--shard",
                                i + "/4",
                                "--store",
                                store("s")))
                        .isZero();
                assertThat(out.toString()).contains("shard " + i + " of 4: " + (i <= 2 ? 2 : 1) + " cells in ");
            }
        }
        assertThat(run(new MergeCommand(), store("s"), "--with", classes)).isEqualTo(1);
        assertThat(out.toString())
                .contains("5 cells in ", "1 cells are missing; shard 3 of 4 is not there: sweep [n = 2] #0");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--shard", "3/4", "--store", store("s")))
                .isZero();
        assertThat(run(new MergeCommand(), store("s"), "--with", classes, "--out", store("all")))
                .isZero();
        assertThat(out.toString()).contains("6 cells: 6 finished");
        assertThat(Sweep.load(store("all")).table().csv())
                .isEqualTo(Sweep.of(new OwnSweep()).run().table().csv());
    }

    @Test
    void anExperimentIsDividedAndJudged() {
        for (int i = 1; i <= 2; i++) {
            assertThat(run(
                            new SweepCommand(),
                            "wide-minima",
                            "--size",
                            "tiny",
                            "--set",
                            "walkers=4",
                            "--shard",
                            i + "/2",
                            "--store",
                            store("w")))
                    .as(err.toString())
                    .isZero();
        }
        int joined = run(new MergeCommand(), store("w"));
        String verdict = out.toString().lines().skip(1).reduce("", (a, b) -> a + b + "\n");
        int whole = run(new SweepCommand(), "wide-minima", "--size", "tiny", "--set", "walkers=4");
        assertThat(verdict).isEqualTo(out.toString());
        assertThat(joined).isEqualTo(whole);
    }

    @Test
    void wrongUseIsRefusedBeforeAnyWork() {
        assertThat(run(new SweepCommand(), "NoSweep", "--with", classes)).isEqualTo(2);
        assertThat(err.toString()).contains("no experiment \"NoSweep\"").contains("and the sweeps OwnSweep");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--set", "m=1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no parameter \"m\"; the sweep has [n]");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--set", "n="))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the axis \"n\" is empty");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--shard", "5/4", "--store", store("s")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("got 5/4");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--shard", "1/4"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("need --store DIR");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--threads", "2", "--jvms", "2"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("one of --threads, --jvms and --on");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--memory", "1g"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--memory is that of child processes; it needs --jvms N");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", classes, "--on", "moon://here"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("nothing here runs cells on moon://here");
        assertThat(run(new SweepCommand(), "OwnSweep", "--with", "nowhere.jar")).isEqualTo(2);
        assertThat(err.toString()).contains("no jar and no folder nowhere.jar");
        assertThat(run(new MergeCommand(), store("empty"))).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read the folder");
    }
}
