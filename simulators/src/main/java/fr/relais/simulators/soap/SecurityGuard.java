package fr.relais.simulators.soap;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.cxf.ws.security.wss4j.DefaultCryptoCoverageChecker;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.cache.MemoryReplayCache;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.jspecify.annotations.Nullable;

/** Turns away, by a WS-Security fault, whoever does not show what a system demands. */
final class SecurityGuard extends WSS4JInInterceptor {

    private static final String CALLERS = "relais.callers";
    private static final String SYSTEM = "relais.system";

    private final DefaultCryptoCoverageChecker coverage = new DefaultCryptoCoverageChecker();
    private final boolean signed;

    private SecurityGuard(Map<String, Object> properties, boolean signed) {
        super(properties);
        this.signed = signed;
    }

    static void protect(EndpointImpl endpoint, Security security) {
        switch (Objects.requireNonNull(security.mode())) {
            case NONE -> {}
            case USERNAME_TOKEN ->
                guard(
                        endpoint,
                        new SecurityGuard(
                                new HashMap<>(Map.of(
                                        WSHandlerConstants.ACTION,
                                        WSHandlerConstants.USERNAME_TOKEN + " " + WSHandlerConstants.TIMESTAMP,
                                        WSHandlerConstants.PASSWORD_TYPE,
                                        WSConstants.PW_DIGEST,
                                        WSHandlerConstants.PW_CALLBACK_REF,
                                        passwordOf(security.username(), Objects.requireNonNull(security.password())))),
                                false));
            case SIGNATURE -> {
                guard(endpoint, new SecurityGuard(signedByCallers(security), true));
                var answers = new WSS4JOutInterceptor(signedBySystem(security));
                endpoint.getOutInterceptors().add(answers);
                endpoint.getOutFaultInterceptors().add(answers);
            }
        }
    }

    private static void guard(EndpointImpl endpoint, SecurityGuard guard) {
        endpoint.getInInterceptors().add(guard);
        var properties = endpoint.getProperties();
        properties.put(SecurityConstants.RETURN_SECURITY_ERROR, true);
        properties.put(SecurityConstants.NONCE_CACHE_INSTANCE, new MemoryReplayCache());
        properties.put(SecurityConstants.TIMESTAMP_CACHE_INSTANCE, new MemoryReplayCache());
    }

    @Override
    public void handleMessage(SoapMessage message) {
        try {
            super.handleMessage(message);
            if (signed && !isGET(message)) {
                coverage.handleMessage(message);
            }
        } catch (SoapFault refusal) {
            throw saidByWsSecurity(refusal) ? refusal : failedCheck(refusal);
        }
    }

    private static boolean saidByWsSecurity(SoapFault refusal) {
        return refusal.getFaultCode().getNamespaceURI().equals(WSConstants.WSSE_NS);
    }

    private static SoapFault failedCheck(SoapFault refusal) {
        return new SoapFault(
                String.valueOf(refusal.getMessage()), refusal, WSSecurityException.ErrorCode.FAILED_CHECK.getQName());
    }

    private static Map<String, Object> signedByCallers(Security security) {
        var callers = new Merlin();
        callers.setTrustStore(certificates(keystore(security)));
        var properties = signed();
        properties.put(WSHandlerConstants.SIG_VER_PROP_REF_ID, CALLERS);
        properties.put(CALLERS, callers);
        return properties;
    }

    private static Map<String, Object> signedBySystem(Security security) {
        var system = new Merlin();
        system.setKeyStore(keystore(security));
        var properties = signed();
        properties.put(WSHandlerConstants.SIGNATURE_USER, Objects.requireNonNull(security.keyAlias()));
        properties.put(
                WSHandlerConstants.PW_CALLBACK_REF,
                passwordOf(security.keyAlias(), Objects.requireNonNull(security.keystorePassword())));
        properties.put(
                WSHandlerConstants.SIGNATURE_PARTS,
                "{Element}{%s}Body;{Element}{%s}Timestamp".formatted(WSConstants.URI_SOAP11_ENV, WSConstants.WSU_NS));
        properties.put(WSHandlerConstants.SIG_KEY_ID, "DirectReference");
        properties.put(WSHandlerConstants.SIG_PROP_REF_ID, SYSTEM);
        properties.put(SYSTEM, system);
        return properties;
    }

    private static Map<String, Object> signed() {
        return new HashMap<>(Map.of(
                WSHandlerConstants.ACTION,
                WSHandlerConstants.TIMESTAMP + " " + WSHandlerConstants.SIGNATURE,
                WSHandlerConstants.SIG_ALGO,
                WSConstants.RSA_SHA256,
                WSHandlerConstants.SIG_DIGEST_ALGO,
                WSConstants.SHA256));
    }

    private static CallbackHandler passwordOf(@Nullable String name, String password) {
        return callbacks -> {
            for (var callback : callbacks) {
                var asked = (WSPasswordCallback) callback;
                if (Objects.equals(asked.getIdentifier(), name)) {
                    asked.setPassword(password);
                }
            }
        };
    }

    private static KeyStore keystore(Security security) {
        try {
            return KeyStore.getInstance(
                    Objects.requireNonNull(security.keystore()).toFile(),
                    Objects.requireNonNull(security.keystorePassword()).toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(security.keystore() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static KeyStore certificates(KeyStore keystore) {
        try {
            var certificates = KeyStore.getInstance("PKCS12");
            certificates.load(null, null);
            for (var alias : Collections.list(keystore.aliases())) {
                if (keystore.isCertificateEntry(alias)) {
                    certificates.setCertificateEntry(alias, keystore.getCertificate(alias));
                }
            }
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
