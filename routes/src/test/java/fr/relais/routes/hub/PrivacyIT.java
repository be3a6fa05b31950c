package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PrivacyIT extends HubTest {

    private static final String IBAN = "FR7630006000011234567890189";

    /** The whole database as text, and every file of the hub: what a thief would read. */
    @Test
    void leavesNoPersonInClear() throws IOException {
        var submission = portal.submit(Portal.nominalOf("CANARI-TEST").replace("FORM-12-34", "CANARI-DOSSIER"));
        submission.becomes("DELIVERED");
        assertThat(submission.status().path("portalReference").asString()).isEqualTo("CANARI-DOSSIER");

        var tables = jdbc().sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .list();
        for (var table : tables) {
            var rows = jdbc().sql("select coalesce(string_agg(cast(t as text), chr(10)), '') from " + table + " t")
                    .query(String.class)
                    .single();
            assertThat(rows)
                    .as(table)
                    .doesNotContainIgnoringCase("canari")
                    .doesNotContain(IBAN)
                    .doesNotContain("@example");
        }
        var secrets = new String[] {"CANARI", IBAN, "dupont-test@example.org"};
        try (var files = Files.walk(data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(secrets[0]) || bytes.contains(secrets[1]) || bytes.contains(secrets[2]))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
