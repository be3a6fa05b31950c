import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/** Dépose un changement de RIB et suit son état : RELAIS_URL=… RELAIS_CLIENT=… RELAIS_SECRET=… java Portail.java [clé] */
class Portail {

    static final String RELAIS = System.getenv("RELAIS_URL");
    static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    static String jeton;

    public static void main(String[] arguments) throws Exception {
        // 1. La clé et le contenu sont fixés avant le premier envoi ; un vrai portail les garde en base.
        String cle = arguments.length > 0 ? arguments[0] : UUID.randomUUID().toString();
        String demande = """
                {"canal": "portail", "portalReference": "FORM-12-34",
                 "usager": {"identite": {"given_name": "Camille", "family_name": "DUPONT-TEST", "birthdate": "1980-05-17",
                                         "gender": "female", "birthplace": "75107", "birthcountry": "99100"},
                            "assurance": "franceconnect"},
                 "form": {"titulaire": "usager", "iban": "FR7630006000011234567890189", "bic": "AGRIFRPP"}}
                """;
        System.out.println("clé " + cle);

        // 2. Déposer : sans 202, renvoyer la même demande avec la même clé.
        var recu = appeler(requete("/api/v1/teleservices/changement-rib/submissions")
                .header("Idempotency-Key", cle)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(demande)));
        System.out.println("reçue, numéro à donner à l'usager : " + membre("reference", recu.body()));
        String suivi = recu.headers().firstValue("Location").orElseThrow();

        // 3. Suivre, sans rien retransférer tant que rien n'a changé.
        String etag = "\"aucun\"";
        for (int tour = 0; tour < 60; tour++) {
            var etat = appeler(requete(suivi).header("If-None-Match", etag));
            if (etat.statusCode() == 200) {
                etag = etat.headers().firstValue("ETag").orElseThrow();
                System.out.println(membre("title", etat.body()) + " : " + membre("detail", etat.body()));
                if (etat.body().contains("\"final\":true")) {
                    return;
                }
            }
            Thread.sleep(2000);
        }
        throw new IllegalStateException("pas encore définitif : continuer à suivre " + suivi);
    }

    static HttpRequest.Builder requete(String chemin) {
        return HttpRequest.newBuilder(URI.create(RELAIS + chemin)).timeout(Duration.ofSeconds(30));
    }

    /** Réessaie ce qui n'a pas de réponse définitive : la même requête, donc la même clé. */
    static HttpResponse<String> appeler(HttpRequest.Builder requete) throws Exception {
        for (int essai = 0; essai < 10; essai++) {
            long secondes = 2;
            try {
                if (jeton == null) {
                    jeton = demanderJeton();
                }
                var reponse = HTTP.send(
                        requete.setHeader("Authorization", "Bearer " + jeton).build(), BodyHandlers.ofString());
                switch (reponse.statusCode()) {
                    case 200, 202, 304 -> {
                        return reponse;
                    }
                    case 401 -> jeton = null;
                    case 409, 429, 502, 503, 504 -> secondes = reponse.headers().firstValueAsLong("Retry-After").orElse(2);
                    // un refus : à corriger, un renvoi n'y changerait rien
                    default -> throw new IllegalStateException(reponse.body());
                }
            } catch (IOException sansReponse) {
                System.out.println("pas de réponse : même envoi, même clé");
            }
            Thread.sleep(secondes * 1000);
        }
        throw new IllegalStateException("Relais ne répond pas : à reprendre plus tard, avec la même clé");
    }

    static String demanderJeton() throws Exception {
        String adresse = System.getenv().getOrDefault("RELAIS_JETONS", RELAIS + "/oauth2/token");
        String identifiants = URLEncoder.encode(System.getenv("RELAIS_CLIENT"), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(System.getenv("RELAIS_SECRET"), StandardCharsets.UTF_8);
        var reponse = HTTP.send(
                HttpRequest.newBuilder(URI.create(adresse))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(identifiants.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString());
        if (reponse.statusCode() >= 500) {
            throw new IOException("pas de jeton : " + reponse.statusCode());
        }
        if (reponse.statusCode() != 200) {
            throw new IllegalStateException("pas de jeton : " + reponse.body());
        }
        return membre("access_token", reponse.body());
    }

    /** Suffit ici, et évite une bibliothèque ; un vrai portail lit le JSON avec la sienne. */
    static String membre(String nom, String json) {
        var trouve = Pattern.compile("\"" + nom + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return trouve.find() ? trouve.group(1) : "";
    }
}
