package fr.relais.routes.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    @Test
    void listsEverySettingThereIs() throws Exception {
        var made = ConfigurationReference.markdown();
        var kept = Path.of("docs", "configuration.md");
        Files.writeString(Path.of("target", "configuration.md"), made);
        assertThat(Files.exists(kept) ? Files.readString(kept) : "")
                .as("the reference is in target/configuration.md: copy it to docs/configuration.md")
                .isEqualTo(made);
    }
}
