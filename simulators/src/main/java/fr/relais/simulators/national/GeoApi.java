package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;
import java.util.List;
import java.util.Map;

/** API Géo: today's communes of a postcode. */
final class GeoApi implements Api {

    private static final String JSON = "application/json; charset=utf-8";

    private final Cases cases;

    GeoApi(Cases cases) {
        this.cases = cases;
    }

    @Override
    public Reply answer(Asked asked) {
        if (!asked.path().equals("/communes")) {
            return Reply.of(404, JSON, "{}");
        }
        var known = cases.find("/communes", Map.of("codePostal", List.of(asked.value("codePostal"))));
        return Reply.of(200, JSON, known.status() == 200 ? known.payload() : "[]");
    }
}
