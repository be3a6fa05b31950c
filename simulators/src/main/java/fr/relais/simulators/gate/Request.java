package fr.relais.simulators.gate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP request, its body already whole. */
public final class Request {

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;

    Request(String method, String target, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        this.headers = Collections.unmodifiableMap(anyCase);
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    /** Names without regard to case; repeated headers are joined by a comma. */
    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }

    boolean endsConnection() {
        return headers.getOrDefault("Connection", "").equalsIgnoreCase("close");
    }
}
