package org.ridgeless.sweeps.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is left of a log after anything. */
class RecordLogTest {
    private static final List<String> WORDS = List.of("a", "be", "cee", "", "lambda λ").stream()
            .filter(word -> !word.isEmpty())
            .toList();
    private static final int MUCH = 1 << 20;

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }

    /** Opens, reads, appends a word and closes. */
    private static List<String> openAndAppend(FullDisk disk, String word) throws IOException {
        List<String> found = new ArrayList<>();
        try (RecordLog log =
                RecordLog.open(disk, "log", payload -> found.add(new String(payload, StandardCharsets.UTF_8)))) {
            log.append(bytes(word));
        }
        return found;
    }

    private static byte[] written() throws IOException {
        FullDisk disk = new FullDisk(new byte[0], MUCH);
        for (String word : WORDS) {
            openAndAppend(disk, word);
        }
        return disk.content();
    }

    @Test
    void aLogThatIsCutAnywhereKeepsItsWholeRecordsAndGoesOn() throws IOException {
        byte[] whole = written();
        int kept = 0;
        for (int length = 0; length <= whole.length; length++) {
            FullDisk disk = new FullDisk(Arrays.copyOf(whole, length), MUCH);
            List<String> found = openAndAppend(disk, "more");
            assertThat(found).isEqualTo(WORDS.subList(0, found.size()));
            assertThat(found.size()).isBetween(kept, kept + 1);
            kept = found.size();
            List<String> again = openAndAppend(disk, "most");
            assertThat(again).hasSize(kept + 1).endsWith("more");
            assertThat(again.subList(0, kept)).isEqualTo(found);
        }
        assertThat(kept).isEqualTo(WORDS.size());
    }

    /** After the death of a machine the end of a file may be there without its content. */
    @Test
    void zerosAtTheEndAreDropped() throws IOException {
        byte[] whole = written();
        assertThat(openAndAppend(new FullDisk(Arrays.copyOf(whole, whole.length + 100), MUCH), "more"))
                .isEqualTo(WORDS);
    }

    @Test
    void aBitThatIsFlippedAnywhereIsSeen() throws IOException {
        byte[] whole = written();
        int last = whole.length - bytes(WORDS.get(WORDS.size() - 1)).length - 8;
        for (int place = 0; place < whole.length; place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 4;
            FullDisk disk = new FullDisk(damaged, MUCH);
            if (place < last) {
                assertThatThrownBy(() -> openAndAppend(disk, "more"))
                        .as("byte " + place)
                        .isInstanceOf(StoreException.class)
                        .hasMessageMatching("log (is damaged at byte \\d+, .*truncate.*|holds no cells .*)");
                assertThat(disk.content()).isEqualTo(damaged);
            } else {
                assertThat(openAndAppend(disk, "more")).isEqualTo(WORDS.subList(0, WORDS.size() - 1));
            }
        }
    }

    @Test
    void aRecordThatDoesNotFitIsTakenBackAsAWhole() throws IOException {
        int full = written().length;
        for (int room = 8; room < full; room++) {
            FullDisk disk = new FullDisk(new byte[0], room);
            int fitted = 0;
            try (RecordLog log = RecordLog.open(disk, "log", payload -> {})) {
                for (String word : WORDS) {
                    log.append(bytes(word));
                    fitted++;
                }
            } catch (IOException e) {
                assertThat(e).hasMessage("No space left on device");
            }
            FullDisk larger = new FullDisk(disk.content(), MUCH);
            assertThat(openAndAppend(larger, "more")).isEqualTo(WORDS.subList(0, fitted));
        }
    }

    /** The device fails after the last record, when nobody appends any more. */
    @Test
    void aLogThatDidNotReachTheDeviceSaysSoAtItsEnd() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        FullDisk memory = new FullDisk(new byte[0], MUCH);
        RecordLog log = RecordLog.open(new FailingDisk(memory, failed), "log", payload -> {});
        log.append(bytes("a"));
        failed.await();
        assertThatThrownBy(log::close).isInstanceOf(IOException.class).hasMessage("Input/output error");
    }

    /** A device that takes the beginning of a log and then writes nothing out. */
    private record FailingDisk(FullDisk memory, CountDownLatch failed) implements Disk {
        @Override
        public byte[] read() {
            return memory.read();
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            memory.append(bytes);
        }

        @Override
        public void truncate(long length) {
            memory.truncate(length);
        }

        @Override
        public void sync() throws IOException {
            if (memory.content().length > Long.BYTES) {
                failed.countDown();
                throw new IOException("Input/output error");
            }
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    @Test
    void afterItsEndALogTakesNothing() throws IOException {
        FullDisk disk = new FullDisk(new byte[0], MUCH);
        RecordLog log = RecordLog.open(disk, "log", payload -> {});
        assertThat(log.append(bytes("a"))).isTrue();
        log.close();
        int length = disk.content().length;
        assertThat(log.append(bytes("b"))).isFalse();
        assertThat(disk.content()).hasSize(length);
    }
}
