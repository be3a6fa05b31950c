package fr.relais.routes.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The one secret of the built-in clients: given, or drawn at the first start. Good for this machine only. */
record DemoSecret(String value) {

    static DemoSecret of(@Nullable String given, Path data, @Nullable String bind) {
        if (bind != null && !isLoopback(bind)) {
            throw new IllegalStateException(
                    "The built-in clients share one secret, so they serve this machine only; RELAIS_BIND is " + bind
                            + ". Configure an issuer of your own, or unset RELAIS_BIND.");
        }
        return new DemoSecret(given == null || given.isBlank() ? kept(data.resolve("demo-secret")) : given);
    }

    private static String kept(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        } catch (FileAlreadyExistsException kept) {
            // of an earlier start: its tokens and scripts go on working
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The demo secret can't be kept in " + file, unwritable);
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The demo secret can't be read from " + file, unreadable);
        }
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
