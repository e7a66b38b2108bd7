package org.ridgeless.kernel.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.Plugin;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

class NoPluginsTest {

    /** The JDK's own tools are found by every other loader. */
    @Test
    void noProviderIsLookedForBehindTheLoader() {
        assertThat(ServiceLoader.load(ToolProvider.class, ClassLoader.getSystemClassLoader()))
                .isNotEmpty();
        assertThat(ServiceLoader.load(ToolProvider.class, NoPlugins.LOADER)).isEmpty();
        assertThat(ServiceLoader.load(Plugin.class, NoPlugins.LOADER)).isEmpty();
    }
}
