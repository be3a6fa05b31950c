package fr.relais.simulators.national;

import fr.relais.simulators.gate.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request by its path and parameters; a parameter written {@code name[]} is a list under its plain name. */
record Asked(
        String method, String path, Map<String, List<String>> parameters, Map<String, String> headers, String body) {

    static Asked of(Request request) {
        var parts = request.target().split("\\?", 2);
        var parameters = new TreeMap<String, List<String>>();
        if (parts.length == 2) {
            read(parts[1], parameters);
        }
        return new Asked(
                request.method(),
                parts[0],
                parameters,
                request.headers(),
                new String(request.body(), StandardCharsets.UTF_8));
    }

    private static void read(String query, Map<String, List<String>> into) {
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                var name = decoded(parts[0]).replaceFirst("\\[]$", "");
                into.computeIfAbsent(name, any -> new ArrayList<>()).add(decoded(parts[1]));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The only or first value; empty when there is none. */
    String value(String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    List<String> values(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The token of the {@code Authorization} header. */
    String bearer() {
        return header("Authorization").replaceFirst("^Bearer ", "");
    }

    /** What is asked is somebody's. */
    @Override
    public String toString() {
        return "Asked[" + path + "]";
    }
}
