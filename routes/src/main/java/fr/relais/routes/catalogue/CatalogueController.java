package fr.relais.routes.catalogue;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.catalogue.TeleserviceDocument.Field;
import fr.relais.routes.catalogue.TeleserviceDocument.Link;
import fr.relais.routes.catalogue.TeleserviceDocument.Notice;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.PrefillTally;
import fr.relais.routes.prefill.Sources;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.teleservices.Teleservices;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where a portal learns what it may post. What it may not use does not exist for it. */
@RestController
class CatalogueController {

    static final Wording RIGHTS = new Wording(
            "Vous pouvez accéder à vos données, les faire rectifier ou effacer, en limiter l'usage ou vous y opposer"
                    + " auprès du délégué à la protection des données du département, et saisir la CNIL.",
            "You may access your data, have it rectified or erased, restrict its use or object to it"
                    + " with the département's data protection officer, and complain to the CNIL.");

    private final Teleservices teleservices;
    private final LaneRegistry lanes;
    private final Sources sources;
    private final PrefillTally tally;
    private final Callers callers;
    private final Clock clock;

    CatalogueController(
            Teleservices teleservices,
            LaneRegistry lanes,
            Sources sources,
            PrefillTally tally,
            Callers callers,
            Clock clock) {
        this.clock = clock;
        this.sources = sources;
        this.tally = tally;
        this.teleservices = teleservices;
        this.lanes = lanes;
        this.callers = callers;
    }

    @GetMapping(path = "/api/v1/teleservices", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TeleserviceDocument.Page> list(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        var caller = callers.of(token);
        var language = ProblemWriter.language(request);
        return in(
                language,
                new TeleserviceDocument.Page(
                        teleservices.all().stream()
                                .filter(teleservice -> caller.maySee(teleservice.definition()))
                                .map(teleservice -> document(teleservice.definition(), null, language))
                                .toList(),
                        null));
    }

    @GetMapping(path = "/api/v1/teleservices/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<TeleserviceDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        var teleservice = visible(id, token);
        var language = ProblemWriter.language(request);
        return in(language, document(teleservice.definition(), notice(teleservice, language), language));
    }

    @GetMapping(path = "/api/v1/teleservices/{id}/minimisation", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MinimisationDocument> minimisation(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        var teleservice = visible(id, token);
        var language = ProblemWriter.language(request);
        return in(
                language,
                MinimisationDocument.of(
                        teleservice.definition(),
                        teleservice.minimisation(
                                prefill -> sources.asked(prefill).isPresent()),
                        tally.of(callers.of(token).authority(), id),
                        language));
    }

    @GetMapping(
            path = "/api/v1/teleservices/{id}/versions/{version}/form.schema.json",
            produces = {"application/schema+json", MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<byte[]> schema(
            @PathVariable String id, @PathVariable String version, @AuthenticationPrincipal Jwt token) {
        var teleservice = visible(id, token)
                .version(version, clock.instant())
                .orElseThrow(() -> new Refusal(
                        ProblemCode.NOT_FOUND,
                        new Wording("Cette version n'existe pas.", "There is no such version.")));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/schema+json"))
                .body(teleservice.formSchema().getBytes(StandardCharsets.UTF_8));
    }

    private Teleservice visible(String id, Jwt token) {
        var caller = callers.of(token);
        return teleservices
                .find(id)
                .filter(teleservice -> caller.maySee(teleservice.definition()))
                .orElseThrow(() -> new Refusal(
                        ProblemCode.NOT_FOUND,
                        new Wording(
                                "Ce téléservice n'existe pas, ou n'est pas ouvert à ce portail.",
                                "This téléservice does not exist, or is not open to this portal.")));
    }

    private @Nullable String source(Definition definition, String pointer, Locale language) {
        return definition.prefill().stream()
                .filter(prefill -> prefill.fills(pointer))
                .flatMap(prefill -> sources.asked(prefill).stream())
                .map(source -> source.name().in(language))
                .findFirst()
                .orElse(null);
    }

    private static <T> ResponseEntity<T> in(Locale language, T body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .body(body);
    }

    private static TeleserviceDocument document(Definition definition, @Nullable Notice notice, Locale language) {
        return new TeleserviceDocument(
                definition.id(),
                definition.version(),
                definition.title().in(language),
                definition.lifecycle(),
                definition.audiences().stream().sorted().toList(),
                definition.minimumAssurance(),
                notice,
                links(definition));
    }

    private static Map<String, Link> links(Definition definition) {
        var self = "/api/v1/teleservices/" + definition.id();
        var links = new LinkedHashMap<String, Link>();
        links.put("self", new Link(self));
        links.put("form", new Link(self + "/versions/" + definition.version() + "/form.schema.json"));
        if (!definition.prefill().isEmpty()) {
            links.put("prefill", new Link(self + "/prefill"));
        }
        links.put("submissions", new Link(self + "/submissions"));
        links.put("minimisation", new Link(self + "/minimisation"));
        return links;
    }

    private Notice notice(Teleservice teleservice, Locale language) {
        var definition = teleservice.definition();
        List<String> recipients = definition.targets().stream()
                .map(Definition.Target::system)
                .distinct()
                .map(system -> lanes.find(new ConnectorId(system)).orElse(null))
                .filter(Objects::nonNull)
                .map(lane -> lane.connector().name().in(language))
                .toList();
        return new Notice(
                definition.purpose().in(language),
                definition.legalBasis().in(language),
                recipients,
                definition.prefill().stream()
                        .flatMap(prefill -> sources.asked(prefill).stream())
                        .map(source -> source.name().in(language))
                        .distinct()
                        .toList(),
                definition.retention().toString(),
                RIGHTS.in(language),
                teleservice.fields().stream()
                        .map(field -> new Field(
                                "/form" + field.pointer(),
                                field.title(),
                                field.purpose(),
                                field.required(),
                                source(definition, "/form" + field.pointer(), language)))
                        .toList(),
                definition.attachments().stream()
                        .map(piece -> new TeleserviceDocument.Piece(
                                piece.type(),
                                piece.label().in(language),
                                piece.purpose().in(language),
                                piece.required()))
                        .toList());
    }
}
