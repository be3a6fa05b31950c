package fr.relais.connectors.soap;

import fr.relais.connectors.Expiry;
import fr.relais.connectors.Expiry.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.jspecify.annotations.Nullable;

/**
 * The hub's key and the certificates it trusts, held apart: an answer signed with our own key is no answer.
 *
 * @param expiries of our certificate, and of those trusted that are no authority's: each was pinned by hand, and must be so anew
 */
record Keys(Crypto own, Crypto trusted, List<Expiry> expiries) {

    /**
     * Opens both.
     *
     * @throws IllegalArgumentException naming the setting to correct
     */
    static Keys of(SecuritySettings settings) {
        var keystore = open("keystore", settings.keystore(), settings.keystorePassword());
        var own = new Merlin();
        own.setKeyStore(withKey(keystore, settings));
        var trusted = new Merlin();
        var trusting = settings.truststore() == null ? "keystore" : "truststore";
        var certificates = settings.truststore() == null
                ? trusted(trusting, settings.keystore(), keystore)
                : trusted(
                        trusting,
                        settings.truststore(),
                        open(trusting, settings.truststore(), settings.truststorePassword()));
        trusted.setTrustStore(certificates);
        return new Keys(
                own,
                trusted,
                Stream.concat(
                                end("keystore", keystore, String.valueOf(settings.keyAlias())),
                                pinned(trusting, certificates))
                        .toList());
    }

    private static KeyStore open(String setting, @Nullable Path file, @Nullable String password) {
        if (file == null || password == null) {
            throw wrong(setting, file, "is not set, or its password is not", null);
        }
        try {
            return KeyStore.getInstance(file.toFile(), password.toCharArray());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw wrong(setting, file, "cannot be opened: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyStore withKey(KeyStore keystore, SecuritySettings settings) {
        try {
            var key = keystore.getKey(
                    settings.keyAlias(),
                    String.valueOf(settings.keystorePassword()).toCharArray());
            if (key == null || !key.getAlgorithm().equals("RSA")) {
                throw wrong("keystore", settings.keystore(), "has no RSA key named " + settings.keyAlias(), null);
            }
            return keystore;
        } catch (GeneralSecurityException unusable) {
            throw wrong(
                    "keystore",
                    settings.keystore(),
                    "does not give its key " + settings.keyAlias() + " away",
                    unusable);
        }
    }

    private static KeyStore trusted(String setting, @Nullable Path file, KeyStore from) {
        try {
            var certificates = KeyStore.getInstance("PKCS12");
            certificates.load(null, null);
            for (var alias : Collections.list(from.aliases())) {
                if (from.isCertificateEntry(alias)) {
                    certificates.setCertificateEntry(alias, from.getCertificate(alias));
                }
            }
            if (certificates.size() == 0) {
                throw wrong(setting, file, "holds no certificate to know the target's answers by", null);
            }
            return certificates;
        } catch (IOException | GeneralSecurityException unusable) {
            throw wrong(setting, file, "cannot be read: " + unusable.getMessage(), unusable);
        }
    }

    private static Stream<Expiry> pinned(String setting, KeyStore certificates) {
        try {
            return Collections.list(certificates.aliases()).stream()
                    .filter(alias -> !isAuthority(certificates, alias))
                    .flatMap(alias -> end(setting, certificates, alias));
        } catch (KeyStoreException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static boolean isAuthority(KeyStore from, String alias) {
        return certificate(from, alias)
                .filter(one -> one.getBasicConstraints() >= 0)
                .isPresent();
    }

    private static Stream<Expiry> end(String setting, KeyStore from, String alias) {
        return certificate(from, alias).stream()
                .map(one -> new Expiry(
                        Kind.CERTIFICATE,
                        setting + " " + alias,
                        one.getNotAfter().toInstant()));
    }

    private static Optional<X509Certificate> certificate(KeyStore from, String alias) {
        try {
            return from.getCertificate(alias) instanceof X509Certificate one ? Optional.of(one) : Optional.empty();
        } catch (KeyStoreException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static IllegalArgumentException wrong(
            String setting, @Nullable Path file, String complaint, @Nullable Exception cause) {
        return new IllegalArgumentException("soap.security." + setting + " " + file + " " + complaint, cause);
    }
}
