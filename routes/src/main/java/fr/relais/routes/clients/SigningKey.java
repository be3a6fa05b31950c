package fr.relais.routes.clients;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** The key tokens are signed with; kept, so that tokens outlive a restart. */
final class SigningKey {

    static RSAKey kept(Path folder) {
        var file = folder.resolve("token-signing-key.json");
        try {
            return RSAKey.parse(PrivateFiles.kept(file, SigningKey::fresh));
        } catch (IOException | ParseException unusable) {
            throw new IllegalStateException(
                    "The token signing key in %s can't be used; delete it to have a new one made".formatted(file),
                    unusable);
        }
    }

    private static String fresh() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .generate()
                    .toJSONString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform makes RSA keys", impossible);
        }
    }

    private SigningKey() {}
}
