package fr.relais.routes.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code relais ops}: what an engineer asks of a hub at three in the morning, in his language and on one screen. */
public final class OpsCommand {

    private static final String USAGE = """
            usage : ./relais ops <commande>

              status                         les voies : ce qui ne va pas, depuis quand, et par où commencer
              explain R26-…                  une demande : ce qui s'est passé, chaque échange (masqué), que faire
              lanes                          les voies, une par ligne
              deliveries [état] [voie]       les transmissions, par exemple : deliveries PARKED finance
              teleservices                   les téléservices en vigueur, et pourquoi un dossier est refusé
              pause|resume <voie> <raison>
              replay <transmission> [--non-recue|--perdue] <raison>
                                             --perdue : transmise, mais le système l'a perdue depuis
              replay-set [--cause c] [--voie v] [--teleservice t] [--depuis i] [--jusqua i] [--non-recue] [--envoyer <raison>]
                                             rejoue tout ce qui est bloqué ainsi ; sans --envoyer, montre seulement ce qui partirait
              remap-set [--cause c] [--voie v] [--teleservice t] [--depuis i] [--jusqua i] [--refaire <raison>]
                                             refait les dossiers depuis les formulaires, une fois la correspondance corrigée ; rien ne
                                             part : replay-set ensuite
              runbook [code]                 ce qu'un code veut dire, et que faire
              skip <transmission> <raison>
              resolve <transmission> DELIVERED|DECLINED [--reference <référence chez le service>] <raison>

            Une transmission se nomme R26-7KQ4-9M2X-1, comme « status » et « explain » la montrent.
            """;

    private final HubCalls hub;
    private final PrintStream out;

    OpsCommand(HubCalls hub, PrintStream out) {
        this.hub = hub;
        this.out = out;
    }

