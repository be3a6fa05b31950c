package fr.relais.connectors.soap;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.jspecify.annotations.Nullable;

/** The hub's key and the certificates it trusts, held apart: an answer signed with our own key is no answer. */
record Keys(Crypto own, Crypto trusted) {

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
        trusted.setTrustStore(
                settings.truststore() == null
                        ? trusted("keystore", settings.keystore(), keystore)
                        : trusted(
                                "truststore",
                                settings.truststore(),
                                open("truststore", settings.truststore(), settings.truststorePassword())));
        return new Keys(own, trusted);
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

    private static IllegalArgumentException wrong(
            String setting, @Nullable Path file, String complaint, @Nullable Exception cause) {
        return new IllegalArgumentException("soap.security." + setting + " " + file + " " + complaint, cause);
    }
}
