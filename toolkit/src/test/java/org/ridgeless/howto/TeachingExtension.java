package org.ridgeless.howto;

// code: extension
import java.util.List;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.spectra.MarchenkoPastur;

/** A magic that shows the edges of the Marchenko–Pastur law, and a renderer for them. */
public final class TeachingExtension implements KernelExtension {
    /** What the magic shows; a library that has such a type need not know of any kernel. */
    public record Edges(double low, double high) {}

    @Override
    public void install(KernelSession session) {
        session.magics().registerLineMagic("edges", arguments -> {
            session.display(edges(arguments));
            return null;
        });
        session.renderer()
                .createRegistration(Edges.class)
                .preferring("text/html")
                .register((edges, context) -> context.getOutputContainer()
                        .putData("text/html", "[" + edges.low() + ", " + edges.high() + "]"));
    }

    private static Edges edges(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("%edges takes the ratio d/n, got " + arguments);
        }
        MarchenkoPastur law = MarchenkoPastur.ofRatio(Double.parseDouble(arguments.get(0)));
        return new Edges(law.leftEdge(), law.rightEdge());
    }
}
// end