    /**
     * Runs one command.
     *
     * @param arguments the hub's address, then the command's words
     * @param token shown to the hub; not an argument, which others on the machine could read
     * @return 0 when done, 1 when the hub refused, 64 for a command that is none, 69 when no hub answers
     */
    public static int run(String[] arguments, String token, PrintStream out) throws InterruptedException {
        if (arguments.length < 2) {
            System.err.print(USAGE);
            return 64;
        }
        var words = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            var command = new OpsCommand(new HubCalls(URI.create(arguments[0]), token), out);
            if (command.run(words)) {
                return 0;
            }
            System.err.print(USAGE);
            return 64;
        } catch (HubCalls.Refused refused) {
            System.err.println("relais : " + refused.getMessage());
            return 1;
        } catch (IOException away) {
            System.err.println("relais : aucun Relais ne répond à " + arguments[0]);
            return 69;
        }
    }

    /** Whether the words were a command. */
    boolean run(List<String> words) throws IOException, InterruptedException {
        int count = words.size();
        switch (words.getFirst()) {
            case "status" -> status();
            case "lanes" -> lanes(hub.get("/ops/v1/lanes"));
            case "deliveries" -> deliveries(words.subList(1, count));
            case "teleservices" -> teleservices();
            case "explain" -> {
                return count == 2 && explain(words.get(1));
            }
            case "pause", "resume" -> {
                return count > 2 && act("/ops/v1/lanes/", words, Map.of("reason", reason(words, 2)));
            }
            case "replay" -> {
                return count > 2 && replay(words);
            }
            case "skip" -> {
                return count > 2 && act("/ops/v1/deliveries/", words, Map.of("reason", reason(words, 2)));
            }
            case "replay-set" -> {
                return bulk(Bulk.REPLAY, words.subList(1, count));
            }
            case "remap-set" -> {
                return bulk(Bulk.REMAP, words.subList(1, count));
            }
            case "runbook" -> {
                return count <= 2 && runbook(count == 2 ? words.get(1) : null);
            }
            case "resolve" -> {
                return count > 3 && resolve(words);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String reason(List<String> words, int from) {
        return String.join(" ", words.subList(from, words.size()));
    }

    private boolean replay(List<String> words) throws IOException, InterruptedException {
        boolean notApplied = words.get(2).equals("--non-recue");
        boolean lost = words.get(2).equals("--perdue");
        var order = Map.of(
                "reason", reason(words, notApplied || lost ? 3 : 2),
                "notApplied", String.valueOf(notApplied),
                "force", String.valueOf(lost));
        return act("/ops/v1/deliveries/", words, order);
    }

    private static final Map<String, String> CHOICES = Map.of(
            "--cause", "cause",
            "--voie", "lane",
            "--teleservice", "teleservice",
            "--depuis", "receivedFrom",
            "--jusqua", "receivedUntil");

    /** What is done to many at once: without {@code really} and a reason behind it, nothing, and only what would be is said. */
    private enum Bulk {
        REPLAY("/ops/v1/replays", "--envoyer", "%d partiraient, %d resteraient.%n", "%d repartent, %d restent.%n"),
        REMAP(
                "/ops/v1/remaps",
                "--refaire",
                "%d seraient refaites, %d resteraient.%n",
                "%d sont refaites, %d restent.%n");

        private final String path;
        private final String really;
        private final String would;
        private final String did;

        Bulk(String path, String really, String would, String did) {
            this.path = path;
            this.really = really;
            this.would = would;
            this.did = did;
        }
    }

    private boolean bulk(Bulk bulk, List<String> words) throws IOException, InterruptedException {
        var order = new HashMap<>(Map.of("dryRun", "true"));
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("--non-recue")) {
                order.put("notApplied", "true");
            } else if (word.equals(bulk.really)) {
                order.put("dryRun", "false");
                order.put("reason", reason(words, i + 1));
                break;
            } else if (CHOICES.containsKey(word) && i + 1 < words.size()) {
                order.put(CHOICES.get(word), words.get(++i));
            } else {
                return false;
            }
        }
        bulk(bulk, order);
        return true;
    }

    private void bulk(Bulk bulk, Map<String, String> order) throws IOException, InterruptedException {
        int moved = 0;
        int kept = 0;
        JsonNode page;
        do {
            page = hub.post(bulk.path, order);
            for (var delivery : page.path("items")) {
                boolean moves = delivery.path("why").isNull();
                moved += moves ? 1 : 0;
                kept += moves ? 0 : 1;
                out.printf(
                        "%-18s %-10s %-24s %s%n",
                        text(delivery, "id"),
                        text(delivery, "lane"),
                        text(delivery, "cause"),
                        moves ? "→ " + text(delivery, "becomes") : "reste : " + text(delivery, "why"));
                delivery.path("changes")
                        .forEach(change -> out.printf(
                                "    %s : « %s » → « %s »%n",
                                text(change, "at"), text(change, "was"), text(change, "becomes")));
            }
            order.put("cursor", text(page, "next"));
        } while (!page.path("next").isNull());
        out.printf(order.containsKey("reason") ? bulk.did : bulk.would, moved, kept);
    }

    private boolean runbook(@Nullable String code) {
        var runbook = Runbook.load();
        if (code == null) {
            runbook.codes().forEach(out::println);
            return true;
        }
        out.println(runbook.of(code).orElseThrow(() -> new HubCalls.Refused("ce code n'est pas dans le runbook")));
        return true;
    }

    private boolean resolve(List<String> words) throws IOException, InterruptedException {
        boolean referenced = words.get(3).equals("--reference") && words.size() > 5;
        var order = new HashMap<>(Map.of("outcome", words.get(2), "reason", reason(words, referenced ? 5 : 3)));
        if (referenced) {
            order.put("targetReference", words.get(4));
        }
        return act("/ops/v1/deliveries/", words, order);
    }

    private boolean act(String path, List<String> words, Map<String, String> order)
            throws IOException, InterruptedException {
        var after = hub.post(path + HubCalls.query(words.get(1)) + "/" + words.getFirst(), order);
        out.printf("%s : %s%n", words.get(1), after.path("state").asString());
        return true;
    }

    private void status() throws IOException, InterruptedException {
        var lanes = hub.get("/ops/v1/lanes");
        lanes(lanes);
        for (var lane : lanes.path("items")) {
            for (var stuck : lane.path("stuck")) {
                out.printf(
                        "%n%s : %d × %s (%s), depuis %s%n  → %s%n",
                        text(lane, "id"),
                        stuck.path("count").longValue(),
                        text(stuck, "state"),
                        text(stuck, "cause"),
                        text(stuck, "since"),
                        text(stuck, "advice"));
                out.printf("  ./relais ops runbook %s%n", text(stuck, "cause"));
                examples(lane, text(stuck, "state"));
            }
            if (!text(lane, "state").equals("RUNNING") || lane.path("backlog").longValue() > 0) {
                examples(lane, "PENDING");
            }
        }
    }

    /** Where to begin: the oldest ones that failed. */
    private void examples(JsonNode lane, String state) throws IOException, InterruptedException {
        var found = hub.get("/ops/v1/deliveries?limit=3&state=" + state + "&lane=" + HubCalls.query(text(lane, "id")));
        for (var delivery : found.path("items")) {
            if (delivery.path("failures").intValue() > 0 || !state.equals("PENDING")) {
                out.printf(
                        "  %s %s (%s) : ./relais ops explain %s%n",
                        text(delivery, "id"), state, text(delivery, "cause"), text(delivery, "reference"));
            }
        }
    }

    private void teleservices() throws IOException, InterruptedException {
        for (var bundle : hub.get("/ops/v1/teleservices").path("items")) {
            out.printf("%-32s %-10s %s%n", text(bundle, "id"), text(bundle, "lifecycle"), text(bundle, "version"));
            var rejected = bundle.path("rejected");
            if (rejected.isObject()) {
                out.printf("  refusé depuis %s, dans %s :%n", text(rejected, "since"), text(rejected, "where"));
                rejected.path("defects").forEach(defect -> out.println("  - " + defect.asString()));
            }
        }
    }

    private void lanes(JsonNode lanes) {
        out.printf("%-12s %-9s %-26s %9s  %-24s %s%n", "voie", "état", "depuis", "en cours", "dernier succès", "cause");
        for (var lane : lanes.path("items")) {
            out.printf(
                    "%-12s %-9s %-26s %9d  %-24s %s%n",
                    text(lane, "id"),
                    text(lane, "state"),
                    text(lane, "since"),
                    lane.path("backlog").longValue(),
                    text(lane, "lastSuccessAt"),
                    text(lane, "cause")
                            + (text(lane, "state").equals("RUNNING") ? "" : " · prévenir : " + text(lane, "owner")));
        }
    }

    private void deliveries(List<String> filters) throws IOException, InterruptedException {
        var query = new ArrayList<String>();
        for (var filter : filters) {
            boolean isState = filter.equals(filter.toUpperCase(Locale.ROOT));
            query.add((isState ? "state=" : "lane=") + HubCalls.query(filter));
        }
        var found = hub.get("/ops/v1/deliveries?limit=200&" + String.join("&", query));
        for (var delivery : found.path("items")) {
            line(delivery);
        }
        if (!found.path("next").isNull()) {
            out.println("… et d'autres.");
        }
    }

    private void line(JsonNode delivery) {
        out.printf(
                "%-18s %-10s %-14s depuis %s  %s%n",
                text(delivery, "id"),
                text(delivery, "lane"),
                text(delivery, "state"),
                text(delivery, "since"),
                text(delivery, "cause"));
    }

    private boolean explain(String reference) throws IOException, InterruptedException {
        var found =
                hub.get("/ops/v1/submissions?q=" + HubCalls.query(reference)).path("items");
        if (found.isEmpty()) {
            throw new HubCalls.Refused(
                    "aucune demande n'a ce numéro (sa dernière lettre est une clé : l'a-t-on bien entendu ?)");
        }
        var submission = found.get(0);
        out.printf(
                "%s  %s  %s%n%s%n%n",
                text(submission, "reference"),
                text(submission.path("teleservice"), "id"),
                text(submission, "status"),
                text(submission.path("wording"), "detail"));
        for (var entry : submission.path("timeline")) {
            out.printf("  %s  %-24s %s%n", text(entry, "at"), text(entry, "type"), text(entry, "target"));
        }
        for (int ordinal = 1; ordinal <= submission.path("deliveries").size(); ordinal++) {
            delivery(hub.get("/ops/v1/deliveries/" + text(submission, "reference") + "-" + ordinal));
        }
        return true;
    }

    private void delivery(JsonNode delivery) {
        out.println();
        line(delivery);
        out.println("  → " + text(delivery, "advice"));
        for (var attempt : delivery.path("attempts")) {
            out.printf(
                    "  %s %d  %s – %s  %s %s %s %s%s%n",
                    text(attempt, "kind").equals("SEND") ? "envoi" : "question",
                    attempt.path("number").intValue(),
                    text(attempt, "startedAt"),
                    text(attempt, "endedAt"),
                    text(attempt, "outcome"),
                    text(attempt, "code"),
                    attempt.path("httpStatus").isNull() ? "" : "HTTP " + attempt.path("httpStatus"),
                    text(attempt, "contentType"),
                    attempt.path("late").booleanValue() ? " (trop tard)" : "");
        }
        for (var act : delivery.path("acts")) {
            out.printf(
                    "  %s par %s  %s%s%n",
                    text(act, "verb"),
                    text(act, "actor"),
                    text(act, "at"),
                    act.path("reason").isNull() ? "" : "  « " + text(act, "reason") + " »");
        }
        var attempts = delivery.path("attempts");
        if (!attempts.isEmpty()) {
            var exchange = attempts.get(attempts.size() - 1).path("exchange");
            show("  dernier envoi", text(exchange, "request"));
            show("  dernière réponse", text(exchange, "response"));
        }
    }

    private void show(String title, String message) {
        if (!message.isEmpty()) {
            out.println(title);
            message.lines().forEach(line -> out.println("    | " + line));
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).isNull() ? "" : node.path(member).asString("");
    }
}
