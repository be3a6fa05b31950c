package fr.relais.routes.ledger;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplate;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Seals personal data and makes the keyed hashes it is looked up by.
 *
 * <p>Owner and kind are bound into each ciphertext: one moved to another row no longer opens.
 */
public final class Vault {

    /** What a sealed thing is. */
    public enum Kind {
        BODY,
        DOSSIER,
        PORTAL_REFERENCE,
        EXCHANGE,
        REASON,
        ATTACHMENT,
        PROOF_KEY
    }

    /** Ciphers, their randomness among them, are made once per thread, and dearly: on threads that stay. */
    private static final ExecutorService LASTING = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("vault-", 0).factory());

    private final Aead aead;
    private final Mac mac;

    private Vault(Aead aead, Mac mac) {
        this.aead = aead;
        this.mac = mac;
    }

    /** Opens the keysets of a folder, making them when there are none. */
    public static Vault open(Path folder) {
        try {
            AeadConfig.register();
            MacConfig.register();
            var configuration = RegistryConfiguration.get();
            var sealing = keyset(folder.resolve("vault-keyset.json"), PredefinedAeadParameters.AES256_GCM);
            var looking = keyset(folder.resolve("lookup-keyset.json"), rawHmacSha256());
            return new Vault(
                    sealing.getPrimitive(configuration, Aead.class), looking.getPrimitive(configuration, Mac.class));
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException(
                    "The keys in %s can't be used (%s). Without them nothing sealed can be read: restore them from a backup."
                            .formatted(folder, unusable.getMessage()),
                    unusable);
        }
    }

    /** No key id in front, so that the same input makes the same hash whatever key Tink calls primary. */
    private static HmacParameters rawHmacSha256() throws GeneralSecurityException {
        return HmacParameters.builder()
                .setKeySizeBytes(32)
                .setTagSizeBytes(32)
                .setHashType(HmacParameters.HashType.SHA256)
                .setVariant(HmacParameters.Variant.NO_PREFIX)
                .build();
    }

    private static KeysetHandle keyset(Path file, Parameters parameters) throws GeneralSecurityException, IOException {
        var fresh = KeysetHandle.generateNew(KeyTemplate.createFrom(parameters));
        var kept = PrivateFiles.kept(file, () -> serialized(fresh));
        return TinkJsonProtoKeysetFormat.parseKeyset(kept, InsecureSecretKeyAccess.get());
    }

    private static String serialized(KeysetHandle keys) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a new keyset can't be written down", broken);
        }
    }

    public byte[] seal(UUID owner, Kind kind, byte[] plain) {
        return seal(owner, kind, "", plain);
    }

    /** As above, of something sealed in pieces: {@code piece} tells which, and whether more follow. */
    byte[] seal(UUID owner, Kind kind, String piece, byte[] plain) {
        return lasting(() -> {
            try {
                return aead.encrypt(plain, boundTo(owner, kind, piece));
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("sealing failed", broken);
            }
        });
    }

    /**
     * Opens what was sealed.
     *
     * @throws IllegalStateException when it is not this owner's and kind's, was altered, or its key is gone
     */
    public byte[] unseal(UUID owner, Kind kind, byte[] sealed) {
        return unseal(owner, kind, "", sealed);
    }

    byte[] unseal(UUID owner, Kind kind, String piece, byte[] sealed) {
        return lasting(() -> {
            try {
                return aead.decrypt(sealed, boundTo(owner, kind, piece));
            } catch (GeneralSecurityException refused) {
                throw new IllegalStateException("a sealed %s of %s does not open".formatted(kind, owner), refused);
            }
        });
    }

    /** A keyed hash; {@code purpose} keeps equal values of different meaning apart. */
    public byte[] hmac(String purpose, byte[]... parts) {
        var size = purpose.length() + 1;
        for (var part : parts) {
            size += Integer.BYTES + part.length;
        }
        var message = ByteBuffer.allocate(size)
                .put(purpose.getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0);
        for (var part : parts) {
            message.putInt(part.length).put(part);
        }
        return lasting(() -> {
            try {
                return mac.computeMac(message.array());
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("hashing failed", broken);
            }
        });
    }

    /** A request's own thread ends with it, so what it would make for itself is lost. */
    private static byte[] lasting(Supplier<byte[]> work) {
        if (!Thread.currentThread().isVirtual()) {
            return work.get();
        }
        try {
            return CompletableFuture.supplyAsync(work, LASTING).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException its ? its : failed;
        }
    }

    private static byte[] boundTo(UUID owner, Kind kind, String piece) {
        return (owner + "/" + kind + piece).getBytes(StandardCharsets.US_ASCII);
    }
}
