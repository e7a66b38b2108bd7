package org.ridgeless.kernel.cell;

import java.time.Duration;
import java.util.Optional;

/**
 * How a cell ended.
 *
 * @param number the cell's execution count
 * @param result the value of the last expression, absent where there is none or it is null
 * @param error present unless the status is OK
 */
public record CellResult(
        Status status, int number, Optional<MimeBundle> result, Optional<CellError> error, Duration duration) {

    /** INTERRUPTED: stopped on request; its error says so. */
    public enum Status {
        OK,
        ERROR,
        INTERRUPTED
    }

    public boolean ok() {
        return status == Status.OK;
    }
}
