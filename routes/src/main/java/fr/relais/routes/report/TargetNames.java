package fr.relais.routes.report;

import fr.relais.connectors.Connector;
import fr.relais.mappings.teleservice.Wording;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What citizens call the back-offices. */
@Component
final class TargetNames {

    private final Map<String, Wording> names;

    TargetNames(List<Connector> connectors) {
        this.names = connectors.stream()
                .collect(Collectors.toMap(connector -> connector.id().value(), Connector::name));
    }

    /** A system whose connector is gone keeps its id for a name. */
    Wording of(String target) {
        return names.getOrDefault(target, new Wording(target, target));
    }
}
