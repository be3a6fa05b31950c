package fr.relais.connectors.soap;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a SOAP target is shown who is calling, and how its answers show that they are its own.
 *
 * @param mode what the target asks for by WS-Security
 * @param username for username-token: the hub's name at the target
 * @param password for username-token: proven by a digest, never sent
 * @param keystore for signature: the PKCS#12 or JKS file that holds the hub's RSA key and certificate
 * @param keystorePassword for signature: opens the keystore, and the key in it
 * @param keyAlias for signature: the key that signs
 * @param truststore for signature: the file that holds the certificates answers are signed with, or their issuers'; the keystore when absent
 * @param truststorePassword for signature: opens the truststore
 */
public record SecuritySettings(
        @NotNull @DefaultValue("none") Mode mode,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        @Nullable String keyAlias,
        @Nullable Path truststore,
        @Nullable String truststorePassword) {

    /** Nothing is shown, and nothing asked. */
    public static final SecuritySettings NONE =
            new SecuritySettings(Mode.NONE, null, null, null, null, null, null, null);

    /** What goes with each message. */
    public enum Mode {
        /** Nothing: TLS or the network is all there is. */
        NONE,
        /** A UsernameToken with a digest, and a Timestamp, on requests. */
        USERNAME_TOKEN,
        /** An X.509 signature of Body and Timestamp, on requests and answers alike. */
        SIGNATURE
    }

    @AssertTrue(message = "mode none would leave username, password and keystore without effect") boolean isModeChosen() {
        return mode != Mode.NONE || (areMissing(username, password) && keystore == null);
    }

    @AssertTrue(message = "mode username-token needs username and password") boolean isUsernameTokenComplete() {
        return mode != Mode.USERNAME_TOKEN || areThere(username, password);
    }

    @AssertTrue(message = "mode signature needs keystore, keystore-password and key-alias") boolean isSignatureComplete() {
        return mode != Mode.SIGNATURE || (keystore != null && areThere(keystorePassword, keyAlias));
    }

    @AssertTrue(message = "truststore needs truststore-password") boolean isTruststoreComplete() {
        return truststore == null || areThere(truststorePassword);
    }

    private static boolean areThere(@Nullable String... values) {
        return Stream.of(values).noneMatch(value -> value == null || value.isBlank());
    }

    private static boolean areMissing(@Nullable String... values) {
        return Stream.of(values).allMatch(value -> value == null || value.isBlank());
    }

    /** Without what must stay secret. */
    @Override
    public String toString() {
        return "SecuritySettings[" + mode + ", " + username + ", " + keystore + ", " + keyAlias + ", " + truststore
                + "]";
    }
}
