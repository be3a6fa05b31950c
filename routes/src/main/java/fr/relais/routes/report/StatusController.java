package fr.relais.routes.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Search;
import fr.relais.routes.ledger.Standings;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a portal reads how its submission does. */
@RestController
class StatusController {

    private final Standings standings;
    private final StatusDocuments documents;
    private final Callers callers;

    StatusController(Standings standings, StatusDocuments documents, Callers callers) {
        this.standings = standings;
        this.documents = documents;
        this.callers = callers;
    }

    @GetMapping(path = "/api/v1/submissions/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StatusDocument> status(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        var caller = callers.of(token);
        var language = ProblemWriter.language(request);
        var standing = uuid(id).flatMap(known -> standings.find(caller.authority(), caller.portal(), known))
                .orElseThrow(() -> new Refusal(
                        ProblemCode.NOT_FOUND,
                        new Wording("Ce portail n'a pas de telle demande.", "This portal has no such submission.")));
        if (standing.isPurged()) {
            throw new Refusal(
                    ProblemCode.SUBMISSION_EXPIRED,
                    new Wording(
                            "Cette demande a été effacée au terme de sa durée de conservation.",
                            "This submission was purged when its retention ended."));
        }
        return in(language, documents.of(standing, language));
    }

    /** Lists and finds: the same documents, in the order they last changed. */
    @GetMapping(path = "/api/v1/submissions", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StatusPage> list(
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request) {
        var caller = callers.of(token);
        var language = ProblemWriter.language(request);
        var page = SearchParameters.read(parameters)
                .map(search -> standings.search(caller.authority(), caller.portal(), search))
                .orElseGet(() -> new Search.Page(List.of(), null));
        var next = page.next();
        return in(
                language,
                new StatusPage(
                        page.items().stream()
                                .map(standing -> documents.of(standing, language))
                                .toList(),
                        next == null ? null : next.cursor()));
    }

    /** May be kept by its caller, and shown again once the hub has said that it still holds. */
    private static <T> ResponseEntity<T> in(Locale language, T body) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .body(body);
    }

    /** A page of status documents; {@code next} is the cursor of the following one. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StatusPage(List<StatusDocument> items, @Nullable String next) {}

    /** What is no id is nobody's submission; the two are not told apart. */
    static Optional<UUID> uuid(String id) {
        try {
            var uuid = UUID.fromString(id);
            return uuid.toString().equalsIgnoreCase(id) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
