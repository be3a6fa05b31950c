package fr.relais.connectors.boite;

import fr.relais.connectors.ClaimCheck;
import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.RepeatSafety;
import fr.relais.connectors.UnfitDossier;
import fr.relais.connectors.document.DossierDocument;
import fr.relais.mappings.teleservice.Wording;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Puts requests into the box of a service that has no software.
 *
 * <p>The box is the ledger itself: a request is in it once it is delivered, so that nothing is sent and nothing can be doubled.
 */
@Component
@EnableConfigurationProperties(BoiteSettings.class)
final class BoiteConnector implements Connector, ClaimCheck {

    /** Whatever a dossier asks for, people can read. */
    private static final Map<String, RepeatSafety> OPERATIONS = Map.of("instruction", RepeatSafety.NATURAL);

    private final BoiteSettings settings;

    BoiteConnector(BoiteSettings settings) {
        this.settings = settings;
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("boite");
    }

    @Override
    public Wording name() {
        return new Wording(settings.name(), settings.englishName());
    }

    @Override
    public LaneSettings lane() {
        return settings.lane();
    }

    @Override
    public boolean isSimulated() {
        return settings.simulated();
    }

    @Override
    public Map<String, RepeatSafety> operations() {
        return OPERATIONS;
    }

    @Override
    public boolean takesAttachments(String operation) {
        return true;
    }

    @Override
    public Prepared prepare(Delivery delivery) {
        if (!OPERATIONS.containsKey(delivery.operation())) {
            throw new UnfitDossier("boite has no operation " + delivery.operation());
        }
        DossierDocument.text(delivery); // what can't be read later does not arrive now
        return new Prepared(delivery, delivery.key());
    }

    @Override
    public String preview(Delivery delivery) {
        return DossierDocument.text(delivery);
    }

    @Override
    public byte[] document(Delivery delivery) {
        return DossierDocument.pdf(delivery);
    }

    @Override
    public Outcome send(Prepared prepared) {
        return new Outcome.Delivered(prepared.delivery().key().asWord(), Evidence.NONE);
    }
}
