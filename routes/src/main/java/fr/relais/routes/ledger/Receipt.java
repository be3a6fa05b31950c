package fr.relais.routes.ledger;

import fr.relais.mappings.json.Json;
import fr.relais.routes.ApiTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What a portal is given with a 202. Kept as bytes, so that a replay answers the same ones. */
record Receipt(UUID id, Reference reference, Instant receivedAt, String teleservice) {

    byte[] bytes() {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", id.toString());
        members.put("reference", reference.value());
        members.put("status", SubmissionStatus.RECEIVED.name());
        members.put("receivedAt", ApiTime.of(receivedAt));
        var links = new LinkedHashMap<String, Object>();
        links.put("self", Map.of("href", "/api/v1/submissions/" + id));
        links.put("teleservice", Map.of("href", "/api/v1/teleservices/" + teleservice));
        members.put("links", links);
        return Json.LEDGER.writeValueAsBytes(members);
    }
}
