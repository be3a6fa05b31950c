package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * API Particulier as its source describes it (datagouv/apistration, 2026-04): parameters are checked before anything is looked up, and
 * of what is found only what the token's scopes open is shown.
 *
 * <p>A token is {@code simulateur}, which may see everything, or {@code simulateur:} and its scopes joined by {@code +}.
 */
final class ParticulierApi implements Api {

    private static final int PER_SECOND = 20;
    static final String JSON_API = "application/vnd.api+json";
    private static final Pattern TOKEN = Pattern.compile("simulateur(?::([a-z_+]*))?");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Cases cases;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Deque<Long>> lately = new ConcurrentHashMap<>();

    ParticulierApi(Cases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public Reply answer(Asked asked) {
        var fingerprint = asked.bearer() + asked.path() + asked.parameters();
        if (!underWay.add(fingerprint)) {
            return new Refused(409, "00015", "Requête identique en cours").reply();
        }
        try {
            return counted(asked);
        } catch (Refused refused) {
            return refused.reply().with("X-Request-ID", UUID.randomUUID().toString());
        } finally {
            underWay.remove(fingerprint);
        }
    }

    private Reply counted(Asked asked) throws Refused {
        boolean byFranceConnect = asked.path().endsWith("/france_connect");
        var scopes = byFranceConnect ? Optional.<Set<String>>empty() : scopes(asked.bearer());
        int left = left(asked.bearer());
        if (left < 0) {
            return limits(new Refused(429, "00429", "Trop de requêtes").reply(), 0)
                    .with("Retry-After", "1");
        }
        checkTransport(asked);
        return limits(byFranceConnect ? ofFranceConnect(asked) : ofIdentity(asked, scopes.orElseThrow()), left);
    }

    private Reply limits(Reply reply, int left) {
        return reply.with("RateLimit-Limit", String.valueOf(PER_SECOND))
                .with("RateLimit-Remaining", String.valueOf(left))
                .with("RateLimit-Reset", String.valueOf(clock.instant().getEpochSecond() + 1))
                .with("X-Request-ID", UUID.randomUUID().toString());
    }

    private int left(String token) {
        long now = System.nanoTime();
        var calls = lately.computeIfAbsent(token, any -> new ArrayDeque<>());
        synchronized (calls) {
            while (!calls.isEmpty() && now - calls.peekFirst() > 1_000_000_000L) {
                calls.removeFirst();
            }
            calls.addLast(now);
            return PER_SECOND - calls.size();
        }
    }

    /** Empty scopes see all. */
    private static Optional<Set<String>> scopes(String token) throws Refused {
        if (token.equals("simulateur-expire")) {
            throw new Refused(401, "00103", "Jeton expiré");
        }
        var known = TOKEN.matcher(token);
        if (!known.matches()) {
            throw new Refused(401, "00101", "Jeton invalide");
        }
        return Optional.of(
                known.group(1) == null ? Set.of() : Set.of(known.group(1).split("\\+")));
    }

    private static void checkTransport(Asked asked) throws Refused {
        if (!asked.method().equals("GET")) {
            throw new Refused(405, "00405", "Méthode non permise");
        }
        var proof = asked.header("X-Generate-Proof");
        if (!proof.isEmpty() && !Set.of("proof-only", "pdf").contains(proof)) {
            throw new Refused(400, "00400", "En-tête X-Generate-Proof inconnu");
        }
        var recipient = asked.value("recipient");
        if (recipient.isEmpty()) {
            throw new Refused(422, "00203", "Paramètre recipient manquant");
        }
        if (!recipient.matches("[0-9]{14}") || !isLuhn(recipient)) {
            throw new Refused(422, "00210", "Le paramètre recipient n'est pas un SIRET valide");
        }
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? digit : digit * 2;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    private Reply ofIdentity(Asked asked, Set<String> scopes) throws Refused {
        if (asked.path().startsWith("/v3/dss/")) {
            ParameterChecks.checkIdentity(asked, LocalDate.now(clock));
            ParameterChecks.checkBirthplace(asked);
            ParameterChecks.checkMonth(asked, LocalDate.now(clock));
        } else if (asked.path().contains("/men/scolarites")) {
            ParameterChecks.checkIdentity(asked, LocalDate.now(clock));
            ParameterChecks.checkWholeDate(asked);
            ParameterChecks.checkSchool(asked);
        } else if (asked.path().endsWith("/identite")) {
            ParameterChecks.checkIdentity(asked, LocalDate.now(clock));
            ParameterChecks.checkWholeDate(asked);
        }
        return found(asked.path(), asked.parameters(), scopes);
    }

    private Reply ofFranceConnect(Asked asked) throws Refused {
        var introspection = cases.franceConnect(asked.bearer());
        if (introspection.isEmpty()) {
            throw new Refused(401, "50002", "Jeton FranceConnect inconnu ou expiré");
        }
        var claims = introspection.get();
        for (var claim : List.of("family_name", "given_name", "gender", "birthdate", "birthplace", "birthcountry")) {
            if (!claims.has(claim)) {
                throw new Refused(401, "50003", "Portées d'identité FranceConnect manquantes");
            }
        }
        var path = asked.path().replaceFirst("/france_connect$", "/identite");
        return found(
                cases.knows(asked.path()) ? asked.path() : path,
                identity(claims),
                Arrays.stream(claims.path("scope").asString("").split(" "))
                        .filter(scope -> !scope.contains("_identite"))
                        .collect(Collectors.toSet()));
    }

    private static Map<String, List<String>> identity(ObjectNode claims) {
        var parameters = new TreeMap<String, List<String>>();
        parameters.put("nomNaissance", List.of(claims.path("family_name").asString()));
        parameters.put("prenoms", List.of(claims.path("given_name").asString().split(" ")));
        var date = claims.path("birthdate").asString().split("-");
        parameters.put("anneeDateNaissance", List.of(String.valueOf(Integer.parseInt(date[0]))));
        parameters.put("moisDateNaissance", List.of(String.valueOf(Integer.parseInt(date[1]))));
        parameters.put("jourDateNaissance", List.of(String.valueOf(Integer.parseInt(date[2]))));
        parameters.put("sexeEtatCivil", List.of(claims.path("gender").asString().equals("male") ? "M" : "F"));
        parameters.put(
                "codeCogInseePaysNaissance", List.of(claims.path("birthcountry").asString()));
        if (!claims.path("birthplace").asString().isEmpty()) {
            parameters.put(
                    "codeCogInseeCommuneNaissance",
                    List.of(claims.path("birthplace").asString()));
        }
        return parameters;
    }

    private Reply found(String path, Map<String, List<String>> parameters, Set<String> scopes) throws Refused {
        var known = cases.find(path, parameters);
        if (known.status() == 404 && known.payload().isEmpty()) {
            throw new Refused(404, "37003", "Dossier allocataire absent CNAV");
        }
        if (known.status() != 200) {
            return Reply.of(known.status(), JSON_API, known.payload());
        }
        var body = (ObjectNode) JSON.readTree(known.payload());
        if (!scopes.isEmpty() && body.path("data") instanceof ObjectNode data) {
            Scopes.open(data, scopes);
            if (data.isEmpty()) {
                throw new Refused(403, "00100", "Privilèges insuffisants");
            }
        }
        return new Reply(
                200,
                Map.of("Content-Type", JSON_API, "X-Response-Cached", "false", "X-Cache-Expires-in", ""),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
