package fr.relais.routes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final Mask MASK = new Mask(Set.of("DUPONT-TEST"), Set.of());

    private static final String SENT = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><t>now</t></s:Header><s:Body>
              <f:demande xmlns:f="urn:f"><f:code>A</f:code><f:nom>DUPONT-TEST</f:nom><f:piece>1</f:piece><f:piece>2</f:piece></f:demande>
            </s:Body></s:Envelope>""";

    @Test
    void isNoneBetweenAnEnvelopeAndTheSameMessageLaidOutOtherwise() {
        var same =
                "<recherche><code>Z</code></recherche>\n<demande>\n  <code>A</code><nom>DUPONT-TEST</nom>\n<piece>1</piece><piece>2</piece></demande>";
        assertThat(Difference.between(SENT, same, MASK))
                .hasValueSatisfying(changes -> assertThat(changes).isEmpty());
    }

    @Test
    void saysWhereAMessageChangedAndShowsNobody() {
        var now = "<demande><code>B</code><nom>DURAND-TEST</nom><piece>1</piece><rue>x</rue></demande>";
        assertThat(Difference.between(SENT, now, MASK))
                .hasValueSatisfying(changes -> assertThat(changes)
                        .containsExactly(
                                new OpsDocuments.Change("/demande/code", "A", "B"),
                                new OpsDocuments.Change("/demande/nom", Mask.HIDDEN, Mask.HIDDEN),
                                new OpsDocuments.Change("/demande/rue", null, Mask.HIDDEN),
                                new OpsDocuments.Change("/demande/piece[2]", Mask.HIDDEN, null)));
    }

    @Test
    void isNotToldWhereThereIsNothingToCompare() {
        assertThat(Difference.between(null, SENT, MASK)).isEmpty();
        assertThat(Difference.between("put demande.pdf", SENT, MASK)).isEmpty();
        assertThat(Difference.between("<rechercherTiers><nom>x</nom></rechercherTiers>", SENT, MASK))
                .as("of another operation")
                .isEmpty();
        assertThat(Difference.between("<demande><code>A", SENT, MASK))
                .as("cut off")
                .isEmpty();
    }
}
