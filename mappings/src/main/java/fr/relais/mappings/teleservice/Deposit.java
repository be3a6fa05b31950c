package fr.relais.mappings.teleservice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;

/** When the citizen filed: what the portal says, else when it came. */
final class Deposit {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    static LocalDate day(JsonNode body, Instant receivedAt) {
        var deposit =
                body.has("submittedAt") ? Instant.parse(body.path("submittedAt").asString()) : receivedAt;
        return LocalDate.ofInstant(deposit, PARIS);
    }

    private Deposit() {}
}
