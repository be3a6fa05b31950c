package fr.relais.routes.deployment;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every setting of the hub, read from the records that hold them and the sentences above those. */
final class ConfigurationReference {

    /** One setting. */
    record Setting(String name, String type, String byDefault, String sentence) {}

    private static final List<Path> SOURCES =
            List.of(Path.of("src", "main", "java"), Path.of("..", "connectors", "src", "main", "java"));

    private static final JsonNode SHIPPED =
            new YAMLMapper().readTree(Path.of("src", "main", "resources", "application.yml"));

    private final List<Setting> settings = new ArrayList<>();

    static List<Setting> read() throws Exception {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var reference = new ConfigurationReference();
        for (var candidate : scanner.findCandidateComponents("fr.relais")) {
            var type = Class.forName(candidate.getBeanClassName());
            if (type.isRecord() && hasSource(type)) {
                reference.collect(
                        type.getAnnotation(ConfigurationProperties.class).value(), type);
            }
        }
        return reference.settings.stream()
                .sorted(Comparator.comparing(Setting::name))
                .toList();
    }

    static String markdown() throws Exception {
        var text = new StringBuilder("""
                # Configuration

                Made from the settings records and checked by a test; do not edit. Each setting is also an environment variable: upper case,
                dots become `_`, hyphens vanish.

                | setting | type | default | |
                |---|---|---|---|
                """);
        for (var setting : read()) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            setting.name(),
                            setting.type(),
                            setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`",
                            setting.sentence()));
        }
        return text.toString();
    }

    private void collect(String prefix, Class<?> type) throws IOException {
        for (var component : type.getRecordComponents()) {
            var name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
            if (component.getType().isRecord() && hasSource(component.getType())) {
                collect(name, component.getType());
            } else if (Map.class.isAssignableFrom(component.getType())) {
                var value = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
                if (value.isRecord()) {
                    collect(name + ".<id>", value);
                } else {
                    settings.add(new Setting(
                            name + ".<id>",
                            value.getSimpleName(),
                            byDefault(name, type, component),
                            sentence(type, component)));
                }
            } else {
                settings.add(new Setting(
                        name, typeOf(component), byDefault(name, type, component), sentence(type, component)));
            }
        }
    }

    private static String typeOf(RecordComponent component) {
        var type = component.getType();
        if (type.isEnum()) {
            return String.join(
                    " \\| ",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase().replace('_', '-'))
                            .toList());
        }
        return component.getGenericType().getTypeName().replaceAll("[\\w.]+[.$]", "");
    }

    /** What the hub comes with counts before what its code says. */
    private static String byDefault(String name, Class<?> type, RecordComponent component) {
        var shipped = SHIPPED.at("/" + name.replace('.', '/'));
        if (shipped.isValueNode()) {
            return shipped.asString().replaceFirst("\\$\\{\\w+:(.*)}", "$1");
        }
        for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
            var given = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getName().equals(component.getName()) && given != null) {
                return String.join(", ", given.value());
            }
        }
        return "";
    }

    private static String sentence(Class<?> type, RecordComponent component) throws IOException {
        var source = Files.readString(source(type));
        var start = source.indexOf("record " + type.getSimpleName() + "(");
        var javadoc = source.substring(source.lastIndexOf("/**", start), start);
        var found = Pattern.compile("@param " + component.getName() + " (.*?)(?=\\n\\s*\\* @|\\*/)", Pattern.DOTALL)
                .matcher(javadoc);
        return found.find()
                ? found.group(1)
                        .replaceAll("\\s*\\n\\s*\\* ?", " ")
                        .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                        .replace("|", "\\|")
                        .strip()
                : "";
    }

    private static boolean hasSource(Class<?> type) {
        return Files.exists(source(type));
    }

    private static Path source(Class<?> type) {
        var outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        var file = outermost.getName().replace('.', '/') + ".java";
        return SOURCES.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElse(SOURCES.getFirst().resolve(file));
    }
}
