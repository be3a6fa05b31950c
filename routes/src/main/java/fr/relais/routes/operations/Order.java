package fr.relais.routes.operations;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.problems.BoundedBody;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Why an act is done; and what the back-office itself says.
 *
 * @param outcome to resolve: what became of the delivery
 * @param targetReference to resolve: its reference there
 * @param notApplied to replay what may have been applied: that it was not
 * @param force to replay what was applied: that it is not there any more
 */
record Order(
        @Nullable String reason,
        @Nullable String outcome,
        @Nullable String targetReference,
        @Nullable Boolean notApplied,
        @Nullable Boolean force) {

    /**
     * The order in a request's body.
     *
     * @throws Refusal when there is none
     */
    static Order read(HttpServletRequest request) throws IOException {
        return read(request, Order.class);
    }

    static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
        try {
            return Json.EDGE.readValue(BoundedBody.of(request), type);
        } catch (UnrecognizedPropertyException unknown) {
            throw new Refusal(
                    ProblemCode.UNKNOWN_MEMBER,
                    new Wording("L'ordre comporte un membre de trop.", "The order has a member too many."));
        } catch (JacksonException unreadable) {
            throw new Refusal(
                    ProblemCode.MALFORMED_JSON,
                    new Wording("Le corps n'est pas un ordre lisible.", "The body is no readable order."));
        }
    }

    /**
     * Who acts and why, to be written down with the act.
     *
     * @throws Refusal when no reason is given
     */
    Acts.Because because(Caller caller, Instant now) {
        return because(reason, caller, now);
    }

    static Acts.Because because(@Nullable String reason, Caller caller, Instant now) {
        var given = Reason.of(reason)
                .orElseThrow(() -> invalid(
                        "« reason » est à donner, en %d à %d caractères : on saura pourquoi."
                                .formatted(Reason.LEAST, Reason.MOST),
                        "\"reason\" must be given, in %d to %d characters: others will want to know."
                                .formatted(Reason.LEAST, Reason.MOST)));
        return new Acts.Because(caller.authority(), caller.portal(), given, now);
    }

    /** A number in a request's text. */
    static long number(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException other) {
            // said below
        }
        throw invalid(
                "« limit » va de 1 à 200 ; « cursor » est le « next » d'une page précédente.",
                "\"limit\" goes from 1 to 200; \"cursor\" is the \"next\" of an earlier page.");
    }

    static Refusal invalid(String fr, String en) {
        return new Refusal(ProblemCode.PARAMETER_INVALID, new Wording(fr, en));
    }

    static Refusal notFound() {
        return new Refusal(ProblemCode.NOT_FOUND, new Wording("Il n'y a rien de tel.", "There is no such thing."));
    }
}
