package fr.relais.routes.catalogue;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.PrefillTally;
import fr.relais.routes.prefill.Outcome;
import fr.relais.routes.prefill.Sources;
import fr.relais.routes.teleservices.Teleservices;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The téléservices in force here, as pages and register tell them. */
@Component
final class Sheets {

    private final Teleservices teleservices;
    private final LaneRegistry lanes;
    private final Sources sources;
    private final PrefillTally tally;

    Sheets(Teleservices teleservices, LaneRegistry lanes, Sources sources, PrefillTally tally) {
        this.teleservices = teleservices;
        this.lanes = lanes;
        this.sources = sources;
        this.tally = tally;
    }

    /** Those the public may see, by title. */
    List<Sheet> open() {
        return teleservices.all().stream()
                .filter(Sheets::isOpen)
                .map(this::sheet)
                .sorted(Comparator.comparing(Sheet::title, Collator.getInstance(Locale.FRENCH)))
                .toList();
    }

    Optional<Sheet> open(String id) {
        return teleservices.find(id).filter(Sheets::isOpen).map(this::sheet);
    }

    /** Those that hold data or may: of a retired one submissions are still kept. */
    List<Teleservice> processing() {
        return teleservices.all().stream()
                .filter(teleservice -> teleservice.definition().lifecycle() != Lifecycle.DRAFT)
                .sorted(Comparator.comparing(
                        teleservice -> teleservice.definition().id()))
                .toList();
    }

    private static boolean isOpen(Teleservice teleservice) {
        return switch (teleservice.definition().lifecycle()) {
            case TRIAL, PUBLISHED, SUSPENDED -> true;
            case DRAFT, RETIRED -> false;
        };
    }

    Sheet sheet(Teleservice teleservice) {
        var definition = teleservice.definition();
        var decidedBy = definition.decidedBy();
        return new Sheet(
                definition.id(),
                definition.version(),
                definition.title().in(Locale.FRENCH),
                Words.lifecycle(definition.lifecycle()),
                Words.audiences(definition.audiences()),
                definition.owner(),
                definition.purpose().in(Locale.FRENCH),
                definition.legalBasis().in(Locale.FRENCH),
                Words.assurance(definition.minimumAssurance()),
                Words.period(definition.retention()),
                Words.duration(definition.deadline()),
                CatalogueController.RIGHTS.in(Locale.FRENCH),
                teleservice.fields().stream()
                        .map(field -> field(field, definition))
                        .toList(),
                definition.attachments().stream()
                        .map(piece -> new Sheet.Piece(
                                piece.label().in(Locale.FRENCH),
                                piece.required(),
                                piece.purpose().in(Locale.FRENCH)))
                        .toList(),
                definition.targets().stream()
                        .map(target -> recipient(definition, target))
                        .toList(),
                definition.prefill().stream()
                        .flatMap(prefill -> sources.asked(prefill).stream())
                        .map(source -> source.name().in(Locale.FRENCH))
                        .distinct()
                        .toList(),
                figures(teleservice),
                decidedBy == null ? null : name(decidedBy),
                definition.verify().stream().map(Definition.Verification::code).toList());
    }

    private Sheet.Figures figures(Teleservice teleservice) {
        var figures = teleservice.minimisation(prefill -> sources.asked(prefill).isPresent());
        return new Sheet.Figures(
                figures.required(),
                figures.prefilled(),
                figures.asked(),
                figures.decided(),
                figures.spared().stream()
                        .map(document -> document.in(Locale.FRENCH))
                        .toList(),
                tally.of(Authority.DEFAULT, teleservice.definition().id()).stream()
                        .map(count -> new Sheet.Observed(
                                sources.name(count.source(), Locale.FRENCH),
                                Words.outcome(Outcome.valueOf(count.outcome())),
                                count.count()))
                        .toList());
    }

    private Sheet.Field field(Teleservice.Field field, Definition definition) {
        int depth = (int) field.pointer()
                        .chars()
                        .filter(character -> character == '/')
                        .count()
                - 1
                - (field.pointer().split("/-/", -1).length - 1);
        return new Sheet.Field(field.title(), depth, field.required(), field.purpose(), origin(field, definition));
    }

    private String origin(Teleservice.Field field, Definition definition) {
        return definition.prefill().stream()
                .filter(prefill -> prefill.fills("/form" + field.pointer()))
                .flatMap(prefill -> sources.asked(prefill).stream()
                        .map(source -> source.name().in(Locale.FRENCH)
                                + (prefill.confirm() ? ", à confirmer par l'usager" : ", à défaut l'usager")))
                .findFirst()
                .orElse("L'usager");
    }

    private Sheet.Recipient recipient(Definition definition, Definition.Target target) {
        return new Sheet.Recipient(
                name(target.system()),
                target.operation(),
                Stream.concat(target.receives().stream().map(Words::part), pieces(definition, target))
                        .toList(),
                Words.ifUnknown(target.ifUnknown()),
                target.when(),
                after(target.after()));
    }

    private static Stream<String> pieces(Definition definition, Definition.Target target) {
        return definition.attachments().stream()
                .filter(piece -> target.attachments().contains(piece.type()))
                .map(piece -> "la pièce « " + piece.label().in(Locale.FRENCH) + " »");
    }

    private @Nullable String after(Definition.@Nullable After after) {
        if (after == null) {
            return null;
        }
        return after.decision() == null
                ? "une fois la demande reçue par : " + name(after.system())
                : "si la décision est favorable, chez : " + name(after.system());
    }

    /** What people call a system. */
    String name(String system) {
        return lanes.find(new ConnectorId(system))
                .map(lane -> lane.connector().name().in(Locale.FRENCH))
                .orElse(system);
    }
}
