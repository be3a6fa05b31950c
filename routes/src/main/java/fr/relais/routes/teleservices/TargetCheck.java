package fr.relais.routes.teleservices;

import fr.relais.connectors.Connector;
import fr.relais.mappings.teleservice.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether the systems a téléservice names are there, and do what it asks of them. */
public final class TargetCheck {

    public static List<String> defects(Definition definition, Collection<? extends Connector> connectors) {
        var defects = new ArrayList<String>();
        for (var target : definition.targets()) {
            var operations = connectors.stream()
                    .filter(connector -> connector.id().value().equals(target.system()))
                    .map(connector -> connector.operations().keySet())
                    .findFirst();
            if (operations.isEmpty()) {
                defects.add(
                        "it targets the system \"%s\", but no connector has that id: correct teleservice.yml or add the connector"
                                .formatted(target.system()));
            } else if (!operations.get().contains(target.operation())) {
                defects.add("it asks %s for the operation \"%s\"; there are %s: correct teleservice.yml"
                        .formatted(target.system(), target.operation(), operations.get()));
            }
        }
        return defects;
    }

    private TargetCheck() {}
}
