package fr.relais.routes.translation;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.routes.ledger.NewSubmission;
import fr.relais.routes.ledger.NewSubmission.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a valid body the dossier, and all the ledger keeps of it. */
@Component
final class Translator {

    private static final Duration LONGEST_SILENCE = Duration.ofDays(3);

    private final PersonKeys persons;

    Translator(PersonKeys persons) {
        this.persons = persons;
    }

    public NewSubmission translate(Filing filing) {
        var definition = filing.teleservice().definition();
        var dossier = filing.teleservice()
                .translate(filing.body(), filing.receivedAt())
                .from(filing.origins());
        var person = persons.person(dossier.usager().identite());
        var orderKey = persons.order(person, definition.orderScope());
        var received = filing.receivedAt();
        return new NewSubmission(
                filing.key(),
                filing.body().path("portalReference").asString(null),
                definition.version(),
                filing.teleservice().hash(),
                filing.body().path("canal").asString(),
                person,
                filing.body().has("submittedAt")
                        ? Instant.parse(filing.body().path("submittedAt").asString())
                        : received,
                received,
                received.plus(alertAfter(definition.deadline())),
                received.plus(definition.deadline()),
                received.atOffset(ZoneOffset.UTC).plus(definition.retention()).toInstant(),
                filing.canonical(),
                dossier,
                filing.attachments(),
                filing.proofsUsed(),
                deliveries(filing, orderKey));
    }

    private static Duration alertAfter(Duration deadline) {
        var half = deadline.dividedBy(2);
        return half.compareTo(LONGEST_SILENCE) < 0 ? half : LONGEST_SILENCE;
    }

    private static List<NewDelivery> deliveries(Filing filing, byte[] orderKey) {
        var teleservice = filing.teleservice();
        var definition = teleservice.definition();
        var targets = teleservice.targets(filing.body(), filing.receivedAt());
        var systems = targets.stream().map(Definition.Target::system).toList();
        var heldFor = teleservice
                .verification(filing.body(), filing.receivedAt())
                .map(Definition.Verification::code)
                .orElse(null);
        return targets.stream()
                .map(target -> new NewDelivery(
                        new ConnectorId(target.system()),
                        target.operation(),
                        target.ifUnknown(),
                        orderKey,
                        target.receives(),
                        target.attachments(),
                        waits(target.after(), systems),
                        heldFor,
                        target.system().equals(definition.decidedBy()),
                        definition.lifecycle() == Lifecycle.TRIAL,
                        definition.weight()))
                .toList();
    }

    private static NewSubmission.@Nullable Wait waits(Definition.@Nullable After after, List<String> systems) {
        return after == null
                ? null
                : new NewSubmission.Wait(systems.indexOf(after.system()) + 1, after.decision() != null);
    }
}
