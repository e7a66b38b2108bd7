package org.ridgeless.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/**
 * Where a claim comes from: the fields of a bibliography and the theorem. Immutable; all text is plain Unicode.
 *
 * {@snippet file="StudyTest.java" region="paper"}
 */
public final class Paper implements Displayable {
    private static final String NOTE = "note";

    private final String key;
    private final String kind;
    private final List<String> names;
    private final Map<String, String> fields;

    /** Kind and key may be empty: both then follow from the fields. */
    Paper(String kind, String key, List<String> names, Map<String, String> fields) {
        this.kind = kind;
        this.key = key;
        this.names = List.copyOf(names);
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * A paper of these authors, each {@code Alan Edelman} or {@code Edelman, Alan}; {@code others} stands for et al.
     *
     * @param authors in the order of the paper
     * @return a paper that lacks all else
     */
    public static Paper by(String... authors) {
        return new Paper("", "", List.of(authors), Map.of());
    }

    /**
     * The title of the paper.
     *
     * @param title plain Unicode
     * @return the paper with it
     */
    public Paper titled(String title) {
        return with("title", title);
    }

    /**
     * The year of the paper.
     *
     * @param year of publication
     * @return the paper with it
     */
    public Paper in(int year) {
        return with("year", Integer.toString(year));
    }

    /**
     * The journal that printed it.
     *
     * @param name in full
     * @return the paper with it
     */
    public Paper journal(String name) {
        return with("journal", name);
    }

    /**
     * The proceedings or the book that the paper is a part of.
     *
     * @param name of the proceedings or book
     * @return the paper with it
     */
    public Paper booktitle(String name) {
        return with("booktitle", name);
    }

    /**
     * The volume of the journal.
     *
     * @param volume as printed
     * @return the paper with it
     */
    public Paper volume(String volume) {
        return with("volume", volume);
    }

    /**
     * The number of the issue.
     *
     * @param number as printed
     * @return the paper with it
     */
    public Paper number(String number) {
        return with("number", number);
    }

    /**
     * First and last page, for example {@code 1–37}.
     *
     * @param pages with any dash, or one page
     * @return the paper with them
     */
    public Paper pages(String pages) {
        return with("pages", pages.replaceAll("\\s*-+\\s*", "–"));
    }

    /**
     * The digital object identifier, with or without {@code https://doi.org/}.
     *
     * @param doi the identifier or its address
     * @return the paper with it
     * @throws IllegalArgumentException if it does not look like {@code 10.1137/0609045}
     */
    public Paper doi(String doi) {
        return with("doi", Identifiers.doi(doi));
    }

    /**
     * The arXiv number, for example {@code 1912.06190} or {@code math/0211159}.
     *
     * @param number of the new or the old form
     * @return the paper with it
     * @throws IllegalArgumentException if it looks like neither
     */
    public Paper arXiv(String number) {
        return with("eprint", Identifiers.arXiv(number)).with("archiveprefix", "arXiv");
    }

    /**
     * The key under which it is cited; without one it is made of family name, year and first word of the title.
     *
     * @param citationKey without spaces or braces
     * @return the paper with it
     */
    public Paper key(String citationKey) {
        return new Paper(kind, Identifiers.key(citationKey), names, fields);
    }

    /**
     * The theorem, equation or section that is meant.
     *
     * @param where for example {@code Theorem 6.1}
     * @return the paper with it
     */
    public Paper at(String where) {
        return with(NOTE, where);
    }

    /** The key under which it is cited, or one made of family name, year and first word of the title. */
    public String key() {
        return key.isEmpty() ? AuthorNames.key(names, field("year"), field("title")) : key;
    }

    /** The names in the order of the paper, given names first. */
    public List<String> authors() {
        return names.stream().map(AuthorNames::given).toList();
    }

    /** The title; empty if there is none. */
    public String title() {
        return field("title");
    }

    /** The year; 0 if there is none. */
    public int year() {
        return field("year").isEmpty() ? 0 : Integer.parseInt(field("year"));
    }

    /** The journal; empty if there is none. */
    public String journal() {
        return field("journal");
    }

    /** The proceedings or the book; empty if there is none. */
    public String booktitle() {
        return field("booktitle");
    }

    /** The volume; empty if there is none. */
    public String volume() {
        return field("volume");
    }

    /** The number of the issue; empty if there is none. */
    public String number() {
        return field("number");
    }

    /** First and last page with an en dash; empty if there are none. */
    public String pages() {
        return field("pages");
    }

    /** The DOI without an address before it; empty if there is none. */
    public String doi() {
        return field("doi");
    }

    /** The number without {@code arXiv:}; empty if it is not there. */
    public String arXiv() {
        return field("archiveprefix").equalsIgnoreCase("arXiv") ? field("eprint") : "";
    }

    /** The theorem, equation or section that is meant; empty for the paper as a whole. */
    public String where() {
        return field(NOTE);
    }

    /** Any other field, for example {@code publisher}; empty if there is none. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Authors and year, for example {@code Hastie et al. (2022)}. */
    public String label() {
        return AuthorNames.label(names) + (field("year").isEmpty() ? "" : " (" + field("year") + ")");
    }

    /** One line of prose. */
    public String line() {
        return line(title());
    }

    /** Where it can be read: its DOI, else arXiv, else the address that the bibliography has. */
    public Optional<String> link() {
        if (!doi().isEmpty()) {
            return Optional.of("https://doi.org/" + Identifiers.escaped(doi()));
        }
        if (!arXiv().isEmpty()) {
            return Optional.of("https://arxiv.org/abs/" + arXiv());
        }
        return field("url").isEmpty() ? Optional.empty() : Optional.of(Identifiers.escaped(field("url")));
    }

    /** The line with a link on the title, in Markdown. */
    public String markdown() {
        return line(link().map(url -> "[" + title() + "](" + url + ")").orElse(title()));
    }

    /** The entry for a bibliography; {@code note} says where in the paper. */
    public String bibtex() {
        StringBuilder entry = new StringBuilder("@" + kind() + "{" + key());
        append(entry, "author", AuthorNames.bibtex(names));
        fields.forEach((name, text) -> append(entry, name, value(name, text)));
        return entry.append("\n}").toString();
    }

    private static void append(StringBuilder entry, String name, String value) {
        entry.append(",\n  ").append(name).append(" = {").append(value).append('}');
    }

    private static String value(String name, String text) {
        return switch (name) {
            case "title" -> "{" + Latex.fromUnicode(text) + "}";
            case "pages" -> text.replace("–", "--");
            case "doi", "url", "eprint" -> text;
            default -> Latex.fromUnicode(text);
        };
    }

    @Override
    public MimeBundle mime() {
        return MimeBundle.text(line()).with(MimeBundle.MARKDOWN, markdown());
    }

    @Override
    public String toString() {
        return line();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Paper paper
                && paper.kind().equals(kind())
                && paper.key().equals(key())
                && paper.names.equals(names)
                && paper.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind(), key(), names, fields);
    }

    private String kind() {
        if (!kind.isEmpty()) {
            return kind;
        }
        if (!journal().isEmpty()) {
            return "article";
        }
        return booktitle().isEmpty() ? "misc" : "inproceedings";
    }

    private String line(String shownTitle) {
        String people = String.join(", ", authors()).replaceAll(", others$", " et al.");
        String year = field("year").isEmpty() ? "" : " (" + field("year") + ")";
        String venue = Stream.of("journal", "booktitle", "howpublished", "publisher")
                .map(this::field)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String series = field("series").isEmpty() ? "" : ", " + field("series");
        String issue = volume() + (number().isEmpty() ? "" : "(" + number() + ")");
        String arXiv = arXiv().isEmpty() ? "" : "arXiv:" + arXiv();
        return Stream.of(people + year, shownTitle, (venue + series + " " + issue).strip(), pages(), arXiv, where())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private Paper with(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        if (text.isBlank()) {
            more.remove(name.toLowerCase(Locale.ROOT));
        } else {
            more.put(name.toLowerCase(Locale.ROOT), text.strip());
        }
        return new Paper(kind, key, names, more);
    }
}
