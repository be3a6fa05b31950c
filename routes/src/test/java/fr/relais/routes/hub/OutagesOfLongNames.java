package fr.relais.routes.hub;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Outages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An outage that goes on and one that is over, with names as long as they come. */
final class OutagesOfLongNames {

    static void make(Outages outages, JdbcClient jdbc, Instant now) {
        for (var subject : List.of("essai-en-cours", "essai-fini")) {
            outages.see(
                    Authority.DEFAULT,
                    new Outages.Seen(
                            "lane",
                            subject,
                            "read-http-200-not-soap",
                            "Le service départemental de l’autonomie et de l’accompagnement des personnes (" + subject
                                    + ") ne répond pas : 12 345 transmissions attendent",
                            "Exploitation des applications sociales et financières",
                            "/console/voies/finance",
                            12_345,
                            now.minus(Duration.ofHours(3))),
                    subject.endsWith("fini") ? now.minus(Duration.ofHours(1)) : now.plus(Duration.ofHours(1)));
        }
        jdbc.sql("update outage set told_at = now() where told_at is null").update();
        outages.endUnseen(Authority.DEFAULT, now.minus(Duration.ofMinutes(30)));
    }

    private OutagesOfLongNames() {}
}
