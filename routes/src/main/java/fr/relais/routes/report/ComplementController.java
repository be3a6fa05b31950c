package fr.relais.routes.report;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Attachments;
import fr.relais.routes.ledger.Complements;
import fr.relais.routes.ledger.NewSubmission.Claimed;
import fr.relais.routes.problems.BoundedBody;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where a portal sends documents a service asked for. The same ones sent again change nothing. */
@RestController
class ComplementController {

    private static final int MOST = 10;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Complements complements;
    private final StatusController status;
    private final Callers callers;
    private final Clock clock;

    ComplementController(Complements complements, StatusController status, Callers callers, Clock clock) {
        this.complements = complements;
        this.status = status;
        this.callers = callers;
        this.clock = clock;
    }

    @PostMapping(
            path = "/api/v1/submissions/{id}/complements",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StatusDocument> complement(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var caller = callers.of(token);
        var documents = documents(request);
        switch (answered(caller, id, documents)) {
            case KEPT, AGAIN, ABSENT -> {} // what is absent, or erased, is told so by its status
            case NOT_ASKED ->
                throw new Refusal(
                        ProblemCode.ATTACHMENTS_NOT_ACCEPTED,
                        new Wording(
                                "Personne n'attend cette pièce : `requests` de la demande dit lesquelles sont attendues.",
                                "Nobody waits for this document: the submission's `requests` say which are awaited."));
        }
        return status.status(id, token, request);
    }

    private Complements.Answered answered(Caller caller, String id, List<Claimed> documents) {
        try {
            return StatusController.uuid(id)
                    .map(known ->
                            complements.answer(caller.authority(), caller.portal(), known, documents, clock.instant()))
                    .orElse(Complements.Answered.ABSENT);
        } catch (Attachments.AttachmentGone gone) {
            throw new Refusal(
                    ProblemCode.ATTACHMENT_UNKNOWN,
                    new Wording(
                            "Une pièce n'a pas été envoyée, a expiré, ou est jointe ailleurs : envoyez-la de nouveau par POST /api/v1/attachments.",
                            "A document was never sent, has expired, or is joined elsewhere: send it again by POST /api/v1/attachments."));
        }
    }

    private static List<Claimed> documents(HttpServletRequest request) throws IOException {
        JsonNode body;
        try {
            body = Json.EDGE.readTree(BoundedBody.of(request));
        } catch (JacksonException unreadable) {
            throw new Refusal(
                    ProblemCode.MALFORMED_JSON,
                    new Wording("Le corps n'est pas un objet JSON lisible.", "The body is no readable JSON object."));
        }
        if (!body.isObject()
                || !body.path("attachments").isArray()
                || !body.propertyNames().stream().allMatch("attachments"::equals)
                || !body.path("attachments").valueStream().allMatch(ComplementController::isDocument)) {
            throw new Refusal(
                    ProblemCode.UNKNOWN_MEMBER,
                    new Wording(
                            "On n'attend que « attachments », une liste de {id, type}.",
                            "Only \"attachments\" is expected, a list of {id, type}."));
        }
        var documents = body.path("attachments")
                .valueStream()
                .map(one ->
                        new Claimed(one.path("id").asString(), one.path("type").asString()))
                .toList();
        if (documents.isEmpty() || documents.size() > MOST || isDoubled(documents)) {
            throw new Refusal(
                    ProblemCode.FORM_INVALID,
                    new Wording("La liste des pièces ne va pas.", "The list of documents is not right."),
                    List.of(new Problem(
                            "/attachments",
                            "size",
                            new Wording(
                                    "Joignez de une à " + MOST + " pièces, chacune une fois.",
                                    "Join one to " + MOST + " documents, each once."))));
        }
        return documents;
    }

    private static boolean isDocument(JsonNode one) {
        return one.isObject()
                && one.size() == 2
                && one.path("id").isString()
                && TYPE.matcher(one.path("type").asString("")).matches();
    }

    private static boolean isDoubled(List<Claimed> documents) {
        var ids = new HashSet<String>();
        return !documents.stream().map(Claimed::id).allMatch(ids::add);
    }
}
