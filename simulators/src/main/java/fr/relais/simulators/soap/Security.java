package fr.relais.simulators.soap;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated system demands of its callers by WS-Security.
 *
 * @param mode nothing by default
 * @param username for username-token: the only caller
 * @param password for username-token: what the caller's digest must prove
 * @param keystore for signature: the system's RSA key, and the certificates of its callers
 * @param keystorePassword for signature: opens the keystore, and the key in it
 * @param keyAlias for signature: the key that signs the answers
 */
public record Security(
        @Nullable Mode mode,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        @Nullable String keyAlias) {

    /** Anybody may call. */
    public static final Security NONE = new Security(Mode.NONE, null, null, null, null, null);

    public enum Mode {
        NONE,
        USERNAME_TOKEN,
        SIGNATURE
    }

    public Security {
        mode = mode == null ? Mode.NONE : mode;
        if (mode == Mode.USERNAME_TOKEN && (username == null || password == null)) {
            throw new IllegalArgumentException("username-token needs username and password");
        }
        if (mode == Mode.SIGNATURE && (keystore == null || keystorePassword == null || keyAlias == null)) {
            throw new IllegalArgumentException("signature needs keystore, keystore-password and key-alias");
        }
    }

    public static Security usernameToken(String username, String password) {
        return new Security(Mode.USERNAME_TOKEN, username, password, null, null, null);
    }

    /** Answers are signed too, faults included; what the gate answers by itself is not. */
    public static Security signature(Path keystore, String keystorePassword, String keyAlias) {
        return new Security(Mode.SIGNATURE, null, null, keystore, keystorePassword, keyAlias);
    }

    /** Without what must stay secret. */
    @Override
    public String toString() {
        return "Security[" + mode + ", " + username + ", " + keystore + ", " + keyAlias + "]";
    }
}
