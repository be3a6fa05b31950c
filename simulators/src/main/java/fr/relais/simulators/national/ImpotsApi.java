package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** API Impôt Particulier of the DGFiP: a token for us, then the citizen's FranceConnect token or their tax number. */
final class ImpotsApi implements Api {

    private static final String SITUATIONS = "application/prs.dgfip.part.derniere.situations.ir.assiettes.v1+json";
    private static final String PREFIX = "/impotparticulier/1.0";
    private static final Pattern SPI = Pattern.compile(Pattern.quote(PREFIX) + "/spi/([^/]*)(/.*)");

    private final Cases cases;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    ImpotsApi(Cases cases) {
        this.cases = cases;
    }

    @Override
    public Reply answer(Asked asked) {
        if (asked.path().equals("/token")) {
            return token(asked);
        }
        if (!tokens.contains(asked.bearer())) {
            return error(401, "jeton invalide");
        }
        if (asked.header("X-Correlation-ID").isEmpty()) {
            return error(400, "X-Correlation-ID absent");
        }
        var bySpi = SPI.matcher(asked.path());
        if (bySpi.matches()) {
            return bySpi.group(1).matches("[0-9]{13}")
                    ? found(bySpi.group(2), Map.of("spi", List.of(bySpi.group(1))))
                    : error(400, "format SPI incorrect");
        }
        var citizen = citizen(asked.header("X-FranceConnect-OAuth"));
        return citizen.map(known -> found(asked.path().replaceFirst("^" + Pattern.quote(PREFIX), ""), known))
                .orElseGet(() -> error(401, "jeton FranceConnect invalide"));
    }

    private Reply token(Asked asked) {
        var basic =
                "Basic " + Base64.getEncoder().encodeToString("simulateur:simulateur".getBytes(StandardCharsets.UTF_8));
        if (!asked.method().equals("POST")
                || !asked.header("Authorization").equals(basic)
                || !asked.body().contains("grant_type=client_credentials")) {
            return Reply.of(401, "application/json", "{\"error\":\"invalid_client\"}");
        }
        var token = UUID.randomUUID().toString();
        tokens.add(token);
        return Reply.of(
                200,
                "application/json",
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(token));
    }

    private Optional<Map<String, List<String>>> citizen(String token) {
        return cases.franceConnect(token).map(claims -> {
            var person = new TreeMap<String, List<String>>();
            person.put("nomNaissance", List.of(claims.path("family_name").asString()));
            person.put("dateNaissance", List.of(claims.path("birthdate").asString()));
            return person;
        });
    }

    private Reply found(String path, Map<String, List<String>> parameters) {
        var known = cases.find(path, parameters);
        return known.status() == 200
                ? Reply.of(200, SITUATIONS, known.payload())
                : error(known.status(), "aucune situation");
    }

    private static Reply error(int status, String message) {
        return Reply.of(
                status,
                "application/json",
                "{\"erreur\":{\"code\":\"%d\",\"message\":\"%s\"}}".formatted(status, message));
    }
}
