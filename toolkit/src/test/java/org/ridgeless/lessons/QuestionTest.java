package org.ridgeless.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuestionTest {

    private static Question slope() {
        return Question.of("slope", 2.5)
                .route("That is the margin.", 0.4)
                .route("A slope of this size is too steep.", a -> a[0] > 100)
                .hint("Think of log t.");
    }

    @Test
    void aRightAnswerIsRightToOneInAMillion() {
        assertThat(slope().judge(2.5 * (1 + 9e-7)).isRight()).isTrue();
        assertThat(slope().judge(2.5 * (1 + 2e-6)).isRight()).isFalse();
    }

    @Test
    void theScaleOfAnAnswerDoesNotMatter() {
        for (double scale : new double[] {1e-200, 1, 1e200}) {
            Question question = Question.of("x", 3 * scale, 0);
            assertThat(question.judge(3 * scale, 1e-7 * scale).isRight()).isTrue();
            assertThat(question.judge(3 * scale, 1e-5 * scale).isRight()).isFalse();
        }
    }

    @Test
    void eachWrongRouteHasItsHint() {
        assertThat(slope().judge(0.4).hint()).isEqualTo("That is the margin.");
        assertThat(slope().judge(Double.POSITIVE_INFINITY).hint()).isEqualTo("A slope of this size is too steep.");
        assertThat(slope().judge(1).hint()).isEqualTo("Think of log t.");
    }

    @Test
    void aWrongAnswerIsNotToldTheRightOne() {
        for (double answer : new double[] {0.4, 1, 1e6, Double.NaN}) {
            assertThat(slope().judge(answer).toString()).doesNotContain("2.5");
        }
    }

    @Test
    void noNumberIsNoAnswer() {
        assertThat(slope().judge(Double.NaN))
                .isEqualTo(Part.wrong("slope", "there is no number for \"slope\" yet", "Think of log t."));
    }

    @Test
    void anExerciseOfWhichNothingIsSolvedStopsWithAHintAndNoStackTrace() {
        assertThatThrownBy(() -> Score.of(slope().judge(0.4), slope().judge(1)))
                .isInstanceOf(WrongAnswer.class)
                .hasMessage("Not yet: \"slope\" is not right. Hint: That is the margin.")
                .extracting(Throwable::getStackTrace)
                .isEqualTo(new StackTraceElement[0]);
    }

    @Test
    void whatIsSolvedCounts() {
        Score half = Score.of(Part.right("a"), slope().judge(1));
        assertThat(half.share()).isEqualTo(0.5);
        assertThat(half.points(3)).isCloseTo(1.5, within(1e-15));
        assertThat(half).hasToString("0.50 of 1. Not yet: \"slope\" is not right. Hint: Think of log t.");
        Score whole = Score.of(Part.right("a"), slope().judge(2.5));
        assertThat(whole.share()).isEqualTo(1);
        assertThat(whole.mime().data()).containsEntry("text/plain", "1 of 1: solved.");
    }

    @Test
    void aPropertyIsAPart() {
        assertThat(Part.holds("the margin grows", true, "Mind the label.").isRight())
                .isTrue();
        assertThat(Part.holds("the margin grows", false, "Mind the label.").finding())
                .isEqualTo("it is not true that the margin grows");
    }

    @Test
    void aQuestionNeedsAFiniteAnswer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Question.of("x", Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> Question.of("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slope().judge(1, 2))
                .withMessageContaining("got 2");
        assertThatIllegalArgumentException().isThrownBy(() -> slope().route("?", 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slope().within(-1))
                .withMessageContaining("-1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Score.of(Part.right("a")).points(0))
                .withMessageContaining("0.0");
        assertThatIllegalArgumentException().isThrownBy(Score::of);
    }
}
