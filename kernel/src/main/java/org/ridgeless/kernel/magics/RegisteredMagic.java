package org.ridgeless.kernel.magics;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.extension.MagicRegistry;

/** A magic that a cell or a library has registered through the API of IJava's base library. */
record RegisteredMagic(String name, Place place) implements Magic {

    /** Makes the kernel's own magics callable through that API. */
    static void publish(List<Magic> own, KernelSession session) {
        MagicRegistry registry = session.magics();
        Set<String> registered = names(registry);
        for (Magic magic : own) {
            for (String name : magic.names()) {
                if (registered.contains(name)) {
                    continue;
                }
                if (magic.place() != Place.CELL) {
                    registry.registerLineMagic(name, arguments -> MagicFunctions.lineMagic(name, arguments));
                }
                if (magic.place() != Place.LINE) {
                    registry.registerCellMagic(
                            name, (arguments, body) -> MagicFunctions.cellMagic(name, arguments, body));
                }
                registry.markAsOwn(name);
            }
        }
    }

    /** What is registered besides the kernel's own magics, also in the place of one of them. */
    static List<Magic> in(KernelSession session) {
        MagicRegistry registry = session.magics();
        return names(registry).stream()
                .filter(name -> !registry.isOwn(name))
                .<Magic>map(name -> new RegisteredMagic(name, place(name, registry)))
                .toList();
    }

    private static Set<String> names(MagicRegistry registry) {
        Set<String> names = new TreeSet<>(registry.lineNames());
        names.addAll(registry.cellNames());
        return names;
    }

    private static Place place(String name, MagicRegistry registry) {
        if (!registry.cellNames().contains(name)) {
            return Place.LINE;
        }
        return registry.lineNames().contains(name) ? Place.BOTH : Place.CELL;
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public String help() {
        return "%" + name + ": registered in this session";
    }

    @Override
    public Object run(MagicCall call, KernelSession session) throws Exception {
        return call.body() == null
                ? session.magics().applyLineMagic(name, call.arguments())
                : session.magics().applyCellMagic(name, call.arguments(), call.body());
    }
}
