package fr.relais.routes.report;

import fr.relais.routes.ApiTime;
import fr.relais.routes.ledger.Complements;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Standing;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the status document of a standing. */
@Component
public final class StatusDocuments {

    private final Phrases phrases;
    private final TargetNames names;

    StatusDocuments(Phrases phrases, TargetNames names) {
        this.phrases = phrases;
        this.names = names;
    }

    public StatusDocument of(Standing standing, Locale language) {
        return new StatusDocument(
                standing.id().toString(),
                standing.reference(),
                standing.portalReference(),
                new StatusDocument.Teleservice(standing.teleservice(), standing.teleserviceVersion()),
                standing.canal(),
                ApiTime.of(standing.submittedAt()),
                ApiTime.of(standing.receivedAt()),
                ApiTime.of(standing.updatedAt()),
                standing.status().name(),
                standing.isFinal(),
                progress(standing),
                new StatusDocument.Text(phrases.title(standing, language), phrases.detail(standing, language)),
                decision(standing),
                null,
                standing.requests().stream()
                        .map(asked -> request(standing, asked, language))
                        .toList(),
                standing.deliveries().stream()
                        .map(part -> delivery(part, language))
                        .toList(),
                standing.timeline().stream()
                        .map(happening -> entry(standing, happening, language))
                        .toList(),
                Map.of(
                        "self", new StatusDocument.Link("/api/v1/submissions/" + standing.id()),
                        "teleservice", new StatusDocument.Link("/api/v1/teleservices/" + standing.teleservice())));
    }

    private static StatusDocument.@Nullable Decision decision(Standing standing) {
        var decision = standing.decision();
        return decision == null
                ? null
                : new StatusDocument.Decision(decision.outcome().name(), ApiTime.of(decision.decidedAt()));
    }

    private static StatusDocument.Progress progress(Standing standing) {
        var states = standing.deliveries().stream().map(Standing.Part::state).toList();
        return new StatusDocument.Progress(
                states.stream()
                        .filter(state -> state == DeliveryState.DELIVERED)
                        .count(),
                states.stream()
                        .filter(state -> state != DeliveryState.NOT_CONCERNED && state != DeliveryState.SKIPPED)
                        .count());
    }

    private StatusDocument.Delivery delivery(Standing.Part part, Locale language) {
        return new StatusDocument.Delivery(
                part.target(),
                names.of(part.target()).in(language),
                part.operation(),
                part.state().name(),
                ApiTime.of(part.since()),
                part.targetReference());
    }

    private StatusDocument.Request request(Standing standing, Complements.Asked asked, Locale language) {
        return new StatusDocument.Request(
                asked.type(),
                asked.target(),
                phrases.piece(standing, asked.type()).in(language),
                ApiTime.of(asked.at()));
    }

    private StatusDocument.Entry entry(Standing standing, Standing.Happening happening, Locale language) {
        return new StatusDocument.Entry(
                happening.seq(),
                ApiTime.of(happening.at()),
                happening.kind(),
                happening.target(),
                phrases.happening(standing, happening, language));
    }
}
