package fr.relais.connectors.soap;

import fr.relais.connectors.Expiry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.cache.MemoryReplayCache;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.handler.WSHandlerConstants;

/** WS-Security on a port: what its requests show, and what the answers must. */
final class WsSecurity {

    private static final String BODY_AND_TIMESTAMP =
            "{Element}{%s}Body;{Element}{%s}Timestamp".formatted(WSConstants.URI_SOAP11_ENV, WSConstants.WSU_NS);
    private static final String OWN = "relais.own-key";
    private static final String TRUSTED = "relais.trusted-certificates";

    /** Puts it on; what of it ends some day. */
    static List<Expiry> put(Client client, SecuritySettings settings) {
        return switch (settings.mode()) {
            case NONE -> List.of();
            case USERNAME_TOKEN -> {
                client.getOutInterceptors().add(new WSS4JOutInterceptor(usernameToken(settings)));
                client.getInInterceptors().add(AnswerSecurity.unsigned());
                yield List.of();
            }
            case SIGNATURE -> {
                var keys = Keys.of(settings);
                client.getOutInterceptors().add(new WSS4JOutInterceptor(signature(settings, keys)));
                client.getInInterceptors().add(AnswerSecurity.signed(signedAnswer(keys)));
                // An answer seen before is no answer to this request.
                client.getEndpoint().put(SecurityConstants.ENABLE_TIMESTAMP_CACHE, true);
                client.getEndpoint().put(SecurityConstants.TIMESTAMP_CACHE_INSTANCE, new MemoryReplayCache());
                yield keys.expiries();
            }
        };
    }

    private static Map<String, Object> usernameToken(SecuritySettings settings) {
        return new HashMap<>(Map.of(
                WSHandlerConstants.ACTION,
                WSHandlerConstants.USERNAME_TOKEN + " " + WSHandlerConstants.TIMESTAMP,
                WSHandlerConstants.USER,
                Objects.requireNonNull(settings.username()),
                WSHandlerConstants.PASSWORD_TYPE,
                WSConstants.PW_DIGEST,
                WSHandlerConstants.PW_CALLBACK_REF,
                password(Objects.requireNonNull(settings.password()))));
    }

    private static Map<String, Object> signature(SecuritySettings settings, Keys keys) {
        var properties = signed();
        properties.put(WSHandlerConstants.SIGNATURE_USER, Objects.requireNonNull(settings.keyAlias()));
        properties.put(
                WSHandlerConstants.PW_CALLBACK_REF, password(Objects.requireNonNull(settings.keystorePassword())));
        properties.put(WSHandlerConstants.SIGNATURE_PARTS, BODY_AND_TIMESTAMP);
        properties.put(WSHandlerConstants.SIG_KEY_ID, "DirectReference");
        properties.put(WSHandlerConstants.SIG_PROP_REF_ID, OWN);
        properties.put(OWN, keys.own());
        return properties;
    }

    private static Map<String, Object> signedAnswer(Keys keys) {
        var properties = signed();
        properties.put(WSHandlerConstants.SIG_VER_PROP_REF_ID, TRUSTED);
        properties.put(TRUSTED, keys.trusted());
        return properties;
    }

    /** The only algorithms used, and the only ones accepted. */
    private static Map<String, Object> signed() {
        return new HashMap<>(Map.of(
                WSHandlerConstants.ACTION,
                WSHandlerConstants.TIMESTAMP + " " + WSHandlerConstants.SIGNATURE,
                WSHandlerConstants.SIG_ALGO,
                WSConstants.RSA_SHA256,
                WSHandlerConstants.SIG_DIGEST_ALGO,
                WSConstants.SHA256));
    }

    private static CallbackHandler password(String password) {
        return callbacks -> {
            for (var callback : callbacks) {
                ((WSPasswordCallback) callback).setPassword(password);
            }
        };
    }

    private WsSecurity() {}
}
