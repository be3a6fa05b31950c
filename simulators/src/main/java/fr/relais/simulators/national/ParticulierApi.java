package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    private static final String JSON_API = "application/vnd.api+json";
    private static final Pattern TOKEN = Pattern.compile("simulateur(?::([a-z_+]*))?");
    private static final Pattern NAME = Pattern.compile("[\\p{IsLatin}' ’-]+");
    private static final Pattern COMMUNE = Pattern.compile("[0-9][0-9AB][0-9]{3}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Cases cases;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Deque<Long>> lately = new ConcurrentHashMap<>();

    ParticulierApi(Cases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /** A refusal, in the envelope of the API. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        Refused(int status, String code, String title) {
            super(title);
            this.status = status;
            this.code = code;
        }

        Reply reply() {
            return Reply.of(
                    status,
                    status == 401 || status == 403 || status == 429 ? "application/json" : JSON_API,
                    "{\"errors\":[{\"code\":\"%s\",\"title\":\"%s\",\"detail\":\"\",\"source\":null,\"meta\":{}}]}"
                            .formatted(code, getMessage()));
        }
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
            checkIdentity(asked, LocalDate.now(clock));
            checkBirthplace(asked);
            checkMonth(asked);
        } else if (asked.path().contains("/men/scolarites")) {
            checkIdentity(asked, LocalDate.now(clock));
            checkWholeDate(asked);
            checkSchool(asked);
        } else if (asked.path().endsWith("/identite")) {
            checkIdentity(asked, LocalDate.now(clock));
            checkWholeDate(asked);
        }
        return found(asked.path(), asked.parameters(), scopes);
    }

    private Reply ofFranceConnect(Asked asked) throws Refused {
        var token = asked.bearer();
        var introspection =
                token.matches("[\\w-]{1,60}") ? cases.named("france_connect", token) : Optional.<ObjectNode>empty();
        if (introspection.isEmpty() || !introspection.get().path("active").booleanValue()) {
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
            data.retain(Scopes.opened(scopes));
            if (data.isEmpty()) {
                throw new Refused(403, "00100", "Privilèges insuffisants");
            }
        }
        return new Reply(
                200,
                Map.of("Content-Type", JSON_API, "X-Response-Cached", "false", "X-Cache-Expires-in", ""),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void checkIdentity(Asked asked, LocalDate today) throws Refused {
        check(asked.has("nomNaissance") && isName(asked.value("nomNaissance")), "00361", "Nom de naissance invalide");
        var names = asked.values("prenoms");
        check(
                !names.isEmpty() && names.size() <= 3 && names.stream().allMatch(ParticulierApi::isName),
                "00367",
                "Prénoms invalides");
        check(asked.has("sexeEtatCivil") && asked.value("sexeEtatCivil").matches("[MF]"), "00364", "Sexe invalide");
        for (var part : List.of("anneeDateNaissance", "moisDateNaissance", "jourDateNaissance")) {
            check(!asked.has(part) || asked.value(part).matches("[0-9]{1,4}"), "00363", "Date de naissance invalide");
        }
        if (asked.has("jourDateNaissance") && asked.has("moisDateNaissance") && asked.has("anneeDateNaissance")) {
            var date = date(asked);
            check(
                    date.isPresent()
                            && !date.get().isBefore(LocalDate.of(1900, 1, 1))
                            && date.get().isBefore(today),
                    "00363",
                    "Date de naissance invalide");
        }
    }

    private static Optional<LocalDate> date(Asked asked) {
        try {
            return asked.has("anneeDateNaissance") && asked.has("moisDateNaissance") && asked.has("jourDateNaissance")
                    ? Optional.of(LocalDate.of(
                            Integer.parseInt(asked.value("anneeDateNaissance")),
                            Integer.parseInt(asked.value("moisDateNaissance")),
                            Integer.parseInt(asked.value("jourDateNaissance"))))
                    : Optional.empty();
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static void checkWholeDate(Asked asked) throws Refused {
        check(date(asked).isPresent(), "00363", "Date de naissance incomplète");
    }

    private static void checkBirthplace(Asked asked) throws Refused {
        var country = asked.value("codeCogInseePaysNaissance");
        check(country.matches("[0-9]{5}"), "00400", "Pays de naissance invalide");
        var commune = asked.value("codeCogInseeCommuneNaissance");
        boolean byName = asked.has("nomCommuneNaissance")
                && asked.has("codeCogInseeDepartementNaissance")
                && asked.has("anneeDateNaissance");
        check(
                commune.isEmpty()
                        || COMMUNE.matcher(commune.toUpperCase(Locale.ROOT)).matches(),
                "00365",
                "Lieu de naissance invalide");
        check(!country.equals("99100") || !commune.isEmpty() || byName, "00365", "Lieu de naissance manquant");
    }

    private void checkMonth(Asked asked) throws Refused {
        if (asked.has("mois") || asked.has("annee")) {
            check(asked.has("annee") && asked.value("annee").matches("[0-9]{4}"), "00356", "Année invalide");
            check(asked.has("mois") && asked.value("mois").matches("0?[1-9]|1[0-2]"), "00354", "Mois invalide");
            var month = LocalDate.of(Integer.parseInt(asked.value("annee")), Integer.parseInt(asked.value("mois")), 1);
            check(!month.isAfter(LocalDate.now(clock)), "00354", "Mois à venir");
        }
    }

    private static void checkSchool(Asked asked) throws Refused {
        check(
                asked.has("anneeScolaire") && asked.value("anneeScolaire").matches("[0-9]{4}(-[0-9]{4})?"),
                "00410",
                "Année scolaire invalide");
        int ways = (asked.has("codeEtablissement") ? 1 : 0)
                + (asked.has("codesBcnDepartements") ? 1 : 0)
                + (asked.has("codesBcnRegions") ? 1 : 0);
        check(ways == 1, "00419", "Un seul périmètre est attendu");
        check(
                !asked.has("codeEtablissement")
                        || asked.value("codeEtablissement").matches("[0-9]{7}[A-Za-z]"),
                "00411",
                "Code établissement invalide");
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static void check(boolean holds, String code, String title) throws Refused {
        if (!holds) {
            throw new Refused(422, code, title);
        }
    }

    /** Which members each scope opens. */
    private static final class Scopes {

        private static final Map<String, List<String>> OPEN = new HashMap<>();

        static {
            OPEN.put("cnaf_quotient_familial", List.of("quotient_familial"));
            OPEN.put("cnaf_allocataires", List.of("allocataires"));
            OPEN.put("cnaf_enfants", List.of("enfants"));
            OPEN.put("cnaf_adresse", List.of("adresse"));
            for (var aid : List.of(
                    "revenu_solidarite_active",
                    "prime_activite",
                    "allocation_adulte_handicape",
                    "allocation_soutien_familial")) {
                OPEN.put(aid, List.of("est_beneficiaire", "date_debut_droit"));
            }
            OPEN.put("revenu_solidarite_active_majoration", List.of("avec_majoration"));
            OPEN.put("prime_activite_majoration", List.of("avec_majoration"));
            OPEN.put("cnav_allocation_enfant_handicape", List.of("status", "date_debut_droit"));
            OPEN.put(
                    "complementaire_sante_solidaire",
                    List.of("est_beneficiaire", "avec_participation", "date_debut_droit"));
            OPEN.put("men_statut_identite", List.of("identite"));
            OPEN.put("men_statut_scolarite", List.of("annee_scolaire", "est_scolarise", "statut_eleve"));
            OPEN.put("men_statut_etablissement", List.of("etablissement"));
            OPEN.put("men_statut_module_elementaire_formation", List.of("module_elementaire_formation"));
            OPEN.put("men_statut_boursier", List.of("est_boursier"));
            OPEN.put("men_echelon_bourse", List.of("echelon_bourse"));
            OPEN.put("men_regime_pensionnat", List.of("regime_pensionnat"));
            OPEN.put("cnous_statut_boursier", List.of("statut_boursier", "est_boursier"));
            OPEN.put("cnous_echelon_bourse", List.of("echelon_bourse"));
            OPEN.put("cnous_periode_versement", List.of("periode_versement_bourse"));
            OPEN.put("cnous_ville_etudes", List.of("etablissement_etudes"));
            OPEN.put("cnous_email", List.of("email"));
            OPEN.put("cnous_identite", List.of("identite"));
            OPEN.put("mesri_identite", List.of("identite"));
            OPEN.put("mesri_admissions", List.of("admissions"));
            OPEN.put("pole_emploi_identifiant", List.of("identifiant"));
            OPEN.put("pole_emploi_identite", List.of("identite"));
            OPEN.put("pole_emploi_contact", List.of("contact"));
            OPEN.put("pole_emploi_adresse", List.of("adresse"));
            OPEN.put("pole_emploi_inscription", List.of("inscription"));
        }

        static Set<String> opened(Set<String> scopes) {
            return scopes.stream()
                    .flatMap(scope -> OPEN.getOrDefault(scope, List.of()).stream())
                    .collect(Collectors.toSet());
        }

        private Scopes() {}
    }
}
