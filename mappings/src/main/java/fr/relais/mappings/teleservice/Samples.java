package fr.relais.mappings.teleservice;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.ContentFilter;
import fr.relais.mappings.model.Dossier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The samples of a téléservice: bodies beside what becomes of each.
 *
 * <p>{@code x.json} is accepted and makes the dossier {@code x.expected.json}, or is refused with {@code x.problems.json}.
 */
public final class Samples {

    /** When samples are received, unless they say {@code submittedAt} themselves. */
    public static final Instant RECEIVED = Instant.parse("2026-01-15T09:00:00Z");

    static final String NOMINAL = "samples/nominal.json";
    private static final String EXPECTED = ".expected.json";
    private static final String PROBLEMS = ".problems.json";

    /**
     * What became of a sample.
     *
     * @param file of the sample, as in {@code nominal.json}
     * @param beside the file that says what is expected of it
     * @param wanted what that file says, pretty-printed; empty when there is no such file
     * @param made what it really makes, pretty-printed
     */
    public record Result(String file, String beside, String wanted, String made) {

        public boolean isAsExpected() {
            return wanted.equals(made);
        }
    }

    /** Walks all of them. */
    public static List<Result> of(Teleservice teleservice) {
        return files(teleservice).map(file -> result(teleservice, file)).toList();
    }

    private static Stream<String> files(Teleservice teleservice) {
        return teleservice.folder().samples().keySet().stream()
                .filter(file -> file.endsWith(".json") && !file.endsWith(EXPECTED) && !file.endsWith(PROBLEMS));
    }

    /** The files of those that are accepted; of one that can't even be read, nothing was promised. */
    public static List<String> accepted(Teleservice teleservice) {
        return files(teleservice).filter(file -> isAccepted(teleservice, file)).toList();
    }

    private static boolean isAccepted(Teleservice teleservice, String file) {
        try {
            return result(teleservice, file).beside().endsWith(EXPECTED);
        } catch (TeleserviceDefect | JacksonException broken) {
            return false;
        }
    }

    private static Result result(Teleservice teleservice, String file) {
        var samples = teleservice.folder().samples();
        var stem = file.substring(0, file.length() - ".json".length());
        var body = Json.EDGE.readTree(samples.get(file));
        var problems = teleservice.problems(body, RECEIVED);
        var refused = samples.containsKey(stem + PROBLEMS) || !problems.isEmpty();
        JsonNode made = refused
                ? Json.MAPPING.valueToTree(
                        problems.stream().map(Samples::shortened).toList())
                : Json.LEDGER.valueToTree(teleservice.translate(body, RECEIVED));
        var beside = stem + (refused ? PROBLEMS : EXPECTED);
        var wanted = samples.containsKey(beside)
                ? Json.EDGE.readTree(samples.get(beside)).toPrettyString()
                : "";
        return new Result(file, beside, wanted, made.toPrettyString());
    }

    private static JsonNode shortened(Problem problem) {
        return Json.MAPPING.createObjectNode().put("pointer", problem.pointer()).put("code", problem.code());
    }

    /** The dossier of the one sample every téléservice has. */
    public static Dossier nominalDossier(Teleservice teleservice) {
        return dossier(teleservice, "nominal.json");
    }

    /** The dossier of a sample that is accepted. */
    public static Dossier dossier(Teleservice teleservice, String file) {
        return teleservice.translate(
                Json.EDGE.readTree(teleservice.folder().samples().get(file)), RECEIVED);
    }

    /** What is wrong with the one sample every téléservice has, and shows its citizens' everyday case. */
    static Optional<String> nominal(Teleservice teleservice) {
        try {
            var body =
                    Json.EDGE.readTree(new String(teleservice.folder().files().get(NOMINAL), StandardCharsets.UTF_8));
            var problems = teleservice.problems(body, RECEIVED);
            if (problems.isEmpty()) {
                var dossier = teleservice.translate(body, RECEIVED);
                return teleservice.definition().targets().stream()
                        .flatMap(target -> unfit(target, dossier).stream())
                        .findFirst();
            }
            return Optional.of(problems.stream()
                    .map(problem -> problem.pointer() + " " + problem.code())
                    .collect(Collectors.joining(", ", NOMINAL + " is refused by its own form: ", "")));
        } catch (JacksonException unreadable) {
            return Optional.of(NOMINAL + " can't be read: " + unreadable.getOriginalMessage());
        } catch (TeleserviceDefect defect) {
            return Optional.of(NOMINAL + " can't be translated: " + defect.getMessage());
        }
    }

    private static Optional<String> unfit(Definition.Target target, Dossier dossier) {
        try {
            new ContentFilter(target.receives()).apply(dossier);
            return Optional.empty();
        } catch (IllegalArgumentException incomplete) {
            return Optional.of("teleservice.yml, target %s receives too little: %s"
                    .formatted(target.system(), incomplete.getMessage()));
        }
    }

    private Samples() {}
}
