package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DossiersTest {

    private static final String OF_SCHEMA_1 = """
            {"usager": {"identite": {"nomNaissance": "DUPONT-TEST", "prenoms": ["Camille"], "dateNaissance": "1980-05-14"},
                        "assurance": "declare"},
             "deposeLe": "2026-01-15",
             "demarche": {"nature": "demande", "type": "APA", "contenu": {"urgence": "oui", "aides": "aucune"}}}
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Dossier dossier() {
        var identite =
                new Identite("DUPONT-TEST", null, List.of("Camille"), new PartialDate("1980-05-14"), null, null, null);
        return Dossier.of(
                new Usager(identite, null, Assurance.DECLARE),
                LocalDate.parse("2026-01-15"),
                new Demande("APA", null, Map.of("urgence", Reponse.of("oui"), "aides", Reponse.of("aucune"))));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(Dossiers.read(Dossiers.written(dossier()), Dossier.SCHEMA_VERSION))
                .isEqualTo(dossier());
    }

    @Test
    void bringsAnOlderDossierUpToDate() {
        assertThat(Dossiers.read(bytes(OF_SCHEMA_1), 1)).isEqualTo(dossier());
    }

    @Test
    void rejectsADossierOfALaterRelais() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Dossiers.read(Dossiers.written(dossier()), Dossier.SCHEMA_VERSION + 1))
                .withMessageContaining("newer");
    }
}
