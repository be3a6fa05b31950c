package fr.relais.routes.intake;

import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import fr.relais.routes.translation.Filing;
import fr.relais.routes.translation.TranslationRoute;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** A submission's way from bytes to a form worth translating; a replay ends here, with its first answer. */
@Component
class IntakeRoute extends EndpointRouteBuilder {

    static final Channel SUBMISSIONS = new Channel("relais.submissions");

    private final Reader reader;
    private final Memory memory;
    private final Checks checks;

    IntakeRoute(Reader reader, Memory memory, Checks checks) {
        this.reader = reader;
        this.memory = memory;
        this.checks = checks;
    }

    @Override
    public void configure() {
        from(direct(SUBMISSIONS.name()))
                .routeId(SUBMISSIONS.name())
                .routeDescription("Reçoit une demande d'un portail et la vérifie")
                .routeConfigurationId(Policy.EDGE.id())
                .bean(reader, "read")
                .bean(memory, "recall")
                .filter(body().isInstanceOf(Filing.class))
                .bean(checks, "check")
                .to(direct(TranslationRoute.FILINGS.name()));
    }
}
