package fr.relais.connectors.social;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.Reconciler;
import fr.relais.connectors.RepeatSafety;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.social.wsdl.ModifierSituation;
import fr.relais.mappings.teleservice.Wording;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Hands changes of situation to the social back-office. It does not de-duplicate, so every resend asks first. */
@Component
@EnableConfigurationProperties({SocialSettings.class, SimulatorsSettings.class})
final class SocialConnector implements Connector, Reconciler {

    private final SocialSettings settings;
    private final SocialClient client;
    private final SocialTranslator translator = new SocialTranslator();

    SocialConnector(SocialSettings settings, SimulatorsSettings simulators) {
        this.settings = settings;
        this.client = new SocialClient(settings.soap().at(simulators.url(SocialSettings.SIMULATOR_PLACE, "/social")));
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("social");
    }

    @Override
    public Wording name() {
        return new Wording("Service social", "Social services");
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
        var request = translator.modifierSituation(delivery.key(), delivery.dossier());
        return new Prepared(delivery, client.format().validated(request));
    }

    @Override
    public Outcome send(Prepared prepared) {
        var delivery = prepared.delivery();
        var settled = delivery.mayHaveBeenSent() ? find(delivery.key()).settles() : Optional.<Outcome>empty();
        return settled.orElseGet(
                () -> client.modifierSituation(delivery.lease(), (ModifierSituation) prepared.message()));
    }

    @Override
    public Finding find(DeliveryKey key) {
        return client.find(key);
    }
}
