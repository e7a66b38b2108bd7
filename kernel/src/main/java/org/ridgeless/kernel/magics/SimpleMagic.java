package org.ridgeless.kernel.magics;

import java.util.List;
import org.ridgeless.kernel.extension.KernelSession;

/** A magic put together from its parts. */
record SimpleMagic(List<String> names, Place place, String help, Action action) implements Magic {
    /** What the magic does. */
    interface Action {
        Object run(MagicCall call, KernelSession session) throws Exception;
    }

    static SimpleMagic line(String names, String help, Action action) {
        return new SimpleMagic(List.of(names.split(" ")), Place.LINE, help, action);
    }

    static SimpleMagic cell(String names, String help, Action action) {
        return new SimpleMagic(List.of(names.split(" ")), Place.CELL, help, action);
    }

    static SimpleMagic both(String names, String help, Action action) {
        return new SimpleMagic(List.of(names.split(" ")), Place.BOTH, help, action);
    }

    @Override
    public Object run(MagicCall call, KernelSession session) throws Exception {
        return action.run(call, session);
    }
}
