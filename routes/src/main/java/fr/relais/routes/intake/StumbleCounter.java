package fr.relais.routes.intake;

import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.ledger.Stumbles;
import fr.relais.routes.translation.Filing;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Counts which fields forms are refused for; a field nobody declared is not named, since its name may say anything. */
@Component
final class StumbleCounter {

    private static final Logger LOG = LoggerFactory.getLogger(StumbleCounter.class);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String FORM = "/form";
    private static final Set<String> CANALS = Set.of("portail", "guichet", "telephone", "papier");

    private final Stumbles stumbles;

    StumbleCounter(Stumbles stumbles) {
        this.stumbles = stumbles;
    }

    /** A refusal is answered whether it can be counted or not. */
    void of(Filing filing, List<Problem> problems) {
        var declared = filing.teleservice().fields().stream()
                .map(Teleservice.Field::pointer)
                .collect(Collectors.toSet());
        var kinds = problems.stream()
                .filter(problem -> problem.pointer().startsWith(FORM))
                .map(problem -> new Stumbles.Kind(ofAnyElement(problem.pointer()), problem.code()))
                .filter(kind -> declared.contains(kind.field()))
                .collect(Collectors.toSet());
        if (kinds.isEmpty()) {
            return;
        }
        var canal = filing.body().path("canal").asString(""); // not checked yet, or found wrong
        try {
            stumbles.add(
                    filing.caller().authority(),
                    filing.key().teleservice(),
                    CANALS.contains(canal) ? canal : "",
                    LocalDate.ofInstant(filing.receivedAt(), PARIS),
                    kinds);
        } catch (DataAccessException away) {
            LOG.warn("a refused form is not counted: {}", away.getClass().getSimpleName());
        }
    }

    private static String ofAnyElement(String pointer) {
        return pointer.substring(FORM.length()).replaceAll("/\\d+(?=/|$)", "/-");
    }
}
