package org.ridgeless.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/**
 * What a theory comes to when it meets an experiment.
 *
 * <p>PASS: it was shown, at a family-wise error of 1 %, that every quantity lies where the theory says, within the stated
 * tolerance, and that each named wrong theory does not hold. FAIL: some quantity was shown to lie elsewhere. INCONCLUSIVE:
 * neither was shown. This is a test of equivalence (D. Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987) 657–680): noise never
 * helps a claim.
 *
 * <p>With k confidence intervals in the checks each has the level 1 − 0.01/k. Immutable.
 *
 * {@snippet file="VerdictTest.java" region="claim"}
 */
public final class Verdict implements Displayable {
    private static final double FAMILY_ERROR = 0.01;

    private final String title;
    private final List<Check> checks;
    private final boolean rivalDemanded;
    private final String missing;
    private final List<Judgement> judgements;

    private Verdict(String title, List<Check> checks, boolean rivalDemanded, String missing) {
        this.title = title;
        this.checks = List.copyOf(checks);
        this.rivalDemanded = rivalDemanded;
        this.missing = missing;
        double level = level();
        this.judgements = checks.stream().map(check -> check.judge(level)).toList();
    }

    /**
     * The verdict on some checks, whose intervals hold together.
     *
     * @param title of the study
     * @param checks in the order in which they are shown
     * @return the verdict
     */
    public static Verdict of(String title, Check... checks) {
        return of(title, Arrays.asList(checks));
    }

    /**
     * The verdict on some checks, whose intervals hold together.
     *
     * @param title of the study
     * @param checks in the order in which they are shown
     * @return the verdict
     */
    public static Verdict of(String title, List<Check> checks) {
        return new Verdict(title, checks, false, "");
    }

    /**
     * This verdict with one more check; the level of all intervals rises.
     *
     * @param check the further check
     * @return a verdict on all of them
     */
    public Verdict and(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new Verdict(title, more, rivalDemanded, missing);
    }

    /** This verdict for a study, which passes only if it names a wrong theory and excludes it. */
    public Verdict demandingRival() {
        return new Verdict(title, checks, true, missing);
    }

    /**
     * This verdict of a study of which something is missing, for example after an interruption; it cannot pass.
     *
     * @param reason what is missing, in words
     * @return the verdict, INCONCLUSIVE at best
     */
    public Verdict partial(String reason) {
        return new Verdict(title, checks, rivalDemanded, reason);
    }

    /** The title of the study. */
    public String title() {
        return title;
    }

    /** The checks, in the order in which they are shown. */
    public List<Check> checks() {
        return checks;
    }

    /** What each check came to, in order. */
    public List<Judgement> judgements() {
        return judgements;
    }

    /** The level of each confidence interval: together they err in at most one study of a hundred. */
    public double level() {
        int intervals = checks.stream().mapToInt(Check::intervals).sum();
        return 1 - FAMILY_ERROR / Math.max(1, intervals);
    }

    /** For each rival of the study the clearest exclusion among the checks that name it. */
    public List<Exclusion> rivals() {
        Map<String, Exclusion> clearest = new LinkedHashMap<>();
        judgements.stream()
                .flatMap(judgement -> judgement.exclusions().stream())
                .forEach(exclusion -> clearest.merge(exclusion.rival(), exclusion, Verdict::clearer));
        return List.copyOf(clearest.values());
    }

    /** Whether something is missing, for example after an interruption. */
    public boolean isPartial() {
        return !missing.isEmpty();
    }

    /** FAIL if any check fails; PASS if all pass, nothing is missing and every rival is excluded. */
    public Outcome outcome() {
        Outcome worst = judgements.stream().map(Judgement::outcome).reduce(Outcome.PASS, Outcome::and);
        return worst == Outcome.PASS && !reason().isEmpty() ? Outcome.INCONCLUSIVE : worst;
    }

    /** Why the whole cannot pass although no check stands against it; empty where there is no such reason. */
    public String reason() {
        if (isPartial()) {
            return missing;
        }
        if (checks.isEmpty()) {
            return "there is no check";
        }
        List<Exclusion> rivals = rivals();
        if (rivals.isEmpty()) {
            return rivalDemanded ? "no rival is named, so that a wrong theory might pass as well" : "";
        }
        return rivals.stream()
                .filter(exclusion -> !exclusion.excluded())
                .findFirst()
                .map(exclusion -> "the rival \"" + exclusion.rival() + "\" is not excluded")
                .orElse("");
    }

    /** Whether the outcome is PASS. */
    public boolean passed() {
        return outcome() == Outcome.PASS;
    }

    @Override
    public MimeBundle mime() {
        return MimeBundle.text(toString()).with(MimeBundle.HTML, VerdictHtml.render(this));
    }

    @Override
    public String toString() {
        return VerdictText.render(this);
    }

    private static Exclusion clearer(Exclusion a, Exclusion b) {
        if (a.excluded() != b.excluded()) {
            return a.excluded() ? a : b;
        }
        return b.standardErrors() > a.standardErrors() ? b : a;
    }
}
