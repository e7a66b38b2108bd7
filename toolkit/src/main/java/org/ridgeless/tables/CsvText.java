package org.ridgeless.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of values in columns as people have them: UTF-8 with or without a byte order mark, or else Windows' Latin-1; packed by gzip or not; lines
 * that begin with # are comments, quoted fields may hold separators and line ends.
 *
 * @param rows the lines with values, without comments and empty lines
 * @param numbers the number of each line in the file, from 1
 * @param separator what stands between the fields; a tab where it was white space of any length
 */
record CsvText(List<String> rows, List<Integer> numbers, char separator) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Charset WESTERN = Charset.forName("windows-1252");
    /** Tabs and semicolons first: where commas are decimal marks, both occur equally often in each line. */
    private static final String SEPARATORS = "\t;,|";

    private static final char NONE = 0;
    private static final int LOOKED_AT = 100;

    static CsvText read(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("no readable file " + file.toAbsolutePath());
        }
        try {
            return of(decode(unpacked(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static CsvText of(String text) {
        List<String> rows = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        split(text, rows, numbers);
        char separator = separator(rows);
        if (separator == ' ') {
            rows.replaceAll(row -> row.trim().replaceAll("\\s+", "\t"));
            separator = '\t';
        }
        return new CsvText(rows, numbers, separator);
    }

    /** How many fields a line has. */
    int fields(int row) {
        return 1 + count(rows.get(row), separator);
    }

    /** Without a first line that has only the number of rows and that of the inputs, as scikit-learn's boston_house_prices.csv. */
    CsvText withoutCounts() {
        boolean counts = rows.size() > 2 && rows.get(0).matches("\\d+,\\d+,+");
        return counts ? new CsvText(rows.subList(1, rows.size()), numbers.subList(1, numbers.size()), separator) : this;
    }

    /** The bytes of a gzip file, or the bytes themselves. */
    private static byte[] unpacked(byte[] bytes) throws IOException {
        boolean packed = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!packed) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static String decode(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, WESTERN);
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static void split(String text, List<String> rows, List<Integer> numbers) {
        int line = 1;
        int first = 1;
        boolean quoted = false;
        StringBuilder row = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            // Old programs end lines by a return alone.
            c = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n') ? '\n' : c;
            quoted ^= c == '"';
            if (c == '\n' && (!quoted || i == text.length())) {
                if (!row.toString().isBlank() && row.charAt(0) != '#') {
                    rows.add(row.toString());
                    numbers.add(first);
                }
                row.setLength(0);
                first = line + 1;
            } else if (c != '\r') {
                row.append(c);
            }
            line += c == '\n' ? 1 : 0;
        }
    }

    /** The separator that occurs equally often in each line, or in each but the first, which may be another kind of header. */
    private static char separator(List<String> rows) {
        if (rows.isEmpty()) {
            return ',';
        }
        List<String> all = rows.subList(0, Math.min(rows.size(), LOOKED_AT));
        List<String> looked = all.subList(Math.min(1, all.size() - 1), all.size());
        char found = regular(all);
        if (found == NONE && blanks(all)) {
            return ' ';
        }
        found = found == NONE ? regular(looked) : found;
        if (found != NONE) {
            return found;
        }
        for (char candidate : SEPARATORS.toCharArray()) {
            if (looked.stream().allMatch(row -> count(row, candidate) > 0)) {
                return candidate;
            }
        }
        return blanks(looked) ? ' ' : ',';
    }

    /** What occurs equally often in each of the lines. */
    private static char regular(List<String> rows) {
        for (char candidate : SEPARATORS.toCharArray()) {
            int often = count(rows.get(0), candidate);
            if (often > 0 && rows.stream().allMatch(row -> count(row, candidate) == often)) {
                return candidate;
            }
        }
        return NONE;
    }

    private static boolean blanks(List<String> rows) {
        long widths = rows.stream()
                .map(row -> row.trim().split("\\s+").length)
                .distinct()
                .count();
        return widths == 1 && rows.get(0).trim().contains(" ") && rows.stream().noneMatch(row -> row.contains("\""));
    }

    private static int count(String row, char separator) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            quoted ^= row.charAt(i) == '"';
            count += !quoted && row.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }
}
