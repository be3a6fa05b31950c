package fr.relais.mappings.teleservice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of one téléservice, wherever they came from, by name relative to the folder ({@code samples/nominal.json}).
 *
 * @param name the folder's name, which is the téléservice's id
 */
public record TeleserviceFolder(String name, SortedMap<String, byte[]> files) {

    private static final String SAMPLES = "samples/";

    public static TeleserviceFolder read(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var walk = Files.walk(folder)) {
            for (var file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return new TeleserviceFolder(folder.getFileName().toString(), files);
    }

    public @Nullable String text(String file) {
        var bytes = files.get(file);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The sample files, by name without the {@code samples/} before it. */
    public SortedMap<String, byte[]> samples() {
        var samples = new TreeMap<String, byte[]>();
        files.tailMap(SAMPLES).forEach((file, bytes) -> {
            if (file.startsWith(SAMPLES)) {
                samples.put(file.substring(SAMPLES.length()), bytes);
            }
        });
        return samples;
    }

    /** SHA-256 of all that decides about a submission, so without the samples: the bundle's identity in the ledger. */
    public String hash() {
        var digest = sha256();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!file.getKey().startsWith(SAMPLES)) {
                digest.update((file.getKey() + "\0" + file.getValue().length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(file.getValue());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
