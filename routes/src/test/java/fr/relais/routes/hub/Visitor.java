package fr.relais.routes.hub;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser of few means: cookies and forms, no scripts; redirections are looked at, not followed. */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Portal portal;
    private String token = "";

    Visitor(Portal portal) {
        this.portal = portal;
    }

    public static Visitor signedIn(Portal portal, String account, String password) {
        var visitor = new Visitor(portal);
        visitor.signIn(account, password);
        return visitor;
    }

    HttpResponse<String> signIn(String account, String password) {
        get("/console/connexion");
        var answer = post("/console/connexion", Map.of("username", account, "password", password));
        return answer;
    }

    public HttpResponse<String> get(String path) {
        return get(portal.address(path));
    }

    /** A page; the mark of the form in it is kept for the next click. */
    HttpResponse<String> get(URI address) {
        var page = sent(HttpRequest.newBuilder(address), HttpResponse.BodyHandlers.ofString());
        keepToken(page);
        return page;
    }

    /** What a page asks for by itself. */
    HttpResponse<String> refresh(String path) {
        return sent(
                HttpRequest.newBuilder(portal.address(path)).header("HX-Request", "true"),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(URI address) {
        return sent(HttpRequest.newBuilder(address), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(portal.address(path), fields);
    }

    /** A click on a form of the page read last. */
    HttpResponse<String> post(URI address, Map<String, String> fields) {
        var all = new TreeMap<>(fields);
        all.put("_csrf", token);
        return forged(address, all);
    }

    /** The same by a page that is not the hub's. */
    HttpResponse<String> forged(URI address, Map<String, String> fields) {
        var page = sent(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields.entrySet().stream()
                                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                                .collect(Collectors.joining("&")))),
                HttpResponse.BodyHandlers.ofString());
        keepToken(page);
        return page;
    }

    private void keepToken(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        if (found.find()) {
            token = found.group(1);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> HttpResponse<T> sent(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopping);
        }
    }
}
