package org.ridgeless.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExerciseTest {

    private static final Exercise EXERCISE = Exercise.hint("Take the logarithm first.");

    @Test
    void aRightAnswerIsSolved() {
        assertThat(EXERCISE.near(1.001, 1, 0.01)).isEqualTo("Solved.");
        assertThat(EXERCISE.holds(true, "the slope is negative")).isEqualTo("Solved: the slope is negative.");
    }

    @Test
    void aWrongAnswerBringsUpTheHintAndNoStackTrace() {
        assertThatThrownBy(() -> EXERCISE.near(1.5, 1, 0.01))
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("Not yet: 1.5 is too large. Hint: Take the logarithm first.")
                .extracting(Throwable::getStackTrace)
                .isEqualTo(new StackTraceElement[0]);
        assertThatThrownBy(() -> EXERCISE.holds(false, "the slope is negative"))
                .hasMessageContaining("it should be true that the slope is negative");
    }

    @Test
    void aWrongAnswerIsNotToldTheRightOne() {
        assertThatThrownBy(() -> EXERCISE.near(15, 15_360, 0))
                .hasMessageContaining("15.0 is too small")
                .hasMessageNotContaining("15360");
    }

    @Test
    void noNumberIsNoAnswer() {
        assertThatThrownBy(() -> EXERCISE.near(1, Double.NaN, 5)).hasMessageContaining("no number yet");
        assertThatThrownBy(() -> EXERCISE.near(Double.NaN, 1, Double.POSITIVE_INFINITY))
                .isInstanceOf(WrongAnswer.class);
        assertThatThrownBy(() -> EXERCISE.near(Double.POSITIVE_INFINITY, 1, 5)).isInstanceOf(WrongAnswer.class);
    }

    @Test
    void aToleranceIsNeverNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXERCISE.near(1, 1, -1))
                .withMessageContaining("-1.0");
    }
}
