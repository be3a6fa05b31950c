package fr.relais.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.DeliveryKey;
import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.model.Demande;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.model.Usager;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Claim;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandoverTest {

    @ParameterizedTest
    @EnumSource
    void letsAPersonBeCreatedOnlyWhereTheTeleserviceSaysSo(IfUnknown ifUnknown) {
        assertThat(Handover.delivery(claim(ifUnknown)).mayCreate()).isEqualTo(ifUnknown == IfUnknown.CREATE);
    }

    private static Claim claim(IfUnknown ifUnknown) {
        var item = new Claim.Item(
                Authority.DEFAULT,
                new ConnectorId("finance"),
                1,
                1,
                new UUID(0, 1),
                new DeliveryKey("R26-TEST/1"),
                new byte[0],
                1,
                null);
        return new Claim(item, "tiers", ifUnknown, dossier(), List.of(), false, 0, Duration.ZERO, 0);
    }

    private static Dossier dossier() {
        var date = new PartialDate("1980-05-17");
        var identite = new Identite("DUPONT-TEST", null, List.of("Camille"), date, null, null, null);
        var usager = new Usager(identite, null, Assurance.DECLARE);
        return Dossier.of(usager, LocalDate.parse("2026-01-15"), new Demande("essai", null, Map.of()));
    }
}
