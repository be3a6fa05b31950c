package fr.relais.routes.prefill;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.mappings.teleservice.Envelope;
import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.problems.BoundedBody;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.teleservices.Teleservices;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Where a portal asks what is known already. Never cached: the answer is one person's. */
@RestController
class PrefillController {

    private static final Set<String> MEMBERS = Set.of("usager", "form", "franceConnectToken");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final Teleservices teleservices;
    private final Callers callers;
    private final Prefills prefills;

    PrefillController(Teleservices teleservices, Callers callers, Prefills prefills) {
        this.teleservices = teleservices;
        this.callers = callers;
        this.prefills = prefills;
    }

    @PostMapping(
            path = "/api/v1/teleservices/{id}/prefill",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PrefillDocument> prefill(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var caller = callers.of(token);
        var teleservice = open(id, caller);
        var body = body(request);
        var usager = teleservice.usager(body).orElseThrow(() -> invalid(List.of()));
        var language = ProblemWriter.language(request);
        var given = body.path("franceConnectToken");
        var filled = prefills.fill(new Prefills.Request(
                caller, teleservice, body, usager, given.isString() ? given.asString() : null, language));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .body(filled);
    }

    private Teleservice open(String id, Caller caller) {
        var teleservice = teleservices
                .find(id)
                .filter(known -> caller.maySee(known.definition()))
                .orElseThrow(() -> new Refusal(
                        ProblemCode.NOT_FOUND,
                        new Wording(
                                "Ce téléservice n'existe pas, ou n'est pas ouvert à ce portail.",
                                "This téléservice does not exist, or is not open to this portal.")));
        if (teleservice.definition().lifecycle() == Lifecycle.SUSPENDED) {
            throw new Refusal(
                    ProblemCode.TELESERVICE_SUSPENDED,
                    new Wording("Ce téléservice n'est pas ouvert en ce moment.", "This téléservice is not open now."));
        }
        return teleservice;
    }

    private static ObjectNode body(HttpServletRequest request) throws IOException {
        ObjectNode body;
        try {
            body = Json.EDGE.readTree(BoundedBody.of(request)) instanceof ObjectNode object ? object : null;
        } catch (JacksonException unreadable) {
            body = null;
        }
        if (body == null) {
            throw new Refusal(
                    ProblemCode.MALFORMED_JSON,
                    new Wording("Le corps n'est pas un objet JSON lisible.", "The body is no readable JSON object."));
        }
        if (!MEMBERS.containsAll(body.propertyNames())) {
            throw new Refusal(
                    ProblemCode.UNKNOWN_MEMBER,
                    new Wording(
                            "On n'attend que « usager », « form » et « franceConnectToken ».",
                            "Only \"usager\", \"form\" and \"franceConnectToken\" are expected."));
        }
        var problems = problems(body);
        if (!problems.isEmpty()) {
            throw invalid(problems);
        }
        isSureEnough(body);
        return body;
    }

    private static List<Problem> problems(ObjectNode body) {
        var problems = new ArrayList<>(Envelope.usagerProblems(body.path("usager")));
        if (body.has("form") && !body.path("form").isObject()) {
            problems.add(new Problem("/form", "type", new Wording("On attend un objet.", "An object is expected.")));
        }
        var token = body.path("franceConnectToken");
        if (body.has("franceConnectToken")
                && !(token.isString() && TOKEN.matcher(token.asString()).matches())) {
            problems.add(new Problem(
                    "/franceConnectToken",
                    "format",
                    new Wording("Ce n'est pas un jeton d'accès.", "This is no access token.")));
        }
        return problems;
    }

    /** What the State knows of a person is told to nobody who merely says to be that person. */
    private static void isSureEnough(ObjectNode body) {
        var assurance = Json.EDGE.treeToValue(body.path("usager").path("assurance"), Assurance.class);
        if (!assurance.isAtLeast(Assurance.COMPTE_VERIFIE)) {
            throw new Refusal(
                    ProblemCode.ASSURANCE_TOO_LOW,
                    new Wording(
                            "Le pré-remplissage demande une identité vérifiée (au moins « compte-verifie »).",
                            "Pre-filling needs a verified identity (at least \"compte-verifie\")."));
        }
    }

    private static Refusal invalid(List<Problem> problems) {
        return new Refusal(
                ProblemCode.FORM_INVALID,
                new Wording(
                        "La demande comporte des erreurs ; chacune est située dans « errors ».",
                        "The request has errors; each is located in \"errors\"."),
                problems);
    }
}
