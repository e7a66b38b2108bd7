package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFileTest {

    private static final String PORTS =
            "\"shell_port\":1,\"control_port\":2,\"iopub_port\":3,\"stdin_port\":4,\"hb_port\":5";

    @TempDir
    Path folder;

    private ConnectionFile read(String text) throws Exception {
        return ConnectionFile.read(Files.writeString(folder.resolve("connection.json"), text));
    }

    @Test
    void readsPortsAndKey() throws Exception {
        ConnectionFile file = read("{" + PORTS + ",\"key\":\"k\",\"ip\":\"127.0.0.2\"}");
        assertThat(file).isEqualTo(new ConnectionFile("tcp", "127.0.0.2", 1, 2, 3, 4, 5, "k"));
        assertThat(Address.of(file, 3)).hasToString("tcp://127.0.0.2:3");
    }

    @Test
    void aUnixSocketIsNamedAsJupyterNamesIt() throws Exception {
        ConnectionFile file = read("{" + PORTS + ",\"transport\":\"ipc\",\"ip\":\"/run/kernel-ipc\"}");
        assertThat(Address.of(file, 3)).hasToString("/run/kernel-ipc-3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[]~holds no JSON object",
                "{~not valid JSON",
                "{}~no usable shell_port",
                "{\"shell_port\":0}~a port is 1 to 65535",
                "{\"signature_scheme\":\"md5\"}~only hmac-sha256",
                "{\"transport\":\"pigeon\"}~tcp and ipc are known"
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("connection.json");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ConnectionFile.read(folder.resolve("none.json")))
                .hasMessageContaining("none.json does not exist");
    }
}
