package fr.relais.routes.kit;

import fr.relais.connectors.Connector;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.ContentFilter;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.Definition.Target;
import fr.relais.mappings.teleservice.InvalidTeleservice;
import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Samples;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceDefect;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import fr.relais.routes.channels.Traces;
import fr.relais.routes.teleservices.TargetCheck;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What would become of a submission, told without anything being sent: the dossier, what each target would get, what is left behind. */
public final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private final Collection<Connector> connectors;
    private final PrintStream out;

    public Rehearsal(Collection<Connector> connectors, PrintStream out) {
        this.connectors = connectors;
        this.out = out;
    }

    /**
     * Tells it, or what is wrong with the téléservice.
     *
     * @param text a whole body, as a portal posts it
     * @return whether it would be accepted
     */
    public boolean of(TeleserviceFolder folder, String text) {
        try {
            var teleservice = Teleservice.read(folder);
            var defects = TargetCheck.defects(teleservice, connectors);
            return defects.isEmpty() ? of(teleservice, Json.EDGE.readTree(text)) : spoilt(defects);
        } catch (InvalidTeleservice invalid) {
            return spoilt(invalid.defects());
        } catch (TeleserviceDefect defect) {
            return spoilt(List.of(defect.getMessage()));
        } catch (JacksonException unreadable) {
            return spoilt(List.of("the body can't be read: " + unreadable.getOriginalMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("téléservice {}: {}", folder.name(), Traces.of(unforeseen));
            return spoilt(List.of("it can't be used (" + unforeseen.getClass().getSimpleName() + "): see the log"));
        }
    }

    private boolean spoilt(List<String> defects) {
        out.println("À REVOIR");
        defects.forEach(defect -> out.println("  - " + defect.replace("\n", "\n    ")));
        return false;
    }

    private boolean of(Teleservice teleservice, JsonNode body) {
        var problems = teleservice.problems(body, Samples.RECEIVED);
        if (!problems.isEmpty()) {
            out.println("Refusé :");
            problems.forEach(this::tell);
            return false;
        }
        var dossier = teleservice.translate(body, Samples.RECEIVED);
        out.println("Accepté. Le dossier :");
        out.println(indented(Json.LEDGER.valueToTree(dossier).toPrettyString()));
        tell("De la demande, rien n'arrive au dossier de", idle(teleservice, body));
        teleservice
                .verification(body, Samples.RECEIVED)
                .ifPresent(verification ->
                        out.printf("%nÀ vérifier par un agent avant que rien ne parte : %s%n", verification.code()));
        var concerned = teleservice.targets(body, Samples.RECEIVED);
        for (var target : teleservice.definition().targets()) {
            out.printf("%n%s, %s%s%n", target.system(), target.operation(), after(target));
            if (concerned.contains(target)) {
                tell(target, dossier);
            } else {
                out.println("  Pas concerné : « " + target.when() + " » ne tient pas.");
            }
        }
        return true;
    }

    private void tell(Problem problem) {
        out.println("  " + problem.pointer() + " " + problem.code() + " : "
                + problem.message().in(Locale.FRENCH));
    }

    private void tell(String what, List<String> where) {
        if (!where.isEmpty()) {
            out.println("  " + what + " : " + String.join(", ", where));
        }
    }

    private void tell(Target target, Dossier dossier) {
        var connector = connectors.stream()
                .filter(known -> known.id().value().equals(target.system()))
                .findFirst()
                .orElseThrow();
        ObjectNode whole = Json.LEDGER.valueToTree(dossier);
        var seen = new ContentFilter(target.receives()).apply(dossier);
        ObjectNode part = Json.LEDGER.valueToTree(seen);
        out.println(indented(connector.preview(TargetCheck.delivery(target, seen))));
        tell(
                "Ne lui est pas donné (receives)",
                Leaves.of(whole).stream()
                        .filter(leaf -> part.at(leaf).isMissingNode())
                        .toList());
        tell(
                "Lui est donné, et son contrat n'en fait rien",
                Leaves.idle(
                        part,
                        tree -> connector.preview(
                                TargetCheck.delivery(target, Json.LEDGER.treeToValue(tree, Dossier.class)))));
    }

    private static String after(Target target) {
        var after = target.after();
        if (after == null) {
            return "";
        }
        return (after.decision() == null ? ", une fois reçu par " : ", si la décision est favorable chez ")
                + after.system();
    }

    private static List<String> idle(Teleservice teleservice, JsonNode body) {
        return Leaves.idle(body.path("form"), form -> {
                    var changed = (ObjectNode) body.deepCopy();
                    changed.set("form", form);
                    return teleservice.translate(changed, Samples.RECEIVED);
                })
                .stream()
                .map(leaf -> "/form" + leaf)
                .toList();
    }

    private static String indented(String text) {
        return text.strip().indent(2).stripTrailing();
    }
}
