package fr.relais.routes.prefill;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.FactSource;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.SourcePaces;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The sources of this hub. */
@Component
final class Sources {

    private final List<FactSource> sources;

    Sources(List<FactSource> sources, SourcePaces paces) {
        this.sources = List.copyOf(sources);
        sources.forEach(source -> paces.ensure(Authority.DEFAULT, source.id()));
    }

    Optional<FactSource> find(String id) {
        return sources.stream()
                .filter(source -> source.id().equals(new ConnectorId(id)))
                .findFirst();
    }
}
