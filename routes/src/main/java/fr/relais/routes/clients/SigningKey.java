package fr.relais.routes.clients;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.UUID;

/** The key tokens are signed with; kept, so that tokens outlive a restart. */
final class SigningKey {

    static RSAKey kept(Path folder) {
        var file = folder.resolve("token-signing-key.json");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                var beside = Files.createTempFile(folder, "token-signing-key", ".new", ownerOnly);
                var key = new RSAKeyGenerator(2048)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
                Files.writeString(beside, key.toJSONString());
                Files.move(beside, file);
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException | JOSEException | ParseException unusable) {
            throw new IllegalStateException(
                    "The token signing key in %s can't be used; delete it to have a new one made".formatted(file),
                    unusable);
        }
    }

    private SigningKey() {}
}
