package fr.relais.routes.intake;

import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.channels.Closing;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Acceptance;
import fr.relais.routes.ledger.Attachments;
import fr.relais.routes.ledger.ProofKeys;
import fr.relais.routes.problems.BoundedBody;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.teleservices.Teleservices;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The HTTP edge of a submission. */
@RestController
class SubmissionController {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,128}");

    private final Intake intake;
    private final Teleservices teleservices;
    private final Callers callers;
    private final Closing closing;
    private final MeterRegistry meters;
    private final Clock clock;

    SubmissionController(
            Intake intake,
            Teleservices teleservices,
            Callers callers,
            Closing closing,
            MeterRegistry meters,
            Clock clock) {
        this.intake = intake;
        this.teleservices = teleservices;
        this.callers = callers;
        this.closing = closing;
        this.meters = meters;
        this.clock = clock;
    }

    @PostMapping(
            path = "/api/v1/teleservices/{id}/submissions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> submit(
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request)
            throws IOException {
        if (closing.hasBegun()) {
            throw closing();
        }
        var teleservice = teleservices.find(id);
        var timer = Timer.start(meters);
        var result = "failed";
        try {
            var answer = kept(id, teleservice, key, token, request);
            result = answer.getHeaders().containsHeader(REPLAYED) ? "repeated" : "accepted";
            return answer;
        } catch (Refusal refused) {
            result = refused.code().code();
            throw refused;
        } catch (IOException gone) { // its portal hung up
            result = "aborted";
            throw gone;
        } finally { // whatever is asked for, there is no label but for what is offered
            timer.stop(meters.timer(
                    "relais.submission", "teleservice", teleservice.isPresent() ? id : "none", "result", result));
        }
    }

    private ResponseEntity<byte[]> kept(
            String id, Optional<Teleservice> teleservice, @Nullable String key, Jwt token, HttpServletRequest request)
            throws IOException {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new Refusal(
                    ProblemCode.IDEMPOTENCY_KEY_MISSING,
                    new Wording(
                            "Joignez un en-tête Idempotency-Key de 16 à 128 caractères ASCII visibles, le même à chaque renvoi.",
                            "Send an Idempotency-Key header of 16 to 128 visible ASCII characters, the same with each repetition."));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            return answer(
                    intake.submit(new Post(callers.of(token), id, teleservice, key, BoundedBody.of(request), now)));
        } catch (Attachments.AttachmentGone gone) {
            throw Pieces.unknown(List.of());
        } catch (ProofKeys.ProofGone gone) {
            throw new Refusal(
                    ProblemCode.FORM_INVALID,
                    Vouched.USED,
                    List.of(new Problem("/proofs", "proof-used", Vouched.USED)));
        }
    }

    private static ResponseEntity<byte[]> answer(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> {
                var response = ResponseEntity.accepted()
                        .location(URI.create("/api/v1/submissions/" + accepted.id()))
                        .contentType(MediaType.APPLICATION_JSON);
                if (accepted.replayed()) {
                    response.header(REPLAYED, "true");
                }
                yield response.body(accepted.receipt());
            }
            case Acceptance.KeyReused reused ->
                throw new Refusal(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        new Wording(
                                "Cette clé a déjà servi pour un autre contenu ; prenez-en une nouvelle.",
                                "This key was used for other content; take a new one."));
            case Acceptance.InProgress running ->
                throw new Refusal(
                        ProblemCode.REQUEST_IN_PROGRESS,
                        new Wording(
                                "La même demande est en cours d'enregistrement ; renvoyez-la dans un instant.",
                                "The same request is being kept; send it again in a moment."),
                        Duration.ofSeconds(1));
            case Acceptance.Expired expired ->
                throw new Refusal(
                        ProblemCode.SUBMISSION_EXPIRED,
                        new Wording(
                                "Cette demande a été reçue puis effacée au terme de sa durée de conservation.",
                                "This submission was received, and purged when its retention ended."));
        };
    }

    private static Refusal closing() {
        return new Refusal(
                ProblemCode.LEDGER_UNAVAILABLE,
                new Wording(
                        "Le service redémarre. Renvoyez la même demande avec la même clé d'idempotence.",
                        "The service is restarting. Send the same request again with the same idempotency key."),
                Duration.ofSeconds(5));
    }
}
