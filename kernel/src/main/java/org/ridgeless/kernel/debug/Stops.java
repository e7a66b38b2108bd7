package org.ridgeless.kernel.debug;

import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The threads that have stopped. Front ends know one at a time, so that a second one waits until the first goes on. */
final class Stops implements Runnable {

    private final VirtualMachine machine;
    private final DebugListener listener;
    private final Frames frames;
    private final Deque<Stop> stopped = new ArrayDeque<>();
    private final List<EventRequest> steps = new ArrayList<>();
    private ThreadReference stepping;
    private Optional<Frames.Spot> from = Optional.empty();
    private boolean letGo;

    private record Stop(ThreadReference thread, String reason) {}

    Stops(VirtualMachine machine, DebugListener listener, Frames frames) {
        this.machine = machine;
        this.frames = frames;
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            while (true) {
                handle(machine.eventQueue().remove());
            }
        } catch (InterruptedException | VMDisconnectedException e) {
            // The process ends.
        }
    }

    private void handle(EventSet events) {
        Optional<LocatableEvent> place = Optional.empty();
        boolean isStep = true;
        for (Event event : events) {
            if (event instanceof BreakpointEvent || event instanceof StepEvent) {
                place = Optional.of((LocatableEvent) event);
                isStep &= event instanceof StepEvent;
            }
        }
        // Asked before anything is locked here, for the compiler may be at work.
        Optional<Frames.Spot> spot = place.flatMap(event -> frames.spot(event.thread(), event.location()));
        if (spot.isEmpty()) {
            events.resume();
        } else {
            arrived(events, place.get(), spot, isStep);
        }
    }

    /** JShell makes several lines of some, of which each is a step for the machine. */
    private synchronized void arrived(
            EventSet events, LocatableEvent place, Optional<Frames.Spot> spot, boolean isStep) {
        boolean isLate = letGo || isStep && (stepping == null || spot.equals(from));
        if (isLate) {
            events.resume();
            return;
        }
        boolean isStepped = isStep || steps.contains(place.request());
        stopped.add(new Stop(place.thread(), isStepped ? "step" : "breakpoint"));
        if (place.thread().equals(stepping)) {
            forgetStep();
        }
        if (stopped.size() == 1) {
            tell();
        }
    }

    private void tell() {
        Stop first = stopped.element();
        listener.stopped(id(first.thread()), first.reason());
    }

    static int id(ThreadReference thread) {
        return (int) thread.uniqueID();
    }

    /** The thread that front ends see stopped. */
    synchronized Optional<ThreadReference> current() {
        return Optional.ofNullable(stopped.peek()).map(Stop::thread);
    }

    synchronized void resume() {
        Stop first = stopped.poll();
        if (first != null) {
            listener.continued(id(first.thread()));
            first.thread().resume();
        }
        if (!stopped.isEmpty()) {
            tell();
        }
    }

    /** @param depth as of a {@link StepRequest} */
    void step(int depth) {
        Optional<Frames.Spot> start = current().flatMap(frames::spot);
        step(depth, start);
    }

    private synchronized void step(int depth, Optional<Frames.Spot> start) {
        if (stopped.isEmpty()) {
            return;
        }
        forgetStep();
        from = start;
        stepping = stopped.element().thread();
        StepRequest request = machine.eventRequestManager().createStepRequest(stepping, StepRequest.STEP_LINE, depth);
        request.addClassFilter("REPL.*");
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.enable();
        steps.add(request);
        resume();
    }

    /** JShell runs the statements of a cell one by one, each in a class of its own: a step leads from one to the next. */
    synchronized void invoked(ReferenceType type) {
        if (stepping == null || type.methodsByName(LineIndex.STATEMENTS).isEmpty()) {
            return;
        }
        Location begin = type.methodsByName(LineIndex.STATEMENTS).get(0).location();
        BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(begin);
        request.addThreadFilter(stepping);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        request.enable();
        steps.add(request);
    }

    private void forgetStep() {
        machine.eventRequestManager().deleteEventRequests(steps);
        steps.clear();
        stepping = null;
    }

    /** Lets every thread go on; {@code inCell}, and those that come to a breakpoint until the cell has ended. */
    synchronized void letGo(boolean inCell) {
        letGo = inCell;
        forgetStep();
        while (!stopped.isEmpty()) {
            Stop one = stopped.remove();
            listener.continued(id(one.thread()));
            one.thread().resume();
        }
    }

    synchronized void cellEnded() {
        letGo = false;
        forgetStep();
    }
}
