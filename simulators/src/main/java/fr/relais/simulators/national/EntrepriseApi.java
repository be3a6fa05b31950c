package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;
import java.util.List;
import java.util.Map;

/** API Entreprise: who asks, for what and about what is checked before anything is looked up. */
final class EntrepriseApi implements Api {

    private static final String ASSOCIATIONS = "/v4/djepva/api-association/associations/open_data/";

    private final Cases cases;

    EntrepriseApi(Cases cases) {
        this.cases = cases;
    }

    @Override
    public Reply answer(Asked asked) {
        if (!asked.bearer().equals("simulateur")) {
            return error(401, "00101", "Jeton invalide");
        }
        for (var trace : Map.of("recipient", "00203", "context", "00201", "object", "00202")
                .entrySet()) {
            if (asked.value(trace.getKey()).isEmpty()) {
                return error(422, trace.getValue(), "Paramètre " + trace.getKey() + " manquant");
            }
        }
        if (!asked.path().startsWith(ASSOCIATIONS)) {
            return error(404, "00404", "Route inconnue");
        }
        var id = asked.path().substring(ASSOCIATIONS.length());
        var known = cases.find(ASSOCIATIONS.replaceFirst("/$", ""), Map.of("siren_or_rna", List.of(id)));
        return known.status() == 200
                ? Reply.of(200, "application/json", known.payload())
                : error(404, "29003", "Association inconnue");
    }

    private static Reply error(int status, String code, String title) {
        return Reply.of(
                status,
                "application/json",
                "{\"errors\":[{\"code\":\"%s\",\"title\":\"%s\",\"detail\":\"\",\"source\":null,\"meta\":{}}]}"
                        .formatted(code, title));
    }
}
