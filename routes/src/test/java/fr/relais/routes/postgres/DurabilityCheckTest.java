package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityCheckTest {

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "server_version_num", "150000", "fsync", "on", "full_page_writes", "on", "synchronous_commit", "on"));

    @ParameterizedTest
    @ValueSource(strings = {"on", "remote_apply"})
    void acceptsACommitThatIsOnTheDisk(String value) {
        settings.put("synchronous_commit", value);
        assertThatNoException().isThrownBy(() -> DurabilityCheck.verify(settings));
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, off",
        "full_page_writes, off",
        "synchronous_commit, off",
        "synchronous_commit, local",
        "synchronous_commit, remote_write"
    })
    void refusesWhatMayLoseACommitAndNamesTheRemedy(String setting, String value) {
        settings.put(setting, value);
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DurabilityCheck.verify(settings))
                .withMessageContaining(setting + " is " + value)
                .withMessageContaining("Set " + setting + " = on");
    }

    @Test
    void refusesAnOldServer() {
        settings.put("server_version_num", "140018");
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> DurabilityCheck.verify(settings))
                .withMessageContaining("server_version_num is 140018")
                .withMessageContaining("Use PostgreSQL 15 or later");
    }
}
