package fr.relais.routes.translation;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.TeleserviceDefect;
import fr.relais.routes.ledger.NewSubmission;
import fr.relais.routes.ledger.NewSubmission.NewDelivery;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes of a valid body the dossier, and all the ledger keeps of it. */
@Component
final class Translator {

    private static final Duration LONGEST_SILENCE = Duration.ofDays(3);

    private final PersonKeys persons;
    private final Validator validator;

    Translator(PersonKeys persons, Validator validator) {
        this.persons = persons;
        this.validator = validator;
    }

    public NewSubmission translate(Filing filing) {
        var definition = filing.teleservice().definition();
        var dossier = valid(filing.teleservice().translate(filing.body(), filing.receivedAt()), definition.id());
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
                definition.targets().stream()
                        .map(target -> new NewDelivery(
                                new ConnectorId(target.system()), target.operation(), target.ifUnknown(), orderKey))
                        .toList());
    }

    private static Duration alertAfter(Duration deadline) {
        var half = deadline.dividedBy(2);
        return half.compareTo(LONGEST_SILENCE) < 0 ? half : LONGEST_SILENCE;
    }

    /** An invalid dossier from a valid form is a defect of the téléservice; names say where, values stay out. */
    private Dossier valid(Dossier dossier, String teleservice) {
        var violations = validator.validate(dossier);
        if (!violations.isEmpty()) {
            throw new TeleserviceDefect(teleservice + " makes an invalid dossier: "
                    + violations.stream()
                            .map(violation -> violation.getPropertyPath().toString())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return dossier;
    }
}
