package fr.relais.simulators;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A SOAP client written by hand, so that it cannot be wrong together with the generated classes. */
final class Soap {

    static final String RIB = "FR7630006000011234567890189";
    private static final String NAMESPACE = "urn:relais:contrat-generique:";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningSystem system;
    private final Duration timeout;

    Soap(RunningSystem system, Duration timeout) {
        this.system = system;
        this.timeout = timeout;
    }

    HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return http.send(request(system.url(), body, timeout), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(String body) {
        return http.sendAsync(request(system.url(), body, Duration.ofSeconds(30)), BodyHandlers.ofString());
    }

    static HttpRequest request(URI url, String body, Duration timeout) {
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    static String changeRib(String key, String name) {
        return changeRib(key, name, RIB);
    }

    static String changeRib(String key, String name, String iban) {
        return envelope("social", "modifierSituation", """
                <cleRelais>%s</cleRelais>%s<dateEffet>2026-01-01</dateEffet>
                <rib><titulaire>%s</titulaire><iban>%s</iban></rib>""".formatted(key, identity(name), name, iban));
    }

    static String search(String name) {
        return envelope("social", "rechercherUsager", identity(name));
    }

    static String dossier(String number) {
        return envelope("social", "lireDossier", "<numero>" + number + "</numero>");
    }

    static String lookUp(String system, String key) {
        return envelope(system, "rechercherOperation", "<cleRelais>" + key + "</cleRelais>");
    }

    static String searchTiers(String name) {
        return envelope("finance", "rechercherTiers", identity(name));
    }

    static String createTiers(String key, String name) {
        return envelope("finance", "creerOuModifierTiers", "<cleRelais>" + key + "</cleRelais>" + identity(name));
    }

    static String changeRibOfTiers(String key, String number) {
        return envelope("finance", "modifierCoordonneesBancaires", """
                <cleRelais>%s</cleRelais><numeroTiers>%s</numeroTiers><dateEffet>2026-01-01</dateEffet>
                <rib><titulaire>DUPONT-TEST</titulaire><iban>%s</iban></rib>""".formatted(key, number, RIB));
    }

    static String envelope(String system, String operation, String content) {
        return """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
                <%s xmlns="%s%s:1">%s</%s></s:Body></s:Envelope>""".formatted(operation, NAMESPACE, system, content, operation);
    }

    private static String identity(String name) {
        return """
                <identite><nomNaissance>%s</nomNaissance><prenoms>Camille</prenoms>
                <dateNaissance>1980-00-00</dateNaissance></identite>""".formatted(name);
    }
}
