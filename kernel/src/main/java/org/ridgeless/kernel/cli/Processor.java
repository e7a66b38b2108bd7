package org.ridgeless.kernel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a processor can do, as far as it matters to linear algebra. */
record Processor(boolean hasAvx512) {

    static Processor ofThisMachine() {
        return described(Path.of("/proc/cpuinfo"));
    }

    /** As Linux describes it; elsewhere nothing is known. */
    static Processor described(Path cpuinfo) {
        try {
            List<String> lines = Files.isReadable(cpuinfo) ? Files.readAllLines(cpuinfo) : List.of();
            return new Processor(lines.stream().anyMatch(line -> line.matches("flags\\s*:.*\\bavx512f\\b.*")));
        } catch (IOException e) {
            return new Processor(false);
        }
    }
}
