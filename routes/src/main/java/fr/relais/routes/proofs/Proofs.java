package fr.relais.routes.proofs;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Origine;
import fr.relais.mappings.teleservice.Definition.Prefill;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.ledger.ProofKeys;
import fr.relais.routes.ledger.Vault;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Signs what a source said (JWS, RFC 7515, ES256), and reads it back as the stranger's word it is until everything about it holds. */
@Component
@EnableConfigurationProperties(ProofsSettings.class)
public class Proofs {

    private static final JOSEObjectType TYPE = new JOSEObjectType("relais-proof+jws");

    private final Keyring keys;
    private final ProofKeys used;
    private final Vault vault;
    private final ProofsSettings settings;
    private final Clock clock;

    Proofs(Keyring keys, ProofKeys used, Vault vault, ProofsSettings settings, Clock clock) {
        this.keys = keys;
        this.used = used;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    /** A proof of it, good for a while. */
    public String of(Claim claim) {
        var now = clock.instant();
        var content = Json.LEDGER
                .createObjectNode()
                .put("jti", UUID.randomUUID().toString())
                .put("authority", claim.caller().authority().id())
                .put("portal", claim.caller().portal())
                .put("teleservice", claim.teleservice())
                .put("pointer", claim.field().pointer())
                .put("usager", hash(claim.usager()))
                .put("person", hash(claim.person()))
                .put("asked", hash(asked(claim.asked())))
                .put("source", claim.field().source())
                .put("fact", claim.field().fact())
                .put("rule", claim.field().rule())
                .put("requestId", claim.requestId())
                .put("asOf", claim.asOf().toString())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.plus(settings.validity()).getEpochSecond());
        content.set("value", claim.value());
        try {
            var key = keys.signing();
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(TYPE)
                    .keyID(key.getKeyID())
                    .build();
            var jws = new JWSObject(header, new Payload(content.toString()));
            jws.sign(new ECDSASigner(key));
            return jws.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException("a proof can't be signed", broken);
        }
    }

    /**
     * What a proof comes to that holds for its field and person.
     *
     * @param asked keyed hash of what the source was told besides; see {@link #answers}
     */
    public record Proven(UUID id, JsonNode value, Origine origin, String asked) {}

    /** Whether that is what it was said of: the class of one year is not that of the next. */
    public boolean answers(Proven proven, Map<String, String> asked) {
        return proven.asked().equals(hash(asked(asked)));
    }

    /** Why a proof does not hold. */
    public enum Flaw {
        /** No proof of ours: altered, signed by another, or by no key that is known here. */
        INVALID,
        EXPIRED,
        NOT_YET_VALID,
        /** Good for another portal, téléservice, field, person, question or rule. */
        FOREIGN,
        /** Good once, and used. */
        USED
    }

    /** A proof does not hold; nothing of it is told. */
    public static final class Flawed extends Exception {

        private static final long serialVersionUID = 1L;

        private final Flaw flaw;

        Flawed(Flaw flaw) {
            super(flaw.name());
            this.flaw = flaw;
        }

        public Flaw flaw() {
            return flaw;
        }
    }

    /**
     * Reads a proof for the field of a téléservice it is posted for.
     *
     * @throws Flawed when anything about it does not hold
     */
    public Proven read(String proof, Caller caller, String teleservice, Prefill field, byte[] usager, byte[] person)
            throws Flawed {
        var content = verified(proof);
        var now = clock.instant().getEpochSecond();
        if (content.path("nbf").asLong(Long.MAX_VALUE) > now) {
            throw new Flawed(Flaw.NOT_YET_VALID);
        }
        if (content.path("exp").asLong(0) <= now) {
            throw new Flawed(Flaw.EXPIRED);
        }
        boolean ours = content.path("authority").asInt(-1) == caller.authority().id()
                && says(content, "portal", caller.portal())
                && says(content, "teleservice", teleservice)
                && says(content, "pointer", field.pointer())
                && says(content, "usager", hash(usager))
                && says(content, "person", hash(person))
                && says(content, "source", field.source())
                && says(content, "fact", field.fact())
                && says(content, "rule", field.rule() == null ? "" : field.rule());
        if (!ours) {
            throw new Flawed(Flaw.FOREIGN);
        }
        var proven = proven(content);
        if (field.once() && used.isUsed(proven.id())) {
            throw new Flawed(Flaw.USED);
        }
        return proven;
    }

    /**
     * What a proof said that was read when its submission was accepted; it may have ended since, and its key may be gone.
     *
     * @throws IllegalArgumentException when it is no proof at all
     */
    public Proven recalled(String proof) {
        try {
            return proven(
                    Json.LEDGER.readTree(JWSObject.parse(proof).getPayload().toString()));
        } catch (ParseException unreadable) {
            throw new IllegalArgumentException("no proof", unreadable);
        }
    }

    private static Proven proven(JsonNode content) {
        var origin = new Origine(
                content.path("source").asString(),
                LocalDate.parse(content.path("asOf").asString()),
                content.path("rule").asString(null),
                content.path("requestId").asString(null));
        return new Proven(
                UUID.fromString(content.path("jti").asString()),
                content.path("value"),
                origin,
                content.path("asked").asString(""));
    }

    /** Only ES256, by one of our keys, as what it says it is: whatever else the header asks for is not followed. */
    private JsonNode verified(String proof) throws Flawed {
        try {
            var jws = JWSObject.parse(proof);
            var header = jws.getHeader();
            var key = header.getKeyID() == null
                    ? null
                    : keys.verifying(header.getKeyID()).orElse(null);
            if (key == null
                    || !JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    || !TYPE.equals(header.getType())
                    || !jws.verify(new ECDSAVerifier(key.toECPublicKey()))) {
                throw new Flawed(Flaw.INVALID);
            }
            return Json.EDGE.readTree(jws.getPayload().toString());
        } catch (ParseException | JOSEException | JacksonException | IllegalArgumentException unreadable) {
            throw new Flawed(Flaw.INVALID);
        }
    }

    private static boolean says(JsonNode content, String member, String expected) {
        return content.path(member).asString("").equals(expected);
    }

    private byte[] asked(Map<String, String> parameters) {
        return vault.hmac(
                "asked",
                new TreeMap<>(parameters)
                        .entrySet().stream()
                                .flatMap(parameter -> Stream.of(parameter.getKey(), parameter.getValue()))
                                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                                .toArray(byte[][]::new));
    }

    private static String hash(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
