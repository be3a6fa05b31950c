package fr.relais.routes.teleservices;

import fr.relais.mappings.teleservice.TeleserviceFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A folder that should be a téléservice.
 *
 * @param name the folder's, which is the téléservice's id
 * @param where it was found, for who must correct it
 * @param mark changes whenever one of its files does
 */
record Source(String name, String where, String mark, Content content) {

    private static final String ROOT = "teleservices/";

    /** Reads the folder when asked. */
    interface Content {
        TeleserviceFolder read() throws IOException;
    }

    /** Those that ship with the hub; they never change while it runs. */
    static List<Source> shipped() throws IOException {
        var files = new TreeMap<String, SortedMap<String, byte[]>>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**/*.*")) {
            if (resource.isReadable()) {
                var url = resource.getURL().toString();
                var path = url.substring(url.lastIndexOf(ROOT) + ROOT.length());
                var slash = path.indexOf('/');
                files.computeIfAbsent(path.substring(0, slash), id -> new TreeMap<>())
                        .put(path.substring(slash + 1), resource.getContentAsByteArray());
            }
        }
        var shipped = new ArrayList<Source>();
        files.forEach((name, content) ->
                shipped.add(new Source(name, "shipped with Relais", "", () -> new TeleserviceFolder(name, content))));
        return shipped;
    }

    /** Those in a watched folder, as it stands. */
    static List<Source> in(Path location) {
        if (!Files.isDirectory(location)) {
            return List.of();
        }
        try (var folders = Files.list(location)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(folder -> new Source(
                            folder.getFileName().toString(),
                            folder.toString(),
                            mark(folder),
                            () -> TeleserviceFolder.read(folder)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String mark(Path folder) {
        try (var files = Files.walk(folder)) {
            var mark = new StringBuilder();
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                mark.append(file)
                        .append(Files.size(file))
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
            return mark.toString();
        } catch (IOException | UncheckedIOException underChange) {
            return "under change";
        }
    }
}
