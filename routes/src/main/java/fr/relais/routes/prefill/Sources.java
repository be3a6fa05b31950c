package fr.relais.routes.prefill;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.FactSource;
import fr.relais.mappings.teleservice.Definition.Prefill;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.SourcePaces;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The sources of this hub. */
@Component
@EnableConfigurationProperties(PrefillSettings.class)
public class Sources {

    private final List<FactSource> sources;
    private final PrefillSettings settings;

    Sources(List<FactSource> sources, SourcePaces paces, PrefillSettings settings) {
        this.sources = List.copyOf(sources);
        this.settings = settings;
        sources.forEach(source -> paces.ensure(Authority.DEFAULT, source.id()));
    }

    public List<FactSource> all() {
        return sources;
    }

    /** The one that is asked here to fill that field; empty when there is none, or what no document of its producer describes is not asked for. */
    public Optional<FactSource> asked(Prefill prefill) {
        return find(prefill.source())
                .filter(source -> Optional.ofNullable(source.facts().get(prefill.fact()))
                        .filter(fact -> fact.verified() || settings.unverified())
                        .isPresent());
    }

    /** What people call a source. */
    public String name(String id, Locale language) {
        return find(id).map(source -> source.name().in(language)).orElse(id);
    }

    private Optional<FactSource> find(String id) {
        return sources.stream()
                .filter(source -> source.id().equals(new ConnectorId(id)))
                .findFirst();
    }
}
