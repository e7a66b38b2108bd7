package io.github.spencerpark.ijava.runtime;

import java.util.List;
import org.ridgeless.kernel.magics.MagicFunctions;

/** Calls magics by their names. */
public final class Magics {

    private Magics() {}

    public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
        return MagicFunctions.lineMagic(name, arguments);
    }

    public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
        return MagicFunctions.cellMagic(name, arguments, body);
    }
}
