package org.ridgeless.study;

import java.net.URL;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/**
 * What a study is about: its claim, the formulas and where they are valid, the assumptions, the papers. Immutable.
 *
 * <p>The card of an experiment is a Markdown file beside its class, {@code momentum-edge.md} for {@code MomentumEdge}. A study
 * written in a cell makes its own:
 *
 * {@snippet file="StudyTest.java" region="card"}
 */
public final class Card implements Displayable {
    /** The parts of a card; those that hold one text have a list of at most one. */
    enum Part {
        ENTRY,
        THEMES,
        COST,
        SLIDER,
        TITLE,
        CLAIM,
        FORMULAS,
        ASSUMPTIONS,
        REMARKS
    }

    /** Experiments ask for their card whenever they are shown; the files do not change while the class is loaded. */
    private static final ClassValue<Card> READ = new ClassValue<>() {
        @Override
        protected Card computeValue(Class<?> type) {
            return beside(type);
        }
    };

    private final String name;
    private final Map<Part, List<String>> parts;
    private final List<Paper> papers;
    private final Bibliography bibliography;

    private Card(String name, Map<Part, List<String>> parts, List<Paper> papers, Bibliography bibliography) {
        this.name = name;
        this.parts = parts;
        this.papers = List.copyOf(papers);
        this.bibliography = bibliography;
    }

    /**
     * The card in the file beside the class: {@code momentum-edge.md} for {@code MomentumEdge}. Its papers are those of
     * {@code papers.bib} beside it, or the toolkit's where there is no such file.
     *
     * @param type class beside whose file the card stands
     * @return the card, read once for each class
     * @throws IllegalArgumentException if there is no such file, its front matter or a section is malformed, title, claim or
     *     papers are missing, or a paper is not in the bibliography; the message has the file and what is accepted
     */
    public static Card of(Class<?> type) {
        return READ.get(type);
    }

    private static Card beside(Class<?> type) {
        String name = CardNames.of(type);
        String file = name + ".md";
        URL resource = type.getResource(file);
        if (resource == null) {
            throw new IllegalArgumentException("no card: the resource " + file + " is not beside " + type.getName());
        }
        return parse(name, Bibliography.text(resource), Bibliography.beside(type));
    }

    static Card parse(String name, String markdown, Bibliography bibliography) {
        try {
            CardFile file = new CardFile(markdown);
            Card card = new Card(name, file.parts(), List.of(), bibliography);
            for (Citations.Citation citation : file.papers()) {
                card = card.cites(citation.key(), citation.where());
            }
            if (card.papers.isEmpty()) {
                throw new IllegalArgumentException("no paper; an experiment names at least one under ## Papers");
            }
            return card.checked();
        } catch (IllegalArgumentException malformed) {
            String message = malformed.getMessage();
            throw new IllegalArgumentException(
                    message.startsWith("the card ") ? message : "the card " + name + ": " + message, malformed);
        }
    }

    /**
     * A card without a file.
     *
     * @param name by which people ask for the study: lower case words joined by hyphens
     * @return a card without title or claim, with the toolkit's bibliography
     * @throws IllegalArgumentException if the name is not made of such words
     */
    public static Card named(String name) {
        return new Card(CardNames.require("name", name), Map.of(), List.of(), Bibliography.ofToolkit());
    }

    /**
     * The number under which the phenomenon is listed, for example {@code B01}.
     *
     * @param number of the entry
     * @return the card with it
     */
    public Card entry(String number) {
        return set(Part.ENTRY, number);
    }

    /**
     * A tag, for example {@code random-matrices}; a card may have several.
     *
     * @param tag lower case words joined by hyphens
     * @return the card with it
     * @throws IllegalArgumentException if the tag is not, or the card has it
     */
    public Card theme(String tag) {
        return more(Part.THEMES, CardNames.theme(tag, themes()));
    }

    /**
     * The heading of the card.
     *
     * @param text one line of Markdown
     * @return the card with it
     */
    public Card title(String text) {
        return set(Part.TITLE, text);
    }

    /**
     * What is claimed, in one or two sentences of Markdown.
     *
     * @param text may cite papers, as in {@code [@edelman1988eigenvalues]}
     * @return the card with it
     */
    public Card claim(String text) {
        return set(Part.CLAIM, text);
    }

    /**
     * How long the teaching and the paper size take on two cores.
     *
     * @param teaching for example {@code 20 s}
     * @param paper for example {@code 1 h}
     * @return the card with them
     */
    public Card cost(String teaching, String paper) {
        return set(Part.COST, teaching + " / " + paper);
    }

    /**
     * A formula in LaTeX, without dollars, and where it is valid.
     *
     * @param latex without dollars
     * @param valid the range of parameters or the limit, in Markdown
     * @return the card with one formula more
     */
    public Card formula(String latex, String valid) {
        return more(Part.FORMULAS, CardFile.formula(latex, valid));
    }

    /**
     * One assumption of the theorem.
     *
     * @param text one line of Markdown
     * @return the card with one assumption more
     */
    public Card assumes(String text) {
        return more(Part.ASSUMPTIONS, text);
    }

    /**
     * A pitfall, a correction of the source, or a pointer, in Markdown.
     *
     * @param text Markdown
     * @return the card with one remark more
     */
    public Card remark(String text) {
        return more(Part.REMARKS, text);
    }

