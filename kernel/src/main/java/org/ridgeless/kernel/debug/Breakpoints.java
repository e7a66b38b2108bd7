package org.ridgeless.kernel.debug;

import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lines of cells at which threads are to stop, whether they have run yet or not. Used by who holds the compiler. */
final class Breakpoints {

    private final VirtualMachine machine;
    private final LineIndex index;
    private final Map<String, NavigableSet<Integer>> wanted = new TreeMap<>();
    private final Map<String, List<BreakpointRequest>> requests = new HashMap<>();

    Breakpoints(VirtualMachine machine, LineIndex index) {
        this.machine = machine;
        this.index = index;
    }

    /** Replaces those of one cell; returns the lines at which a thread will stop. */
    List<Integer> set(String path, List<Integer> lines) {
        machine.eventRequestManager().deleteEventRequests(requests.getOrDefault(path, List.of()));
        requests.remove(path);
        NavigableMap<Integer, List<Location>> begins = index.begins(path);
        NavigableSet<Integer> moved = new TreeSet<>();
        for (int line : lines) {
            Integer next = begins.ceilingKey(line);
            moved.add(next == null ? line : next);
        }
        wanted.put(path, moved);
        if (moved.isEmpty()) {
            wanted.remove(path);
        }
        request(path, begins, moved);
        return List.copyOf(moved);
    }

    Map<String, NavigableSet<Integer>> all() {
        return wanted;
    }

    /** Sets what is wanted in a class before its code runs. */
    void loaded(ReferenceType type) {
        index.add(type).ifPresent(part -> {
            NavigableSet<Integer> here = new TreeSet<>();
            for (int line : wanted.getOrDefault(part.path(), new TreeSet<>())) {
                Integer next = part.begins().ceilingKey(line);
                boolean isWithin = next != null && part.begins().firstKey() <= line;
                if (isWithin) {
                    here.add(next);
                }
            }
            request(part.path(), part.begins(), here);
        });
    }

    private void request(String path, NavigableMap<Integer, List<Location>> begins, NavigableSet<Integer> lines) {
        for (int line : lines) {
            for (Location location : begins.getOrDefault(line, List.of())) {
                BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(location);
                request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                request.enable();
                requests.computeIfAbsent(path, any -> new ArrayList<>()).add(request);
            }
        }
    }

    void clear() {
        requests.values().forEach(machine.eventRequestManager()::deleteEventRequests);
        requests.clear();
        wanted.clear();
        index.clear();
    }
}
