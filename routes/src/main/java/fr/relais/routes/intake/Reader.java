package fr.relais.routes.intake;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.IdempotencyKey;
import fr.relais.routes.ledger.Vault;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.translation.Filing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads a body strictly, brings its text to NFC, and makes the fingerprints a replay is recognised by. */
@Component
final class Reader {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Vault vault;

    Reader(Vault vault) {
        this.vault = vault;
    }

    public Filing read(Post post) {
        var body = Texts.composed(parsed(post.body()));
        var canonical = canonical(body);
        var id = post.id();
        var key = new IdempotencyKey(
                post.caller().authority(),
                post.caller().portal(),
                id,
                vault.hmac("idempotency-key", post.idempotencyKey().getBytes(StandardCharsets.US_ASCII)),
                vault.hmac("content", id.getBytes(StandardCharsets.UTF_8), canonical));
        return new Filing(post.caller(), key, post.teleservice(), body, canonical, post.receivedAt());
    }

    private static ObjectNode parsed(byte[] body) {
        try {
            if (Json.EDGE.readTree(text(body)) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException otherEncoding) {
            throw malformed("", "");
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            throw malformed(
                    at == null ? "" : " (ligne %d, colonne %d)".formatted(at.getLineNr(), at.getColumnNr()),
                    at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()));
        }
        throw malformed("", "");
    }

    /** Strictly UTF-8: Jackson alone takes overlong forms and other encodings, too. */
    private static String text(byte[] body) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static Refusal malformed(String ou, String where) {
        return new Refusal(
                ProblemCode.MALFORMED_JSON,
                new Wording(
                        "Le corps n'est pas un objet JSON lisible" + ou
                                + " : UTF-8, sans membre en double, sans excès de taille ni de profondeur.",
                        "The body is no readable JSON object" + where
                                + ": UTF-8, no duplicate member, no excessive size or depth."));
    }

    private static byte[] canonical(ObjectNode body) {
        try {
            return new JsonCanonicalizer(Json.EDGE.writeValueAsString(body)).getEncodedUTF8();
        } catch (IOException notCanonical) { // e.g. a lone surrogate
            throw malformed("", "");
        }
    }
}
