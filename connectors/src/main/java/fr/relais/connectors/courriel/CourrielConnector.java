package fr.relais.connectors.courriel;

import static java.util.stream.Collectors.toMap;

import fr.relais.connectors.ClaimCheck;
import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Openings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.Reconciler;
import fr.relais.connectors.RepeatSafety;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.UnfitDossier;
import fr.relais.connectors.document.DossierDocument;
import fr.relais.mappings.teleservice.Wording;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Tells a service by mail that a request waits, until an agent opens it at the hub.
 *
 * <p>That the mail server took the mail proves nothing: the delivery is in doubt until the request is opened, and the mail goes again
 * each time the doubt is old enough to be believed.
 */
@Component
@EnableConfigurationProperties({CourrielSettings.class, SimulatorsSettings.class})
final class CourrielConnector implements Connector, Reconciler, ClaimCheck {

    /** Whatever a dossier asks for, people can read. */
    private static final Set<String> OPERATIONS = Set.of("courriel");

    private final CourrielSettings settings;
    private final SmtpClient client;
    private final ObjectProvider<Openings> openings;

    CourrielConnector(CourrielSettings settings, SimulatorsSettings simulators, ObjectProvider<Openings> openings) {
        this.settings = settings;
        var simulator = simulators.url(CourrielSettings.SIMULATOR_PLACE, "");
        this.client = new SmtpClient(settings, settings.smtp().at(simulator.getHost(), simulator.getPort()));
        this.openings = openings;
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("courriel");
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
        return settings.smtp().isSimulated();
    }

    @Override
    public Map<String, RepeatSafety> operations() {
        return OPERATIONS.stream().collect(toMap(operation -> operation, any -> RepeatSafety.BY_LOOKUP));
    }

    @Override
    public boolean takesAttachments(String operation) {
        return true;
    }

    @Override
    public Prepared prepare(Delivery delivery) {
        if (!OPERATIONS.contains(delivery.operation())) {
            throw new UnfitDossier("courriel has no operation " + delivery.operation());
        }
        DossierDocument.text(delivery); // what can't be read later is not announced now
        return new Prepared(delivery, Mail.of(delivery.key(), delivery.attempt(), settings.hub()));
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
        var delivery = prepared.delivery();
        var settled = find(delivery.key())
                .settles(); // it may be opened by the link of an earlier mail, whenever that arrives
        if (settled.isPresent()) {
            return settled.get();
        }
        return delivery.lease().covers(settings.smtp().callTimeout())
                ? client.send((Mail) prepared.message())
                : Failed.later(Failed.LEASE_TOO_SHORT, null, Evidence.NONE);
    }

    @Override
    public Finding find(DeliveryKey key) {
        var opened = openings.getObject().opened(key);
        return opened.<Finding>map(at -> new Finding.Applied(
                        key.asWord(), new Evidence(null, null, "opened? " + key, "opened at " + at)))
                .orElseGet(() -> new Finding.Nothing(new Evidence(null, null, "opened? " + key, "not yet")));
    }
}
