package fr.relais.routes.teleservices;

import fr.relais.connectors.ClaimCheck;
import fr.relais.connectors.Connector;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.StatusSource;
import fr.relais.mappings.model.ContentFilter;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.mappings.teleservice.Definition.Target;
import fr.relais.mappings.teleservice.Samples;
import fr.relais.mappings.teleservice.Teleservice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whether the systems a téléservice names are there, do what it asks of them, and can with what they receive. */
public final class TargetCheck {

    /** No submission has it. */
    private static final DeliveryKey NOBODY = new DeliveryKey("R00-2222-2223/1");

    public static List<String> defects(Teleservice teleservice, Collection<? extends Connector> connectors) {
        var definition = teleservice.definition();
        var nominal = Samples.nominalDossier(teleservice);
        var defects = new ArrayList<String>();
        for (var target : definition.targets()) {
            var connector = connectors.stream()
                    .filter(known -> known.id().value().equals(target.system()))
                    .findFirst();
            if (connector.isEmpty()) {
                defects.add(
                        "it targets the system \"%s\", but no connector has that id: correct teleservice.yml or add the connector"
                                .formatted(target.system()));
                continue;
            }
            if (!connector.get().operations().containsKey(target.operation())) {
                defects.add("it asks %s for the operation \"%s\"; there are %s: correct teleservice.yml"
                        .formatted(
                                target.system(),
                                target.operation(),
                                connector.get().operations().keySet()));
                continue;
            }
            unfit(connector.get(), target, nominal).ifPresent(defects::add);
            if (!target.attachments().isEmpty() && !connector.get().takesAttachments(target.operation())) {
                defects.add("%s can't be given attachments with its %s: leave out the target's \"attachments\""
                        .formatted(target.system(), target.operation()));
            }
            if (target.system().equals(definition.decidedBy())
                    && !(connector.get() instanceof StatusSource || connector.get() instanceof ClaimCheck)) {
                defects.add("it awaits a decision of %s, which can't be asked for one: leave out decidedBy"
                        .formatted(target.system()));
            }
            if (definition.lifecycle() == Lifecycle.TRIAL && !connector.get().isSimulated()) {
                defects.add(
                        "it is on trial, but %s is the real system here: try it on a hub that talks to simulators, then publish it"
                                .formatted(target.system()));
            }
        }
        return defects;
    }

    private static Optional<String> unfit(Connector connector, Target target, Dossier nominal) {
        try {
            connector.prepare(delivery(target, new ContentFilter(target.receives()).apply(nominal)));
            return Optional.empty();
        } catch (RuntimeException unfit) { // whatever it is: the delivery would be parked
            return Optional.of(
                    "%s can't make its %s of what it receives of samples/nominal.json (%s): correct \"receives\" or the mapping"
                            .formatted(
                                    target.system(),
                                    target.operation(),
                                    unfit.getClass().getSimpleName()));
        }
    }

    /** A delivery of nobody's, to be prepared and never sent. */
    public static Delivery delivery(Target target, Dossier dossier) {
        return new Delivery(
                NOBODY,
                target.operation(),
                dossier,
                List.of(),
                target.ifUnknown() == IfUnknown.CREATE,
                1,
                () -> Duration.ZERO);
    }

    private TargetCheck() {}
}
