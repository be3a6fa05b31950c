package fr.relais.routes.delivery;

import fr.relais.connectors.ClaimCheck;
import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Lanes;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One lane for each connector that was found. */
@Component
public class LaneRegistry implements Iterable<Lane> {

    private final List<Lane> lanes;

    LaneRegistry(List<Connector> connectors, Lanes ledger, Clock clock) {
        var ids = new HashSet<ConnectorId>();
        for (var connector : connectors) {
            if (!ids.add(connector.id())) {
                throw new IllegalStateException("Two connectors call themselves \"%s\": rename one (%s)"
                        .formatted(connector.id(), connector.getClass().getName()));
            }
            ledger.ensure(Authority.DEFAULT, connector.id(), clock.instant());
        }
        this.lanes = connectors.stream()
                .map(connector -> new Lane(Authority.DEFAULT, connector))
                .sorted(Comparator.comparing(lane -> lane.connector().id().value()))
                .toList();
    }

    public Optional<Lane> find(ConnectorId id) {
        return lanes.stream().filter(lane -> lane.connector().id().equals(id)).findFirst();
    }

    /** What is at the end of them. */
    public List<Connector> connectors() {
        return lanes.stream().map(Lane::connector).toList();
    }

    /** Those whose requests stay at the hub, in the box of a service. */
    public List<ConnectorId> boxes() {
        return connectors().stream()
                .filter(ClaimCheck.class::isInstance)
                .map(Connector::id)
                .toList();
    }

    @Override
    public Iterator<Lane> iterator() {
        return lanes.iterator();
    }
}
