package org.ridgeless.spectra;

/** The convex hull of all that a law carries, bulks and atoms. */
final class Ends {
    private Ends() {}

    static double low(SpectralLaw law) {
        double low = law.atoms().isEmpty()
                ? Double.POSITIVE_INFINITY
                : law.atoms().get(0).at();
        return law.support().isEmpty()
                ? low
                : Math.min(low, law.support().get(0).low());
    }

    static double high(SpectralLaw law) {
        double high = law.atoms().isEmpty()
                ? Double.NEGATIVE_INFINITY
                : law.atoms().get(law.atoms().size() - 1).at();
        return law.support().isEmpty()
                ? high
                : Math.max(high, law.support().get(law.support().size() - 1).high());
    }
}
