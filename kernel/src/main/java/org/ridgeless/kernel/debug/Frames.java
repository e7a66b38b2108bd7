package org.ridgeless.kernel.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.BooleanValue;
import com.sun.jdi.ByteValue;
import com.sun.jdi.CharValue;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.DoubleValue;
import com.sun.jdi.FloatValue;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.LongValue;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ShortValue;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ridgeless.kernel.shell.CellCode;
import org.ridgeless.kernel.source.ClassNames;
import org.ridgeless.kernel.source.SourcePlaces;

/** The calls within cells of a thread that has stopped, and what their variables hold. */
final class Frames {

    private final CellCode cells;
    private final ClassType hand;

    Frames(VirtualMachine machine, CellCode cells) {
        this.cells = cells;
        hand = (ClassType) machine.classesByName(Hand.class.getName()).get(0);
    }

    /** Takes objects over from the debugger's side: both are in one process. */
    private static final class Hand {

        private static volatile Object held;

        private Hand() {}
    }

    /** Makes sure that the class is there. */
    static void prepare() {
        Hand.held = null;
    }

    List<DebugFrame> of(ThreadReference thread) {
        List<DebugFrame> frames = new ArrayList<>();
        try {
            List<StackFrame> all = thread.frames();
            for (int i = 0; i < all.size(); i++) {
                Location location = all.get(i).location();
                Optional<SourcePlaces.Line> line = line(location);
                if (line.isPresent()) {
                    String name = name(location, line.get().cell());
                    frames.add(new DebugFrame(
                            i + 1,
                            name,
                            CellPath.of(line.get().code()),
                            line.get().line()));
                }
            }
        } catch (IncompatibleThreadStateException e) {
            return List.of();
        }
        return frames;
    }

    /** The line of a cell that a thread has come to, with the number of calls it is in. */
    record Spot(SourcePlaces.Line line, int depth) {}

    Optional<Spot> spot(ThreadReference thread, Location location) {
        try {
            int depth = thread.frameCount();
            return cells.held(() -> line(location)).map(line -> new Spot(line, depth));
        } catch (IncompatibleThreadStateException e) {
            return Optional.empty();
        }
    }

    Optional<Spot> spot(ThreadReference thread) {
        try {
            return spot(thread, thread.frame(0).location());
        } catch (IncompatibleThreadStateException e) {
            return Optional.empty();
        }
    }

    private Optional<SourcePlaces.Line> line(Location location) {
        String type = location.declaringType().name();
        return type.startsWith("REPL.")
                ? cells.lines(type).flatMap(lines -> lines.find(location.lineNumber()))
                : Optional.empty();
    }

    private static String name(Location location, int cell) {
        String method = location.method().name();
        if (method.equals(LineIndex.STATEMENTS)) {
            return "cell " + cell;
        }
        String type = ClassNames.readable(location.declaringType().name());
        if (method.startsWith("lambda$")) {
            return type.isEmpty() ? "a lambda" : "a lambda of " + type;
        }
        if (method.equals("<init>")) {
            return "new " + type;
        }
        return type.isEmpty() ? method : type + "." + method;
    }

    /** The local variables of a call, by name, with {@code this}; nothing where the thread has gone on. */
    Map<String, Object> locals(ThreadReference thread, int number) {
        Map<String, Object> locals = new LinkedHashMap<>();
        try {
            StackFrame frame = thread.frame(number - 1);
            if (frame.thisObject() != null) {
                locals.put("this", value(frame.thisObject()));
            }
            for (LocalVariable variable : frame.visibleVariables()) {
                locals.put(variable.name(), value(frame.getValue(variable)));
            }
        } catch (AbsentInformationException e) {
            return locals;
        } catch (IncompatibleThreadStateException | IndexOutOfBoundsException e) {
            return Map.of();
        }
        return locals;
    }

    private Object value(Value value) {
        if (value instanceof ObjectReference object) {
            return taken(object);
        }
        if (value instanceof IntegerValue number) {
            return number.value();
        }
        if (value instanceof DoubleValue number) {
            return number.value();
        }
        if (value instanceof BooleanValue truth) {
            return truth.value();
        }
        if (value instanceof LongValue number) {
            return number.value();
        }
        if (value instanceof FloatValue number) {
            return number.value();
        }
        if (value instanceof CharValue character) {
            return character.value();
        }
        if (value instanceof ByteValue number) {
            return number.value();
        }
        return value instanceof ShortValue number ? number.value() : null;
    }

    private synchronized Object taken(ObjectReference object) {
        try {
            hand.setValue(hand.fieldByName("held"), object);
            return Hand.held;
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new IllegalStateException(e);
        } finally {
            Hand.held = null;
        }
    }
}
