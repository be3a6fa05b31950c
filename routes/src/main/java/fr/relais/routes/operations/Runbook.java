package fr.relais.routes.operations;

import fr.relais.routes.ledger.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What each code means and what to do about it, in French, from {@code runbook.md}: one entry may serve several codes. */
public final class Runbook {

    private static final Pattern ENTRY = Pattern.compile("(?m)^## (.+)$");

    /** What stands before a code that comes of a question asked first. */
    private static final Pattern ASKED =
            Pattern.compile("^(read-(?=read|http|conn|unknown|tls|ws|answer|soap|maint|no-)|ask-first-)+");

    private final Map<String, String> entries = new LinkedHashMap<>();

    private Runbook(String text) {
        var heading = ENTRY.matcher(text);
        while (heading.find()) {
            int end = text.indexOf("\n## ", heading.end());
            var entry =
                    text.substring(heading.end(), end < 0 ? text.length() : end).strip();
            Arrays.stream(heading.group(1).split(", ")).forEach(code -> entries.put(code, entry));
        }
    }

    public static Runbook load() {
        try (var text = Runbook.class.getResourceAsStream("runbook.md")) {
            if (text == null) {
                throw new IllegalStateException("runbook.md is missing");
            }
            return new Runbook(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What it says of a code; empty when nobody has written that yet. */
    public Optional<String> of(String code) {
        if (code.endsWith(Resolution.NO_LOOKUP)) {
            return Optional.ofNullable(entries.get("no-lookup"));
        }
        var bare = ASKED.matcher(code).replaceFirst("");
        return Optional.ofNullable(entries.get(bare)).or(() -> Optional.ofNullable(entries.get(family(bare))));
    }

    Set<String> codes() {
        return entries.keySet();
    }

    /** Codes that carry a number, or a word of the téléservice's own, are told of together. */
    private static String family(String code) {
        return code.startsWith(Resolution.TO_VERIFY)
                ? Resolution.TO_VERIFY + "n"
                : code.matches("(http|smtp)-[2-5]\\d\\d")
                        ? code.replaceFirst("\\d\\d$", "xx")
                        : code.replaceFirst("-\\d{1,3}", "-n");
    }
}
