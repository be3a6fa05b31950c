package fr.relais.routes.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Classes and resources of the hub, altered in their source and compiled anew, to stand before the sound ones on the class path. Nothing of it ships. */
final class Overlay {

    private final Map<String, String> texts = new LinkedHashMap<>();

    /**
     * Puts something else in a source's text, wherever it stands.
     *
     * @throws IllegalStateException when the source no longer reads as it did: mend the alteration then
     */
    Overlay alter(String source, String was, String is) throws IOException {
        var text = texts.containsKey(source)
                ? texts.get(source)
                : Files.readString(Path.of("..").resolve(source));
        if (!text.contains(was)) {
            throw new IllegalStateException(source + " no longer has: " + was);
        }
        texts.put(source, text.replace(was, is));
        return this;
    }

    /**
     * Compiles it all.
     *
     * @return what must come first on the class path
     */
    Path into(Path folder) throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var arguments = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-parameters",
                "-nowarn"));
        for (var altered : texts.entrySet()) {
            var file = folder.resolve("source").resolve(altered.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, altered.getValue());
            if (altered.getKey().endsWith(".java")) {
                arguments.add(file.toString());
            } else {
                var resource = classes.resolve(altered.getKey().replaceFirst("^.*/resources/", ""));
                Files.createDirectories(resource.getParent());
                Files.copy(file, resource);
            }
        }
        if (texts.keySet().stream().noneMatch(source -> source.endsWith(".java"))) {
            return classes;
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalStateException("what was altered does not compile: " + texts.keySet());
        }
        return classes;
    }
}
