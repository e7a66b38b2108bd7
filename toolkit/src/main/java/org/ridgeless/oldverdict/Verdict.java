package org.ridgeless.oldverdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/** What a theory comes to when it meets an experiment: a list of checks that shows itself as a table. */
public final class Verdict implements Displayable {
    private final String title;
    private final List<Check> checks;
    private final boolean partial;

    private Verdict(String title, List<Check> checks, boolean partial) {
        this.title = title;
        this.checks = List.copyOf(checks);
        this.partial = partial;
    }

    public static Verdict of(String title, Check... checks) {
        return new Verdict(title, Arrays.asList(checks), false);
    }

    public static Verdict of(String title, List<Check> checks) {
        return new Verdict(title, checks, false);
    }

    public String title() {
        return title;
    }

    public List<Check> checks() {
        return checks;
    }

    /** This verdict with one more check. */
    public Verdict and(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new Verdict(title, more, partial);
    }

    /** This verdict marked as that of an interrupted run: it cannot pass any more. */
    public Verdict partial() {
        return new Verdict(title, checks, true);
    }

    public boolean isPartial() {
        return partial;
    }

    /** The worst outcome of the checks; without any check, or after an interruption, there is nothing to pass. */
    public Outcome outcome() {
        Outcome start = partial || checks.isEmpty() ? Outcome.INCONCLUSIVE : Outcome.PASS;
        return checks.stream().map(Check::outcome).reduce(start, Outcome::and);
    }

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
}
