package fr.relais.connectors.finance;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.Reconciler;
import fr.relais.connectors.RepeatSafety;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.finance.wsdl.ModifierCoordonneesBancaires;
import fr.relais.connectors.finance.wsdl.RechercherTiers;
import fr.relais.connectors.finance.wsdl.Tiers;
import fr.relais.connectors.soap.SoapPort.Answer;
import fr.relais.mappings.teleservice.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Hands changes of situation to the finance back-office. It does not de-duplicate, so every resend asks first. */
@Component
@EnableConfigurationProperties({FinanceSettings.class, SimulatorsSettings.class})
final class FinanceConnector implements Connector, Reconciler {

    /** Stands in for the number of a tiers while the rest of a message is validated. */
    private static final String ANY_TIERS = "0";

    private final FinanceSettings settings;
    private final FinanceClient client;
    private final FinanceTranslator translator = new FinanceTranslator();

    FinanceConnector(FinanceSettings settings, SimulatorsSettings simulators) {
        this.settings = settings;
        this.client =
                new FinanceClient(settings.soap().at(simulators.url(FinanceSettings.SIMULATOR_PLACE, "/finance")));
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("finance");
    }

    @Override
    public Wording name() {
        return new Wording("Service finances", "Finance department");
    }

    @Override
    public LaneSettings lane() {
        return settings.lane();
    }

    @Override
    public Map<String, RepeatSafety> operations() {
        return Map.of("changement-rib", RepeatSafety.BY_LOOKUP);
    }

    @Override
    public Prepared prepare(Delivery delivery) {
        var search = client.format().validated(translator.rechercherTiers(delivery.dossier()));
        client.format().validated(change(delivery, ANY_TIERS)); // the tiers' number is all that is still missing
        return new Prepared(delivery, search);
    }

    @Override
    public Outcome send(Prepared prepared) {
        var delivery = prepared.delivery();
        var settled = delivery.mayHaveBeenSent() ? find(delivery.key()).settles() : Optional.<Outcome>empty();
        return settled.orElseGet(() -> switch (client.rechercherTiers((RechercherTiers) prepared.message())) {
            case Answer.Came<List<Tiers>>(List<Tiers> tiers, Evidence evidence) -> change(delivery, tiers, evidence);
            case Answer.Broke<List<Tiers>>(Outcome outcome) -> outcome;
        });
    }

    private Outcome change(Delivery delivery, List<Tiers> tiers, Evidence evidence) {
        return switch (tiers.size()) {
            case 0 -> new Declined(Declined.UNKNOWN_PERSON, "Aucun tiers de cette identité", evidence);
            case 1 ->
                client.modifierCoordonneesBancaires(
                        delivery.lease(), change(delivery, tiers.getFirst().getNumeroTiers()));
            default -> new Declined("homonymes", "Plusieurs tiers de cette identité", evidence);
        };
    }

    private ModifierCoordonneesBancaires change(Delivery delivery, String numeroTiers) {
        return translator.modifierCoordonneesBancaires(delivery.key(), delivery.dossier(), numeroTiers);
    }

    @Override
    public Finding find(DeliveryKey key) {
        return client.find(key);
    }
}
