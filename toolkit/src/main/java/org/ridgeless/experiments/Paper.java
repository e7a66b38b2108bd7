package org.ridgeless.experiments;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a claim comes from.
 *
 * <pre>{@code
 * Paper.by("Alan Edelman").titled("Eigenvalues and condition numbers of random matrices").in(1988)
 *     .journal("SIAM J. Matrix Anal. Appl. 9(4), 543–560").where("Theorem 6.1")
 * }</pre>
 */
public final class Paper {
    private final String authors;
    private final String title;
    private final int year;
    private final String journal;
    private final String arXiv;
    private final String where;

    private Paper(String authors, String title, int year, String journal, String arXiv, String where) {
        this.authors = authors;
        this.title = title;
        this.year = year;
        this.journal = journal;
        this.arXiv = arXiv;
        this.where = where;
    }

    /** The authors as BibTeX wants them, joined by {@code and}. */
    public static Paper by(String authors) {
        return new Paper(authors, "", 0, "", "", "");
    }

    public Paper titled(String text) {
        return new Paper(authors, text, year, journal, arXiv, where);
    }

    public Paper in(int publicationYear) {
        return new Paper(authors, title, publicationYear, journal, arXiv, where);
    }

    /** Journal, volume and pages, or whatever stands in their place. */
    public Paper journal(String text) {
        return new Paper(authors, title, year, text, arXiv, where);
    }

    /** The arXiv number, for example {@code 1912.06190}. */
    public Paper arXiv(String number) {
        return new Paper(authors, title, year, journal, number, where);
    }

    /** The theorem, equation or page that the experiment tests. */
    public Paper where(String place) {
        return new Paper(authors, title, year, journal, arXiv, place);
    }

    /** One line of prose. */
    public String line() {
        StringBuilder line = new StringBuilder(authors.replace(" and ", ", "));
        line.append(" (").append(year).append("), ").append(title);
        append(line, ", ", journal);
        append(line, ", arXiv:", arXiv);
        append(line, ", ", where);
        return line.toString();
    }

    /** Where the paper can be read, if it is on arXiv. */
    public Optional<String> link() {
        return arXiv.isEmpty() ? Optional.empty() : Optional.of("https://arxiv.org/abs/" + arXiv);
    }

    /** The entry for a bibliography. */
    public String bibtex() {
        StringBuilder entry = new StringBuilder(journal.isEmpty() ? "@misc{" : "@article{").append(key());
        field(entry, "author", authors);
        field(entry, "title", "{" + title + "}");
        field(entry, "journal", journal);
        field(entry, "year", Integer.toString(year));
        if (!arXiv.isEmpty()) {
            field(entry, "eprint", arXiv);
            field(entry, "archivePrefix", "arXiv");
        }
        field(entry, "note", where);
        return entry.append("\n}").toString();
    }

    private String key() {
        String first = authors.split(" and ")[0];
        String family = first.contains(",")
                ? first.substring(0, first.indexOf(','))
                : first.substring(first.lastIndexOf(' ') + 1);
        String word = title.split("[ :,]")[0];
        return (family + year + word).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static void append(StringBuilder line, String before, String text) {
        if (!text.isEmpty()) {
            line.append(before).append(text);
        }
    }

    private static void field(StringBuilder entry, String name, String text) {
        if (!text.isEmpty()) {
            entry.append(",\n  ").append(name).append(" = {").append(text).append('}');
        }
    }
}
