package org.ridgeless.howto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.magics.StandardShell;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Result;
import org.ridgeless.study.Size;
import org.ridgeless.verdict.Outcome;

/** What docs/how-to leads to works. */
class HowToTest {
    @Test
    void theExperimentRunsIsFoundAndExplainsItself() {
        SignalPropagation study = SignalPropagation.study().size(Size.TINY);
        assertThat(study.run().verdict().toString()).contains("weights of variance 2/fan-in");
        assertThat(study.explain().toString()).contains("keep the second moment");
        assertThat(study.cite().toString()).contains("Delving Deep into Rectifiers");
        assertThat(Gallery.of(study).find("signal-propagation")).isNotNull();
        assertThatThrownBy(() -> study.networks(1)).hasMessageContaining("networks");
    }

    @Test
    @Tag("slow")
    void theExperimentPassesAtTeachingSize() {
        Result result = SignalPropagation.study().run();
        assertThat(result.verdict().outcome()).as(result.verdict().toString()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aLayerMadeOfOthersIsALayer() {
        Net net = Nets.chain(
                Dense.of(3, 6, Activations.TANH),
                Bottleneck.of(6, 2, Activations.TANH),
                Dense.of(6, 1, Activations.LINEAR));
        assertThat(net.parameterCount()).isEqualTo(3 * 6 + 2 * 6 * 2 + 6);
        assertThat(net.toString()).contains("bottleneck 6→2→6 tanh");
        assertThatThrownBy(() -> Bottleneck.of(3, 4, Activations.TANH)).hasMessageContaining("1 to 3 units, got 4");
    }

    @Test
    void piecesOfOneLineEach() {
        // code: pieces
        Activation swish = Activations.of("swish", z -> z.sigmoid().times(z));
        Loss savage = Loss.margin("Savage", m -> m.sigmoid().minus(1).square());
        Net net = Nets.of(swish, 3, 5, 1).seed(2);
        // end
        assertThat(savage.value(new double[] {0}, new double[] {1}, 1, 1)).isEqualTo(0.25);
        assertThat(swish.value(1)).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-15));
        assertThat(net.applyAll(Data.separable(4, 3).gap(0.3).seed(1).inputs())).hasDimensions(4, 1);
    }

    @Test
    void theExtensionAddsItsMagicAndItsRenderer() {
        try (JavaShell shell = JavaShell.start(StandardShell.options())) {
            new TeachingExtension().install(shell.session());
            Shown shown = new Shown();
            shell.evaluate("%edges 0.25", shown);
            assertThat(shown.last.data().get("text/html").getAsString()).isEqualTo("[0.25, 2.25]");
            assertThat(shell.evaluate("%edges", shown).error().orElseThrow().message())
                    .contains("%edges takes the ratio d/n, got []");
        }
    }

    /** What a cell shows last. */
    private static final class Shown implements CellOutput {
        private MimeBundle last;

        @Override
        public void text(Stream stream, String text) {}

        @Override
        public void display(MimeBundle bundle) {
            last = bundle;
        }

        @Override
        public void updateDisplay(MimeBundle bundle) {}

        @Override
        public void clear(boolean wait) {}

        @Override
        public String readLine(String prompt, boolean password) {
            throw new IllegalStateException("nobody answers");
        }
    }
}
