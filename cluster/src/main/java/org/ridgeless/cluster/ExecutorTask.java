package org.ridgeless.cluster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.broadcast.Broadcast;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Workshop;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Runs in an executor: computes the cells of a partition, one after the other. */
final class ExecutorTask extends AbstractFunction2<TaskContext, Iterator<Lot>, Result[]> implements Serializable {
    private static final long serialVersionUID = 1;
    /** The studies of the last jobs, each made once in this executor. */
    private static final Map<UUID, Workshop> WORKSHOPS = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Workshop> eldest) {
            return size() > 4;
        }
    };

    private final Broadcast<Order> order;

    ExecutorTask(Broadcast<Order> order) {
        this.order = order;
    }

    @Override
    public Result[] apply(TaskContext context, Iterator<Lot> lots) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Workshop workshop = workshop(order.value(), loader);
        List<Result> results = new ArrayList<>();
        while (lots.hasNext()) {
            Lot lot = lots.next();
            Outcome outcome = workshop.compute(lot.key());
            // What an interrupted cell brings may be cut short, and must not be taken for its outcome.
            if (context.isInterrupted()) {
                throw new TaskKilledException("interrupted");
            }
            // Else the cell has interrupted its thread itself; Spark would begin such a task again and again.
            Thread.interrupted();
            results.add(new Result(lot.index(), outcome.bytes()));
        }
        return results.toArray(Result[]::new);
    }

    private static Workshop workshop(Order order, ClassLoader loader) {
        synchronized (WORKSHOPS) {
            return WORKSHOPS.computeIfAbsent(order.id(), id -> {
                Workshop made = Workshop.of(order.recipe(), loader);
                Map<CellKey, Outcome> earlier = new LinkedHashMap<>();
                order.earlier().forEach(cell -> earlier.put(cell.key(), Outcome.read(cell.outcome(), loader)));
                made.learn(earlier);
                return made;
            });
        }
    }
}
