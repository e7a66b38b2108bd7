package org.ridgeless.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void saysWhatComputedTheResultAndNotWhere() {
        assertThat(Environment.describe())
                .contains(System.getProperty("java.version"), System.getProperty("os.arch"), "Ridgeless")
                .doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home"));
    }
}
