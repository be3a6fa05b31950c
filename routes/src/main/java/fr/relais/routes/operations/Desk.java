package fr.relais.routes.operations;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Dossiers;
import fr.relais.routes.ApiTime;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.Operations;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes of the ledger's rows what engineers read. */
@Component
public final class Desk {

    private static final List<String> NAMES =
            List.of("given_name", "given_name_array", "family_name", "preferred_username");

    private final Operations operations;
    private final Lanes lanes;
    private final LaneRegistry registry;

    Desk(Operations operations, Lanes lanes, LaneRegistry registry) {
        this.operations = operations;
        this.lanes = lanes;
        this.registry = registry;
    }

    List<OpsDocuments.Lane> lanes(Authority authority, Locale language) {
        Map<ConnectorId, Operations.Backlog> backlogs = operations.backlogs(authority).stream()
                .collect(Collectors.toMap(Operations.Backlog::connector, Function.identity()));
        var heaps = operations.heaps(authority);
        return lanes.all(authority).stream()
                .map(lane -> {
                    var backlog = backlogs.get(lane.connector());
                    return new OpsDocuments.Lane(
                            lane.connector().value(),
                            lane.state().name(),
                            ApiTime.of(lane.since()),
                            lane.cause(),
                            backlog == null ? 0 : backlog.backlog(),
                            backlog == null ? null : ApiTime.orNull(backlog.oldestAt()),
                            ApiTime.orNull(lane.lastSuccessAt()),
                            owner(lane.connector()),
                            heaps.stream()
                                    .filter(heap -> heap.connector().equals(lane.connector()))
                                    .map(heap -> stuck(heap, lane.state(), language))
                                    .toList());
                })
                .toList();
    }

    /** The lane of that name, if there is one. */
    ConnectorId known(String name, Authority authority) {
        return lanes.all(authority).stream()
                .map(Lanes.View::connector)
                .filter(lane -> lane.value().equals(name))
                .findFirst()
                .orElseThrow(Order::notFound);
    }

    private String owner(ConnectorId connector) {
        return registry.find(connector)
                .map(lane -> lane.connector().lane().owner())
                .orElse("");
    }

    private static OpsDocuments.Stuck stuck(Operations.Heap heap, LaneState lane, Locale language) {
        return new OpsDocuments.Stuck(
                heap.state().name(),
                heap.cause(),
                heap.count(),
                ApiTime.of(heap.since()),
                Advice.of(heap.state(), heap.cause(), lane).in(language));
    }

    public OpsDocuments.Delivery line(Operations.Row row, Locale language) {
        return document(row, null, null, language);
    }

    public OpsDocuments.Delivery whole(Operations.Row row, Locale language) {
        var mask = mask(row);
        return document(
                row,
                operations.calls(row.item()).stream()
                        .map(call -> attempt(call, mask))
                        .toList(),
                operations.acts(row.item()).stream()
                        .map(act -> new OpsDocuments.Act(ApiTime.of(act.at()), act.actor(), act.verb(), act.reason()))
                        .toList(),
                language);
    }

    /**
     * All that was posted about the person, so that a page which echoes it shows none of it.
     *
     * @param others what else is known of the person, and kept nowhere yet
     */
    public Mask mask(Operations.Row row, Dossier... others) {
        var values = new HashSet<String>();
        var names = new HashSet<String>();
        operations.body(row.item()).map(Json.LEDGER::readTree).ifPresent(body -> {
            collect(body, values);
            for (var person : List.of("usager", "mandataire")) {
                NAMES.forEach(name -> collect(body.path(person).path("identite").path(name), names));
            }
        });
        operations.dossiers(row.item()).stream()
                .map(Json.LEDGER::readTree)
                .forEach(dossier -> collect(dossier, values));
        for (var other : others) {
            collect(Json.LEDGER.readTree(Dossiers.written(other)), values);
        }
        return new Mask(values, names);
    }

    private static void collect(JsonNode node, Set<String> values) {
        if (node.isString() || node.isNumber()) {
            values.add(node.asString());
        }
        node.values().forEach(child -> collect(child, values));
    }

    private OpsDocuments.Delivery document(
            Operations.Row row,
            @Nullable List<OpsDocuments.Attempt> attempts,
            @Nullable List<OpsDocuments.Act> acts,
            Locale language) {
        var item = row.item();
        var lane = lanes.view(item.authority(), item.connector()).state();
        return new OpsDocuments.Delivery(
                item.key().asWord(),
                item.submissionPublicId().toString(),
                item.key().reference(),
                item.key().value(),
                item.connector().value(),
                row.teleservice(),
                row.operation(),
                row.state().name(),
                row.waitsFor(),
                row.cause(),
                row.failures(),
                ApiTime.of(row.since()),
                ApiTime.of(row.receivedAt()),
                row.state().isTerminal() ? null : ApiTime.of(row.dueAt()),
                ApiTime.of(row.deadlineAt()),
                row.targetReference(),
                Advice.of(row.state(), row.cause(), lane).in(language),
                attempts,
                acts);
    }

    private static OpsDocuments.Attempt attempt(Operations.Call call, Mask mask) {
        return new OpsDocuments.Attempt(
                call.number(),
                call.kind(),
                call.build(),
                ApiTime.of(call.startedAt()),
                ApiTime.orNull(call.endedAt()),
                call.outcome(),
                call.code(),
                call.httpStatus(),
                call.contentType(),
                call.late(),
                new OpsDocuments.Exchange(mask.of(call.request()), mask.of(call.response())));
    }
}
