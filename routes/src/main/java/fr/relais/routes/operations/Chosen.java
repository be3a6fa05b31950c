package fr.relais.routes.operations;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Operations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are meant, in an engineer's words.
 *
 * @param cause a code of the runbook
 * @param receivedFrom since when their submissions came: {@code 2026-11-30T08:00:00Z}
 * @param receivedUntil until when, without it
 */
public record Chosen(
        @Nullable String state,
        @Nullable String lane,
        @Nullable String cause,
        @Nullable String teleservice,
        @Nullable String receivedFrom,
        @Nullable String receivedUntil) {

    private static final Pattern CODE = Pattern.compile("[\\w./-]{1,40}");

    /**
     * The same, of the ledger's own.
     *
     * @throws fr.relais.routes.problems.Refusal when it means nothing
     */
    public Operations.Selection selection(Desk desk, Authority authority) {
        return new Operations.Selection(
                state == null ? null : state(state),
                lane == null ? null : desk.known(lane, authority),
                cause == null ? null : code("cause", cause),
                teleservice == null ? null : code("teleservice", teleservice),
                receivedFrom == null ? null : moment("receivedFrom", receivedFrom),
                receivedUntil == null ? null : moment("receivedUntil", receivedUntil));
    }

    private static DeliveryState state(String name) {
        return Arrays.stream(DeliveryState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Order.invalid(
                        "« state » est l'un des états d'une transmission, par exemple PARKED.",
                        "\"state\" is one of the states of a delivery, e.g. PARKED."));
    }

    private static String code(String member, String code) {
        if (!CODE.matcher(code).matches()) {
            throw Order.invalid(
                    "« %s » est un code, par exemple http-503 ou demande-apa.".formatted(member),
                    "\"%s\" is a code, e.g. http-503 or demande-apa.".formatted(member));
        }
        return code;
    }

    private static Instant moment(String member, String moment) {
        try {
            return Instant.parse(moment);
        } catch (DateTimeParseException unreadable) {
            throw Order.invalid(
                    "« %s » est un instant, par exemple 2026-11-30T08:00:00Z.".formatted(member),
                    "\"%s\" is a moment, e.g. 2026-11-30T08:00:00Z.".formatted(member));
        }
    }
}
