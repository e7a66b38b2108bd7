package org.ridgeless.notebooks.jupyter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against programs of a real Jupyter installation. It runs in the profile {@code jupyter} and in continuous
 * integration, where a missing program is a failure; elsewhere it is skipped and says what would turn it on.
 */
@Tag("jupyter")
@ExtendWith(JupyterCondition.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface RequiresJupyter {
    /** The programs that the test starts. */
    Program[] value();
}
