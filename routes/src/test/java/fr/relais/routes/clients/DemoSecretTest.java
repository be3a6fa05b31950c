package fr.relais.routes.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that share one secret serve one machine. */
class DemoSecretTest {

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void servesThisMachine(String bind) {
        assertThat(DemoSecret.of(null, data, bind).value()).hasSizeGreaterThan(20);
    }

    /** Nothing at all means every address to a server. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0.0.0.0", "::", "192.0.2.1"})
    void servesNoOther(String bind) {
        assertThatIllegalStateException()
                .isThrownBy(() -> DemoSecret.of("given", data, bind))
                .withMessageContaining("unset RELAIS_BIND");
    }
}
