package fr.relais.simulators.portal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where hub and simulators are, and what to post.
 *
 * @param since when the demonstration began, for the seconds of its last line
 */
record PortalSettings(
        URI hub,
        URI simulators,
        @Nullable Path sample,
        Path data,
        @Nullable String givenSecret,
        Instant since) {

    static final String TELESERVICE = "changement-rib";
    static final String CLIENT = "portail-demo";

    private static final Set<String> NAMES = Set.of("--hub", "--simulators", "--sample", "--since");

    static PortalSettings of(String[] args, Map<String, String> env) throws PortalFailure {
        Map<String, String> given = named(args);
        String sample = given.get("--sample");
        String since = given.get("--since");
        try {
            return new PortalSettings(
                    URI.create(given.getOrDefault("--hub", local(env.getOrDefault("RELAIS_PORT", "8080")))),
                    URI.create(given.getOrDefault(
                            "--simulators", local(env.getOrDefault("RELAIS_SIMULATORS_PORT", "9090")))),
                    sample == null ? null : Path.of(sample),
                    Path.of(env.getOrDefault("RELAIS_DATA", "./data")),
                    env.get("RELAIS_DEMO_SECRET"),
                    since == null ? Instant.now() : Instant.ofEpochSecond(Long.parseLong(since)));
        } catch (IllegalArgumentException e) {
            throw new PortalFailure("an argument is ill-formed: " + e.getMessage());
        }
    }

    String secret() throws PortalFailure {
        if (givenSecret != null) {
            return givenSecret;
        }
        try {
            return Files.readString(secretFile()).strip();
        } catch (IOException e) {
            throw new PortalFailure(
                    "no secret: set RELAIS_DEMO_SECRET, or start the hub first, which writes " + secretFile());
        }
    }

    long secondsSince() {
        return Instant.now().getEpochSecond() - since.getEpochSecond();
    }

    /** Where the sample stands as a file, so that curl can send it. */
    Path pasteable() {
        return sample != null ? sample : data.resolve("simulators").resolve(TELESERVICE + ".json");
    }

    String commands(String id) {
        String secret = givenSecret != null ? "$RELAIS_DEMO_SECRET" : "$(cat '" + secretFile() + "')";
        return """
                TOKEN=$(curl -s -u "%s:%s" -d grant_type=client_credentials %s/oauth2/token \
                | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
                -H "Idempotency-Key: demo-$(date +%%s)-$$-essai" --data-binary @'%s' \
                %s/api/v1/teleservices/%s/submissions
                curl -s -H "Authorization: Bearer $TOKEN" %s/api/v1/submissions/%s""".formatted(CLIENT, secret, hub, pasteable(), hub, TELESERVICE, hub, id);
    }

    private Path secretFile() {
        return data.resolve("demo-secret");
    }

    private static Map<String, String> named(String[] args) throws PortalFailure {
        var given = new HashMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i]) || i + 1 == args.length) {
                throw new PortalFailure("usage: portal [--hub URL] [--simulators URL] [--sample FILE] [--since EPOCH]");
            }
            given.put(args[i], args[i + 1]);
        }
        return given;
    }

    private static String local(String port) {
        return "http://127.0.0.1:" + port;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "portal of " + hub;
    }
}
