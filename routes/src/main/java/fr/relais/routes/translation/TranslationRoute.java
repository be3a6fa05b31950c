package fr.relais.routes.translation;

import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import fr.relais.routes.ledger.Ledger;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** From a valid form to a promise kept in the ledger. */
@Component
public class TranslationRoute extends EndpointRouteBuilder {

    public static final Channel FILINGS = new Channel("relais.filings");

    private final Translator translator;
    private final Ledger ledger;

    TranslationRoute(Translator translator, Ledger ledger) {
        this.translator = translator;
        this.ledger = ledger;
    }

    @Override
    public void configure() {
        from(direct(FILINGS.name()))
                .routeId(FILINGS.name())
                .routeDescription("Traduit la demande en dossier et l'inscrit au registre")
                .routeConfigurationId(Policy.EDGE.id())
                .bean(translator, "translate")
                .bean(ledger, "accept");
    }
}
