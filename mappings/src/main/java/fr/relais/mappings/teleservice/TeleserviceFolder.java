package fr.relais.mappings.teleservice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
    private static final String FORMER = "former/";
    private static final int MOST_FILES = 200;
    private static final int LONGEST_FILE = 1 << 20;

    /**
     * Reads a folder as it stands; hidden files, as editors leave them, don't count.
     *
     * @throws InvalidTeleservice when it holds what no téléservice holds: links, or far too much
     */
    public static TeleserviceFolder read(Path folder) throws IOException {
        var name = folder.getFileName().toString();
        var files = new TreeMap<String, byte[]>();
        var defects = new ArrayList<String>();
        try (var walk = Files.walk(folder)) {
            for (var file : (Iterable<Path>) walk.filter(path -> !isHidden(folder, path))::iterator) {
                var relative = folder.relativize(file).toString().replace('\\', '/');
                if (Files.isSymbolicLink(file)) {
                    defects.add(relative + " is a link, and may lead out of the folder: put the file itself there");
                } else if (files.size() >= MOST_FILES) {
                    throw new InvalidTeleservice(
                            name, List.of("it holds more than " + MOST_FILES + " files: is it the right folder?"));
                } else if (Files.isRegularFile(file) && Files.size(file) > LONGEST_FILE) {
                    defects.add(relative + " is larger than 1 MiB: no file of a téléservice is");
                } else if (Files.isRegularFile(file)) {
                    files.put(relative, Files.readAllBytes(file));
                }
            }
        }
        if (!defects.isEmpty()) {
            throw new InvalidTeleservice(name, defects);
        }
        return new TeleserviceFolder(name, files);
    }

    private static boolean isHidden(Path folder, Path path) {
        for (var step : folder.relativize(path)) {
            if (step.toString().startsWith(".") || step.toString().endsWith("~")) {
                return true;
            }
        }
        return false;
    }

    public @Nullable String text(String file) {
        var bytes = files.get(file);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** What stands in {@code former/<version>/}, each as a folder of its own, by version. */
    SortedMap<String, TeleserviceFolder> former() {
        var former = new TreeMap<String, TeleserviceFolder>();
        files.tailMap(FORMER).forEach((file, bytes) -> {
            int end = file.indexOf('/', FORMER.length());
            if (file.startsWith(FORMER) && end > 0) {
                former.computeIfAbsent(
                                file.substring(FORMER.length(), end),
                                version -> new TeleserviceFolder(name, new TreeMap<>()))
                        .files()
                        .put(file.substring(end + 1), bytes);
            }
        });
        return former;
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
            if (!file.getKey().contains(SAMPLES)) {
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
