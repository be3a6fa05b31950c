package fr.relais.routes.clients;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The one secret of the built-in clients: given, or drawn at the first start. Good for this machine only. */
public record DemoSecret(String value) {

    static DemoSecret of(@Nullable String given, Path data, @Nullable String bind) {
        if (bind != null && (bind.isBlank() || !isLoopback(bind))) {
            throw new IllegalStateException(
                    "The built-in clients share one secret, so they serve this machine only; RELAIS_BIND is \"" + bind
                            + "\". Configure an issuer of your own, or unset RELAIS_BIND.");
        }
        return new DemoSecret(given == null || given.isBlank() ? kept(data.resolve("demo-secret")) : given);
    }

    /** Of an earlier start, if there was one: its tokens and scripts go on working. */
    private static String kept(Path file) {
        try {
            return PrivateFiles.kept(file, DemoSecret::drawn).strip();
        } catch (IOException unusable) {
            throw new UncheckedIOException("The demo secret can't be kept in " + file, unusable);
        }
    }

    private static String drawn() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "DemoSecret[…]";
    }
}
