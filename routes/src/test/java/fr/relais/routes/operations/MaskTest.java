package fr.relais.routes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private final Mask mask = new Mask(Set.of("12 rue des Essais"), Set.of("DUPONT-TEST", "Camille Lise", "Li"));

    @Test
    void showsCodesAndStructureOfXmlAndNothingElse() {
        assertThat(mask.of("""
                <s:Envelope xmlns:s="urn:s"><s:Body><m xmlns="urn:m" lang="fr"><cleRelais>R26-7KQ4-9M2X/1</cleRelais>\
                <nom>MARTIN-TEST</nom><vide/></m></s:Body></s:Envelope>""")).isEqualTo("""
                        <s:Envelope>
                          <s:Body>
                            <m lang="•••">
                              <cleRelais>R26-7KQ4-9M2X/1</cleRelais>
                              <nom>•••</nom>
                              <vide></vide>
                            </m>
                          </s:Body>
                        </s:Envelope>""");
    }

    @Test
    void hidesThePersonInWordsOfTheTargetToo() {
        assertThat(mask.of("<f><motif>Mme Dupont-Test inconnue, 12 RUE DES ESSAIS, née le 1980-05-17</motif></f>"))
                .contains("<motif>Mme •••-••• inconnue, •••, née le •••</motif>");
        assertThat(mask.of("<html><body>Bonjour camille DUPONT-TEST, session close</body></html>"))
                .isEqualTo("<html><body>Bonjour ••• •••-•••, session close</body></html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Camille", "LISE", "Dupont Test", "dupont’test", "Li"})
    void hidesEachWordOfAName(String words) {
        assertThat(mask.of("<f><motif>Mme " + words + " inconnue</motif></f>").replaceAll("[^A-Za-zà-ü]+", " "))
                .contains("motif Mme inconnue motif");
        assertThat(mask.of("<f><motif>listé à Lisbonne</motif></f>")).contains("listé à Lisbonne");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FR7630006000011234567890189",
                "FR76 3000 6000 0112 3456 7890 189",
                "1 80 05 75 107 042 83",
                "180057510704283",
                "quelqu.un@example.org",
                "17/05/1980",
                "06 12 34 56 78",
                "+33612345678"
            })
    void hidesWhatLooksPersonalWhereverItStands(String value) {
        assertThat(mask.of("<html>avant " + value + " après</html>")).isEqualTo("<html>avant ••• après</html>");
        assertThat(mask.of("avant " + value + " après")).isEqualTo("avant ••• après");
    }

    @Test
    void showsOfACutAnswerWhatCanBeRead() {
        assertThat(mask.of("<a><nom>MARTIN-TEST</nom><code>12</code><nom>MAR"))
                .contains("<nom>•••</nom>", "<code>12</code>", "(unreadable from here)")
                .doesNotContain("MAR");
    }

    @Test
    void resolvesNoEntity() {
        assertThat(mask.of("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a><code>&e;</code></a>"))
                .doesNotContain("root:");
    }
}
