package fr.relais.routes.report;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Reference;
import fr.relais.routes.ledger.Search;
import fr.relais.routes.ledger.SubmissionStatus;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads the query of a list: every parameter known, given once, and of its type. */
final class SearchParameters {

    private static final Set<String> KNOWN =
            Set.of("reference", "portalReference", "status", "updatedSince", "cursor", "limit");
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final MultiValueMap<String, String> given;

    private SearchParameters(MultiValueMap<String, String> given) {
        this.given = given;
    }

    /** Empty when nothing can match: a reference nobody was ever given. */
    static Optional<Search> read(MultiValueMap<String, String> given) {
        given.forEach((name, values) -> {
            if (!KNOWN.contains(name) || values.size() != 1) {
                throw invalid(KNOWN.contains(name) ? name : "?");
            }
        });
        return new SearchParameters(given).search();
    }

    private Optional<Search> search() {
        var spoken = given.getFirst("reference");
        var reference = spoken == null ? null : Reference.heard(spoken).orElse(null);
        if (spoken != null && reference == null) {
            return Optional.empty();
        }
        return Optional.of(new Search(
                reference,
                composed(given.getFirst("portalReference")),
                read("status", SubmissionStatus::valueOf),
                read("updatedSince", SearchParameters::time),
                read("cursor", cursor -> Search.Place.of(cursor).orElseThrow(() -> invalid("cursor"))),
                limit()));
    }

    /** As it was kept: accents as single characters. */
    private static @Nullable String composed(@Nullable String text) {
        return text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static Instant time(String text) {
        var time = Instant.parse(text);
        if (!Search.isStorable(time)) {
            throw invalid("updatedSince");
        }
        return time;
    }

    private int limit() {
        var limit = read("limit", Integer::valueOf);
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw invalid("limit");
        }
        return limit == null ? USUAL : limit;
    }

    private <T> @Nullable T read(String name, Function<String, T> reader) {
        var value = given.getFirst(name);
        try {
            return value == null ? null : reader.apply(value);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw invalid(name);
        }
    }

    private static Refusal invalid(String name) {
        return switch (name) {
            case "limit" -> invalid("« limit » va de 1 à " + MOST + ".", "\"limit\" goes from 1 to " + MOST + ".");
            case "status" ->
                invalid(
                        "« status » est l'un des états d'une demande, par exemple PARTIAL.",
                        "\"status\" is one of the states of a submission, e.g. PARTIAL.");
            case "updatedSince" ->
                invalid(
                        "« updatedSince » est une date et une heure RFC 3339, par exemple 2026-01-15T08:00:00Z.",
                        "\"updatedSince\" is an RFC 3339 time, e.g. 2026-01-15T08:00:00Z.");
            case "cursor" ->
                invalid(
                        "« cursor » est le « next » d'une page précédente, tel quel.",
                        "\"cursor\" is the \"next\" of an earlier page, as it was.");
            default ->
                invalid(
                        "Les paramètres sont, une fois chacun : "
                                + String.join(", ", KNOWN.stream().sorted().toList()) + ".",
                        "The parameters are, once each: "
                                + String.join(", ", KNOWN.stream().sorted().toList()) + ".");
        };
    }

    private static Refusal invalid(String fr, String en) {
        return new Refusal(ProblemCode.PARAMETER_INVALID, new Wording(fr, en));
    }
}
