package org.ridgeless.kernel.debug;

import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ridgeless.kernel.shell.CellCode;

/**
 * Stops the threads of cells at lines of theirs. The kernel debugs itself: what stops is only the thread that comes to a breakpoint,
 * in code of a cell, where it holds no lock that the kernel needs.
 */
public final class Debugger implements CellCode.Listener {

    /** Set by {@code lab install --debugger}, with the agent. */
    public static final String PROPERTY = "ridgeless.debugger";

    private final VirtualMachine machine;
    private final CellCode cells;
    private final Breakpoints breakpoints;
    private final Stops stops;
    private final Frames frames;
    private volatile boolean started;

    private Debugger(VirtualMachine machine, CellCode cells, DebugListener listener) {
        this.machine = machine;
        this.cells = cells;
        breakpoints = new Breakpoints(machine, new LineIndex(cells));
        frames = new Frames(machine, cells);
        stops = new Stops(machine, listener, frames);
    }

    /** A connection that nobody uses yet. To be taken early: whoever has it can do everything with the process. */
    public static VirtualMachine connect() throws IOException {
        Frames.prepare();
        return OwnMachine.connect();
    }

    public static Debugger of(VirtualMachine machine, CellCode cells, DebugListener listener) {
        Debugger debugger = new Debugger(machine, cells, listener);
        Thread events = new Thread(debugger.stops, "debugger");
        events.setDaemon(true);
        events.start();
        cells.listen(debugger);
        return debugger;
    }

    /** Breakpoints are met from now on. */
    public void start() {
        cells.held(() -> {
            if (!started) {
                started = true;
                cells.classes().forEach(type -> mirrors(type).forEach(breakpoints::loaded));
            }
            return null;
        });
    }

    public boolean isStarted() {
        return started;
    }

    /** Forgets the breakpoints, and lets all threads go on. */
    public void stop() {
        cells.held(() -> {
            started = false;
            breakpoints.clear();
            return null;
        });
        stops.letGo(false);
    }

    /** Replaces the breakpoints of one cell; returns the lines at which a thread will stop. */
    public List<Integer> breakpoints(String path, List<Integer> lines) {
        return cells.held(() -> breakpoints.set(path, lines));
    }

    /** The lines with breakpoints, by path. */
    public Map<String, NavigableSet<Integer>> breakpoints() {
        return cells.held(() -> {
            Map<String, NavigableSet<Integer>> all = new TreeMap<>();
            breakpoints.all().forEach((path, lines) -> all.put(path, new TreeSet<>(lines)));
            return all;
        });
    }

    /** The thread that has stopped; none or one. */
    public List<Integer> stopped() {
        return stops.current().map(Stops::id).stream().toList();
    }

    public List<DebugFrame> frames() {
        return stops.current()
                .map(thread -> cells.held(() -> frames.of(thread)))
                .orElse(List.of());
    }

    /** The local variables of a call, by name. */
    public Map<String, Object> locals(int frame) {
        return stops.current().map(thread -> frames.locals(thread, frame)).orElse(Map.of());
    }

    public void resume() {
        stops.resume();
    }

    /** To the next line, past calls. */
    public void next() {
        stops.step(StepRequest.STEP_OVER);
    }

    public void stepIn() {
        stops.step(StepRequest.STEP_INTO);
    }

    public void stepOut() {
        stops.step(StepRequest.STEP_OUT);
    }

    /** Lets all threads go on; {@code inCell}, and those that come to a breakpoint until the cell has ended. */
    public void letGo(boolean inCell) {
        stops.letGo(inCell);
    }

    @Override
    public void loaded(Class<?> type) {
        if (started) {
            mirrors(type).forEach(breakpoints::loaded);
        }
    }

    @Override
    public void invoked(Class<?> type) {
        if (started) {
            mirrors(type).forEach(stops::invoked);
        }
    }

    /** What the debugger has heard of the classes as they were it forgets only where it has changed them itself. */
    @Override
    public boolean redefined(ClassDefinition... definitions) {
        Map<ReferenceType, byte[]> changes = new HashMap<>();
        for (ClassDefinition one : definitions) {
            for (ReferenceType mirror : mirrors(one.getDefinitionClass())) {
                changes.put(mirror, one.getDefinitionClassFile());
            }
        }
        if (changes.size() != definitions.length) {
            return false;
        }
        machine.redefineClasses(changes);
        return true;
    }

    /**
     * What the debugger makes of a class. The virtual machine is asked each time, as long as nobody asks the debugger for all classes:
     * from then on it would answer itself, as far as it has heard.
     */
    private List<ReferenceType> mirrors(Class<?> type) {
        link(type);
        return machine.classesByName(type.getName());
    }

    /** Only a linked class has lines; to ask for its constructors links it and runs nothing of it. */
    private static Constructor<?>[] link(Class<?> type) {
        try {
            return type.getDeclaredConstructors();
        } catch (LinkageError e) {
            return new Constructor<?>[0];
        }
    }

    @Override
    public void cellEnded() {
        stops.cellEnded();
    }
}
