package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentFilterTest {

    private static final String WHOLE = """
            {"usager": {"identite": {"nomNaissance": "DUPONT-TEST", "prenoms": ["Camille"], "dateNaissance": "1980-05-14"},
                        "contact": {"email": "camille@example.org"}, "assurance": "franceconnect"},
             "deposeLe": "2026-01-15",
             "foyer": {"membres": [
                {"identite": {"nomNaissance": "AINE-TEST", "prenoms": ["Sacha"], "dateNaissance": "2013-03-02"},
                 "role": "ENFANT", "gardeAlternee": true},
                {"identite": {"nomNaissance": "CADET-TEST", "prenoms": ["Lou"], "dateNaissance": "2016-03-02"},
                 "role": "ENFANT"}]},
             "ressources": {"annee": 2024, "revenuFiscalReference": 1834500},
             "demarche": {"nature": "demande", "type": "APA", "titre": "Demander l'APA",
                          "contenu": {"urgence": {"valeur": "oui"}, "recit": {"valeur": "une longue histoire"}}}}
            """;

    private static Dossier seen(String... paths) {
        return Dossiers.read(WHOLE.getBytes(StandardCharsets.UTF_8), 2, new ContentFilter(List.of(paths)));
    }

    private static String text(Dossier dossier) {
        return new String(Dossiers.written(dossier), StandardCharsets.UTF_8);
    }

    @Test
    void keepsThePartsItNamesAndWhatIsAsked() {
        var dossier = seen("usager.identite", "demarche.contenu.urgence");
        assertThat(text(dossier))
                .contains("DUPONT-TEST", "franceconnect", "2026-01-15", "\"type\":\"APA\"", "Demander l'APA", "oui")
                .doesNotContain("example.org", "AINE-TEST", "1834500", "histoire");
    }

    @Test
    void shortensEachElementOfAList() {
        assertThat(seen(
                                "usager.identite",
                                "foyer.membres.identite.nomNaissance",
                                "foyer.membres.identite.prenoms",
                                "foyer.membres.role")
                        .foyer()
                        .membres())
                .hasSize(2)
                .allSatisfy(member -> {
                    assertThat(member.role()).isEqualTo(Membre.Role.ENFANT);
                    assertThat(member.identite().dateNaissance()).isNull();
                    assertThat(member.gardeAlternee()).isFalse();
                });
    }

    @Test
    void showsARequestWithNoneOfItsAnswers() {
        assertThat(((Demande) seen("usager.identite").demarche()).contenu()).isEmpty();
    }

    @Test
    void saysWhatItCannotDoWithoutAndNoValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seen("usager.identite", "ressources.revenuFiscalReference"))
                .withMessageContaining("/ressources/annee")
                .withMessageNotContaining("1834500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usager.identite.nomNaissance",
                "foyer.membres.identite.prenoms",
                "demarche.contenu.nimporte",
                "demarche.rib.iban",
                "ressources"
            })
    void knowsEveryPartADossierCanHave(String path) {
        assertThat(new ContentFilter(List.of(path)).unknown()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"usager.identite.nom", "foyer.identite", "rib", "usager..identite", "", "ressources.annee.x"})
    void namesThePartsNoDossierHas(String path) {
        assertThat(new ContentFilter(List.of(path)).unknown()).containsExactly(path);
    }
}
