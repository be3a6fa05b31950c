package fr.relais.simulators.national;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is known of whom: files {@code {status, params, payload}}, one folder for each operation, named by its path with {@code _} for
 * {@code /}. Those that ship, and those of a folder that is given; an operation that is there is taken from there alone.
 */
final class Cases {

    private static final String SHIPPED = "classpath*:fr/relais/simulators/national/cases/*/*.yaml";
    private static final YAMLMapper YAML = YAMLMapper.shared();

    /** {@code params} are matched whole, without regard to case. */
    record Case(int status, Map<String, List<String>> params, String payload) {}

    private final Map<String, Map<String, Case>> byOperation = new TreeMap<>();

    /** @param given a folder of more, if there is one */
    Cases(@Nullable Path given) {
        try {
            for (var resource :
                    new PathMatchingResourcePatternResolver(Cases.class.getClassLoader()).getResources(SHIPPED)) {
                keep(folder(resource), Objects.requireNonNull(resource.getFilename()), resource.getInputStream());
            }
            if (given != null) {
                load(given);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String folder(Resource resource) throws IOException {
        var path = resource.getURL().getPath();
        var parent = path.substring(0, path.lastIndexOf('/'));
        return parent.substring(parent.lastIndexOf('/') + 1);
    }

    private void load(Path given) throws IOException {
        for (var folder : listed(given)) {
            byOperation.remove(folder.getFileName().toString());
            for (var file : listed(folder)) {
                if (file.toString().matches(".*\\.ya?ml")) {
                    keep(
                            folder.getFileName().toString(),
                            file.getFileName().toString().replaceFirst("\\.yml$", ".yaml"),
                            Files.newInputStream(file));
                }
            }
        }
    }

    private static List<Path> listed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private void keep(String operation, String file, InputStream content) throws IOException {
        try (content) {
            var node = YAML.readTree(content);
            byOperation
                    .computeIfAbsent(operation, any -> new TreeMap<>())
                    .put(file, new Case(node.path("status").asInt(200), params(node.path("params")), payload(node)));
        }
    }

    private static Map<String, List<String>> params(JsonNode params) {
        var read = new TreeMap<String, List<String>>();
        params.properties()
                .forEach(entry -> read.put(entry.getKey().replaceFirst("\\[]$", ""), values(entry.getValue())));
        return read;
    }

    private static List<String> values(JsonNode value) {
        var values = new ArrayList<String>();
        if (value.isArray()) {
            value.forEach(one -> values.add(one.asString()));
        } else {
            values.add(value.asString());
        }
        return values;
    }

    /** JSON as text, or as YAML. */
    private static String payload(JsonNode node) {
        var payload = node.path("payload");
        return payload.isString() ? payload.asString() : payload.toString();
    }

    /** What is known of those parameters; without, the operation's {@code 404.yaml}, and without that, a 404 of our own. */
    Case find(String path, Map<String, List<String>> params) {
        var cases = byOperation.getOrDefault(operation(path), Map.of());
        return cases.values().stream()
                .filter(known -> isSame(known.params(), params))
                .findFirst()
                .or(() -> Optional.ofNullable(cases.get("404.yaml")))
                .orElse(new Case(404, Map.of(), ""));
    }

    /** Whether the operation is one of which anything is known. */
    boolean knows(String path) {
        return byOperation.containsKey(operation(path));
    }

    private Optional<ObjectNode> named(String folder, String file) {
        return Optional.ofNullable(byOperation.getOrDefault(folder, Map.of()).get(file + ".yaml"))
                .map(known -> (ObjectNode) YAML.readTree(known.payload()));
    }

    /** Whom a FranceConnect token stands for, as long as it is good. */
    Optional<ObjectNode> franceConnect(String token) {
        return token.matches("[\\w-]{1,60}")
                ? named("france_connect", token)
                        .filter(claims -> claims.path("active").booleanValue())
                : Optional.empty();
    }

    static String operation(String path) {
        return path.replaceFirst("^/+", "").replace('/', '_');
    }

    private static boolean isSame(Map<String, List<String>> known, Map<String, List<String>> asked) {
        var others = new TreeMap<>(asked);
        others.remove("recipient");
        return !known.isEmpty() && lower(known).equals(lower(others));
    }

    private static Map<String, List<String>> lower(Map<String, List<String>> params) {
        var lower = new TreeMap<String, List<String>>();
        params.forEach((name, values) -> lower.put(
                name,
                values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList()));
        return lower;
    }
}
