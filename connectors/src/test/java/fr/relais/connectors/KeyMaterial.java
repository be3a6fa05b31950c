package fr.relais.connectors;

import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.simulators.soap.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Keys made for one test run: the hub's, the target's, and a stranger's. */
final class KeyMaterial {

    static final String PASSWORD = "keys-of-this-test-run";

    private final Path folder;

    private KeyMaterial() throws IOException {
        folder = Files.createTempDirectory("relais-keys");
        folder.toFile().deleteOnExit();
        for (var name : new String[] {"hub", "target", "stranger"}) {
            generate(name);
        }
        trust("hub", "target");
        trust("target", "hub");
    }

    /** Made once: it takes seconds. */
    static KeyMaterial ofThisRun() {
        return Made.KEYS;
    }

    /** The key of that name; the hub's and the target's hold the other's certificate, too. */
    Path keystore(String name) {
        return folder.resolve(name + ".p12");
    }

    SecuritySettings signsAs(String name) {
        return new SecuritySettings(
                SecuritySettings.Mode.SIGNATURE, null, null, keystore(name), PASSWORD, name, keystore("hub"), PASSWORD);
    }

    SecuritySettings hub() {
        return new SecuritySettings(
                SecuritySettings.Mode.SIGNATURE, null, null, keystore("hub"), PASSWORD, "hub", null, null);
    }

    Security target() {
        return Security.signature(keystore("target"), PASSWORD, "target");
    }

    KeyStore open(String name) {
        try {
            return KeyStore.getInstance(keystore(name).toFile(), PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void generate(String name) {
        try {
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-dname",
                            "CN=" + name + "-TEST",
                            "-alias",
                            name,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            keystore(name).toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start();
            keystore(name).toFile().deleteOnExit();
            folder.resolve("keytool.log").toFile().deleteOnExit();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void trust(String name, String other) {
        var keystore = open(name);
        try (var file = Files.newOutputStream(keystore(name))) {
            keystore.setCertificateEntry(other, open(other).getCertificate(other));
            keystore.store(file, PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Made {

        private static final KeyMaterial KEYS = make();

        private static KeyMaterial make() {
            try {
                return new KeyMaterial();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