    /**
     * A paper of the bibliography (the toolkit's, for a card without a file) and the theorem, equation or section in it.
     *
     * @param key as in the bibliography
     * @param where for example {@code Theorem 6.1}; empty for the paper as a whole
     * @return the card with one paper more
     * @throws IllegalArgumentException if the key is not there, naming near ones, or the card has the paper already
     */
    public Card cites(String key, String where) {
        Paper paper = bibliography.paper(key);
        return paper(where.isBlank() ? paper : paper.at(where));
    }

    /**
     * A paper that need not be in the bibliography.
     *
     * @param paper made by {@link Paper#by} or taken from a bibliography
     * @return the card with one paper more
     * @throws IllegalArgumentException if the card has the paper already
     */
    public Card paper(Paper paper) {
        if (papers.stream().anyMatch(known -> known.key().equals(paper.key()))) {
            throw new IllegalArgumentException(
                    "the paper " + paper.key() + " is listed twice; name both places in one line");
        }
        List<Paper> all = new ArrayList<>(papers);
        all.add(paper);
        return new Card(name, parts, all, bibliography);
    }

    /**
     * This card, if it has what every study needs.
     *
     * @throws IllegalArgumentException if title or claim are missing, or a text cites a paper that is neither on the card nor in the
     *     bibliography
     */
    public Card checked() {
        for (Part needed : List.of(Part.TITLE, Part.CLAIM)) {
            if (get(needed).isBlank()) {
                throw new IllegalArgumentException(
                        "the card " + name + ": no " + needed.name().toLowerCase(Locale.ROOT));
            }
        }
        papers();
        return this;
    }

    /** The name by which people ask for the study. */
    public String name() {
        return name;
    }

    /** The number under which the phenomenon is listed; empty if none was given. */
    public String entry() {
        return get(Part.ENTRY);
    }

    /** Tags, for example {@code margins}. */
    public List<String> themes() {
        return all(Part.THEMES);
    }

    /** The heading; empty if none was given. */
    public String title() {
        return get(Part.TITLE);
    }

    /** The claim in Markdown, its citations resolved. */
    public String claim() {
        return resolved(get(Part.CLAIM));
    }

    /** How long teaching and paper size take, as {@code 20 s / 1 h}; empty if it was not given. */
    public String cost() {
        return get(Part.COST);
    }

    /** The option that a reader of the gallery moves, and the values at which it is shown; empty if there is none. */
    public String slider() {
        return get(Part.SLIDER);
    }

    /** Each formula with the range in which it is valid, in Markdown. */
    public List<String> formulas() {
        return resolved(all(Part.FORMULAS));
    }

    /** The assumptions in Markdown, their citations resolved. */
    public List<String> assumptions() {
        return resolved(all(Part.ASSUMPTIONS));
    }

    /** Pitfalls, corrections of the source and pointers, in Markdown. */
    public List<String> remarks() {
        return resolved(all(Part.REMARKS));
    }

    /** The papers listed, and then those that only a text cites; no paper twice. */
    public List<Paper> papers() {
        Map<String, Paper> all = new LinkedHashMap<>();
        papers.forEach(paper -> all.put(paper.key(), paper));
        for (List<String> texts : parts.values()) {
            for (Citations.Citation citation : Citations.in(String.join("\n", texts))) {
                all.computeIfAbsent(citation.key(), this::find);
            }
        }
        return List.copyOf(all.values());
    }

    /** The claim with formulas, assumptions, remarks and papers, in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + title() + "\n\n" + claim() + "\n");
        formulas().forEach(formula -> text.append('\n').append(formula).append('\n'));
        text.append(section("Assumptions", assumptions(), Function.identity()));
        remarks().forEach(remark -> text.append('\n').append(remark).append('\n'));
        return text.append(section("Papers", papers(), Paper::markdown)).toString();
    }

    /** The papers as BibTeX. */
    public String bibtex() {
        return papers().stream().map(Paper::bibtex).collect(Collectors.joining("\n\n"));
    }

    @Override
    public MimeBundle mime() {
        return MimeBundle.text(markdown()).with(MimeBundle.MARKDOWN, markdown());
    }

    @Override
    public String toString() {
        return markdown();
    }

    private static <T> String section(String heading, List<T> items, Function<T, String> line) {
        return items.isEmpty()
                ? ""
                : items.stream()
                        .map(item -> "* " + line.apply(item) + "\n")
                        .collect(Collectors.joining("", "\n**" + heading + "**\n\n", ""));
    }

    private Paper find(String key) {
        return papers.stream()
                .filter(paper -> paper.key().equals(key))
                .findFirst()
                .orElseGet(() -> bibliography.paper(key));
    }

    private String resolved(String text) {
        return Citations.resolved(text, this::find);
    }

    private List<String> resolved(List<String> texts) {
        return texts.stream().map(this::resolved).toList();
    }

    private String get(Part part) {
        return String.join("\n\n", all(part));
    }

    private List<String> all(Part part) {
        return parts.getOrDefault(part, List.of());
    }

    private Card set(Part part, String text) {
        return with(part, List.of(text));
    }

    private Card more(Part part, String text) {
        List<String> texts = new ArrayList<>(all(part));
        texts.add(text);
        return with(part, List.copyOf(texts));
    }

    private Card with(Part part, List<String> texts) {
        texts.forEach(Citations::in);
        Map<Part, List<String>> changed = new EnumMap<>(Part.class);
        changed.putAll(parts);
        changed.put(part, texts);
        return new Card(name, changed, papers, bibliography);
    }
}
