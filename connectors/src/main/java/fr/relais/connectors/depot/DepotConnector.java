package fr.relais.connectors.depot;

import static java.util.stream.Collectors.toMap;

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
import fr.relais.connectors.UnfitDossier;
import fr.relais.connectors.document.DossierDocument;
import fr.relais.mappings.teleservice.Wording;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Puts each request where a service without software looks for it: a document to read, the data, and what was joined. */
@Component
@EnableConfigurationProperties({DepotSettings.class, SimulatorsSettings.class})
final class DepotConnector implements Connector, Reconciler, AutoCloseable {

    /** Whatever a dossier asks for, people can read. */
    private static final Set<String> OPERATIONS = Set.of("depot");

    private final DepotSettings settings;
    private final DepotClient client;

    DepotConnector(DepotSettings settings, SimulatorsSettings simulators) {
        this.settings = settings;
        var simulator = simulators.url(DepotSettings.SIMULATOR_PLACE, "");
        this.client = new DepotClient(settings.sftp().at(simulator.getHost(), simulator.getPort()));
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("depot");
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
        return settings.sftp().isSimulated();
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
            throw new UnfitDossier("depot has no operation " + delivery.operation());
        }
        return new Prepared(delivery, DepotTranslator.drop(delivery));
    }

    @Override
    public String preview(Delivery delivery) {
        return DossierDocument.text(delivery);
    }

    @Override
    public Outcome send(Prepared prepared) {
        var delivery = prepared.delivery();
        var settled = delivery.mayHaveBeenSent() ? find(delivery.key()).settles() : Optional.<Outcome>empty();
        return settled.orElseGet(() -> client.put((Drop) prepared.message(), delivery.attempt(), delivery.lease()));
    }

    @Override
    public Finding find(DeliveryKey key) {
        return client.find(key.asWord());
    }

    @Override
    public void close() {
        client.close();
    }
}
