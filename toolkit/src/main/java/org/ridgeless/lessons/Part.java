package org.ridgeless.lessons;

/**
 * What a check says to one part of an exercise.
 *
 * @param name what the part is called
 * @param isRight whether it is solved
 * @param finding what is wrong; empty if nothing is
 * @param hint what to look at next; empty if it is solved
 */
public record Part(String name, boolean isRight, String finding, String hint) {

    /**
     * A part that is solved.
     *
     * @param name what the part is called
     * @return the part
     */
    public static Part right(String name) {
        return new Part(name, true, "", "");
    }

    /**
     * A part that is not solved yet.
     *
     * @param name what the part is called
     * @param finding what is wrong
     * @param hint what to look at next
     * @return the part
     */
    public static Part wrong(String name, String finding, String hint) {
        return new Part(name, false, finding, hint);
    }

    /**
     * A part that asks for a property: solved if it holds.
     *
     * @param name the property, as the end of "it is not true that …"
     * @param fulfilled whether it holds
     * @param hint what to look at next if it does not
     * @return the part
     */
    public static Part holds(String name, boolean fulfilled, String hint) {
        return fulfilled ? right(name) : wrong(name, "it is not true that " + name, hint);
    }
}
