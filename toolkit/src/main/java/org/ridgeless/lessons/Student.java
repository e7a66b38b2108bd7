package org.ridgeless.lessons;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ridgeless.random.Seeds;

/**
 * Whose lab it is. The name decides the data and the numbers of a lab, so that answers copied from somebody else are wrong.
 *
 * <p>In nbgrader a submission runs in the folder {@code autograded/STUDENT/LAB}; there {@link #isOwner} compares, so that
 * somebody else's answers under somebody else's name bring no points either.
 */
public final class Student {
    private static final List<String> GRADED = List.of("autograded", "submitted");

    private final String name;

    private Student(String name) {
        this.name = name;
    }

    /**
     * The student of a name or number.
     *
     * @param name not empty; capitals and blanks at the ends do not count
     * @return the student
     * @throws WrongAnswer if there is no name yet
     */
    public static Student of(String name) {
        String normal =
                Objects.requireNonNull(name, "a student has a name").strip().toLowerCase(Locale.ROOT);
        if (normal.isEmpty()) {
            throw new WrongAnswer(
                    "there is no name yet", "Put your name or number between the quotes of the first cell.");
        }
        return new Student(normal);
    }

    /** What all that is random in this student's copy of a lab is drawn from. */
    Seeds seeds(String lab) {
        return Seeds.of(1).child(lab).child(name);
    }

    /** A whole number of the student's own, from low to high. */
    int number(String lab, String of, int low, int high) {
        return low + seeds(lab).child(of).stream().nextInt(high - low + 1);
    }

    /**
     * Whether a submission in this folder is the student's: true outside of nbgrader's folders of submissions.
     *
     * @param folder where the notebook runs
     * @return whether the tasks of this folder are the student's
     */
    public boolean isOwner(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        for (int i = 0; i + 1 < path.getNameCount(); i++) {
            if (GRADED.contains(path.getName(i).toString())) {
                return path.getName(i + 1).toString().toLowerCase(Locale.ROOT).equals(name);
            }
        }
        return true;
    }

    /** Stops a check if a submission is somebody else's. */
    void requireOwner() {
        if (!isOwner(Path.of(""))) {
            throw new WrongAnswer(
                    "this lab carries the name " + name + ", under which it was not handed in", "Do your own lab.");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
