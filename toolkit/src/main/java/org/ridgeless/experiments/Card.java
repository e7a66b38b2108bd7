package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/**
 * What an experiment is about: its name, its claim, the formula, the assumptions, the papers. Immutable.
 *
 * <pre>{@code
 * Card.named("condition-number").entry("B01").title("Double descent in the condition number")
 *     .claim("The condition number of a random n × d matrix peaks at d = n.")
 *     .formula("\\kappa \\to \\frac{1+\\sqrt\\gamma}{|1-\\sqrt\\gamma|}", "γ = d/n ≠ 1, n → ∞")
 *     .assumes("independent standard Gaussian entries").paper(Paper.by(…)).cost("2 s", "60 s")
 * }</pre>
 */
public final class Card implements Displayable {
    private final String name;
    private final String entry;
    private final String title;
    private final String claim;
    private final String cost;
    private final List<String> formulas;
    private final List<String> assumptions;
    private final List<String> remarks;
    private final List<Paper> papers;

    private Card(
            List<String> words,
            List<String> formulas,
            List<String> assumptions,
            List<String> remarks,
            List<Paper> papers) {
        this.name = words.get(0);
        this.entry = words.get(1);
        this.title = words.get(2);
        this.claim = words.get(3);
        this.cost = words.get(4);
        this.formulas = formulas;
        this.assumptions = assumptions;
        this.remarks = remarks;
        this.papers = papers;
    }

    /** The name by which people ask for the experiment: lower case words joined by hyphens. */
    public static Card named(String name) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a name is made of lower case words joined by hyphens, got " + name);
        }
        return new Card(List.of(name, "", "", "", ""), List.of(), List.of(), List.of(), List.of());
    }

    /** The number under which the phenomenon is listed, for example {@code B01}. */
    public Card entry(String number) {
        return words(1, number);
    }

    public Card title(String text) {
        return words(2, text);
    }

    /** What is claimed, in one or two sentences. */
    public Card claim(String text) {
        return words(3, text);
    }

    /** How long the teaching and the paper size take on two cores. */
    public Card cost(String teaching, String paper) {
        return words(4, teaching + " / " + paper);
    }

    /** A formula in LaTeX and where it is valid. */
    public Card formula(String latex, String valid) {
        return new Card(words(), more(formulas, "$$" + latex + "$$\n" + valid), assumptions, remarks, papers);
    }

    /** One assumption of the theorem. */
    public Card assumes(String text) {
        return new Card(words(), formulas, more(assumptions, text), remarks, papers);
    }

    /** A pitfall, a correction of the source, or a pointer, in Markdown. */
    public Card remark(String text) {
        return new Card(words(), formulas, assumptions, more(remarks, text), papers);
    }

    public Card paper(Paper paper) {
        List<Paper> all = new ArrayList<>(papers);
        all.add(paper);
        return new Card(words(), formulas, assumptions, remarks, List.copyOf(all));
    }

    public String name() {
        return name;
    }

    public String entry() {
        return entry;
    }

    public String title() {
        return title;
    }

    public String claim() {
        return claim;
    }

    public String cost() {
        return cost;
    }

    public List<Paper> papers() {
        return papers;
    }

    /** Each formula with the range in which it is valid, in Markdown. */
    public List<String> formulas() {
        return formulas;
    }

    public List<String> assumptions() {
        return assumptions;
    }

    /** Pitfalls, corrections of the source and pointers, in Markdown. */
    public List<String> remarks() {
        return remarks;
    }

    /** The claim with formula, assumptions and papers, in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n" + claim + "\n");
        formulas.forEach(formula -> text.append('\n').append(formula).append('\n'));
        if (!assumptions.isEmpty()) {
            text.append("\n**Assumptions**\n\n").append(bullets(assumptions));
        }
        remarks.forEach(remark -> text.append('\n').append(remark).append('\n'));
        List<String> lines = papers.stream().map(Paper::line).toList();
        return text.append("\n**Papers**\n\n").append(bullets(lines)).toString();
    }

    /** The papers as BibTeX. */
    public String bibtex() {
        return papers.stream().map(Paper::bibtex).collect(Collectors.joining("\n\n"));
    }

    @Override
    public MimeBundle mime() {
        return MimeBundle.text(markdown()).with(MimeBundle.MARKDOWN, markdown());
    }

    @Override
    public String toString() {
        return markdown();
    }

    private List<String> words() {
        return List.of(name, entry, title, claim, cost);
    }

    private Card words(int place, String text) {
        String[] words = words().toArray(new String[0]);
        words[place] = text;
        return new Card(Arrays.asList(words), formulas, assumptions, remarks, papers);
    }

    private static List<String> more(List<String> list, String text) {
        List<String> all = new ArrayList<>(list);
        all.add(text);
        return List.copyOf(all);
    }

    private static String bullets(List<String> lines) {
        return lines.stream().map(line -> "* " + line + "\n").collect(Collectors.joining());
    }
}
