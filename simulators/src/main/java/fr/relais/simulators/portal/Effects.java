package fr.relais.simulators.portal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How often each back-office applied a submission, against once. */
record Effects(Map<String, Integer> applied, Map<String, Integer> due) {

    static Effects of(JsonNode status, JsonNode records, String reference) {
        var due = new LinkedHashMap<String, Integer>();
        for (JsonNode delivery : status.path("deliveries")) {
            due.merge(delivery.path("target").asString(), 1, Integer::sum);
        }
        var applied = new LinkedHashMap<String, Integer>();
        for (JsonNode each : records) {
            if (each.path("cleRelais").asString("").startsWith(reference + "/")) {
                applied.merge(each.path("system").asString(), 1, Integer::sum);
            }
        }
        return new Effects(applied, due);
    }

    boolean areRight() {
        return !due.isEmpty() && applied.equals(due);
    }

    @Override
    public String toString() {
        var systems = new LinkedHashMap<String, Integer>();
        systems.putAll(due);
        applied.forEach(systems::putIfAbsent);
        return systems.keySet().stream()
                .map(system -> system + " " + applied.getOrDefault(system, 0) + "/" + due.getOrDefault(system, 0))
                .collect(Collectors.joining(" "));
    }
}
