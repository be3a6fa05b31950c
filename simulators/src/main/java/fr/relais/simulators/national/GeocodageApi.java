package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;
import java.util.List;
import java.util.Map;

/** The Géoplateforme's geocoder: its checks, and the few addresses of our own towns. */
final class GeocodageApi implements Api {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String NOTHING = "{\"type\":\"FeatureCollection\",\"features\":[]}";

    private final Cases cases;

    GeocodageApi(Cases cases) {
        this.cases = cases;
    }

    @Override
    public Reply answer(Asked asked) {
        if (!asked.path().equals("/search")) {
            return refused("path: unknown");
        }
        var text = asked.value("q");
        if (text.isEmpty()) {
            return refused("q: required param");
        }
        if (text.length() < 3 || text.length() > 200 || !Character.isLetterOrDigit(text.charAt(0))) {
            return refused("q: must contain between 3 and 200 chars and start with a number or a letter");
        }
        if (asked.has("postcode") && !asked.value("postcode").matches("[0-9]{5}")) {
            return refused("postcode: must contain 5 digits");
        }
        var known = cases.find("/search", Map.of("q", List.of(text), "postcode", List.of(asked.value("postcode"))));
        return Reply.of(200, JSON, known.status() == 200 ? known.payload() : NOTHING);
    }

    private static Reply refused(String detail) {
        return Reply.of(
                400, JSON, "{\"code\":400,\"message\":\"Failed parsing query\",\"detail\":[\"%s\"]}".formatted(detail));
    }
}
