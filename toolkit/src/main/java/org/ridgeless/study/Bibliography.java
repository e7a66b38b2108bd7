package org.ridgeless.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Papers by their keys, read from BibTeX. Immutable.
 *
 * {@snippet file="StudyTest.java" region="bibliography"}
 */
public final class Bibliography {
    private static final String OF_TOOLKIT = "/org/ridgeless/experiments/papers.bib";

    private final String source;
    private final Map<String, Paper> papers;

    private Bibliography(String source, Map<String, Paper> papers) {
        this.source = source;
        this.papers = Collections.unmodifiableMap(new LinkedHashMap<>(papers));
    }

    /**
     * A BibTeX file in UTF-8. LaTeX accents become letters; every entry needs author, title and year.
     *
     * @param file path of the BibTeX file
     * @return the papers in the order of the file
     * @throws IllegalArgumentException if the file is not BibTeX, a key is there twice or a field is missing or malformed; the
     *     message has file, line and key
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Bibliography read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the bibliography " + file, unreadable);
        }
    }

    /**
     * The same from a text, for studies written in a cell.
     *
     * @param bibtex entries, as in a file
     * @return the papers in their order
     * @throws IllegalArgumentException if it is not BibTeX, a key is there twice or a field is missing or malformed; the
     *     message has line and key
     */
    public static Bibliography parse(String bibtex) {
        return parse(bibtex, "the bibliography");
    }

    static Bibliography parse(String bibtex, String source) {
        return new Bibliography(source, new BibtexReader(bibtex, source).papers());
    }

    private static Bibliography read(URL resource) {
        return parse(text(resource), resource.getPath().replaceFirst(".*/", ""));
    }

    /** That of {@code papers.bib} beside a class, or the toolkit's where there is no such file. */
    static Bibliography beside(Class<?> type) {
        URL own = type.getResource("papers.bib");
        boolean shared =
                own == null || own.toString().equals(String.valueOf(Bibliography.class.getResource(OF_TOOLKIT)));
        return shared ? ofToolkit() : read(own);
    }

    /** The papers behind the experiments of the toolkit. */
    public static Bibliography ofToolkit() {
        return OfToolkit.PAPERS;
    }

    /**
     * The paper of a key.
     *
     * @param key as in the file
     * @return the paper
     * @throws IllegalArgumentException if the key is not in the bibliography; the message names near ones
     */
    public Paper paper(String key) {
        return find(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no paper \"" + key + "\" in " + source + NearNames.of(key, papers.keySet())));
    }

    Optional<Paper> find(String key) {
        return Optional.ofNullable(papers.get(key));
    }

    /** All keys in the order of the file. */
    public List<String> keys() {
        return List.copyOf(papers.keySet());
    }

    /** All papers in the order of the file. */
    public Collection<Paper> papers() {
        return papers.values();
    }

    /** All entries as BibTeX. */
    public String bibtex() {
        return papers.values().stream().map(Paper::bibtex).collect(Collectors.joining("\n\n", "", "\n"));
    }

    @Override
    public String toString() {
        return papers.size() + " papers from " + source;
    }

    static String text(URL resource) {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + resource, unreadable);
        }
    }

    /** Read when it is first asked for. */
    private static final class OfToolkit {
        static final Bibliography PAPERS = read(Bibliography.class.getResource(OF_TOOLKIT));
    }
}
