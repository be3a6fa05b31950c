package fr.relais.mappings.teleservice;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.ContentFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a folder and collects every defect before refusing it. */
final class TeleserviceReader {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What a submission can have come to, as in the API. */
    private static final List<String> STATUSES =
            List.of("RECEIVED", "IN_PROGRESS", "PARTIAL", "DELIVERED", "DECLINED", "NEEDS_ATTENTION", "CLOSED");

    private final TeleserviceFolder folder;
    private final String hash;
    private final @Nullable String formerVersion;
    private final List<String> defects = new ArrayList<>();

    private TeleserviceReader(TeleserviceFolder folder, String hash, @Nullable String formerVersion) {
        this.folder = folder;
        this.hash = hash;
        this.formerVersion = formerVersion;
    }

    static Teleservice read(TeleserviceFolder folder) {
        return new TeleserviceReader(folder, folder.hash(), null).read();
    }

    private Teleservice read() {
        var definition = definition();
        var told = definition == null || definition.fields().isEmpty() ? null : definition;
        // of a definition that can't be read, nobody knows whether the form is in it
        boolean elsewhere = definition != null || folder.files().containsKey("form.schema.json");
        var form = told != null ? told(told) : elsewhere ? form() : null;
        var mapping = told != null ? mapping(ShortForm.mapping(told, told.fields())) : elsewhere ? mapping() : null;
        var rules = definition == null ? null : Rules.compile(definition, defects);
        var prefillings = definition == null || form == null
                ? List.<Prefilling>of()
                : Prefilling.compile(definition, form, defects);
        var former = former();
        if (!folder.files().containsKey("samples/nominal.json")) {
            defects.add("samples/nominal.json is missing: a whole body that must be accepted");
        }
        if (!defects.isEmpty()) {
            throw new InvalidTeleservice(folder.name(), defects);
        }
        var teleservice = new Teleservice(
                folder,
                hash,
                Objects.requireNonNull(definition),
                Objects.requireNonNull(form),
                Objects.requireNonNull(rules),
                Objects.requireNonNull(mapping),
                prefillings,
                former);
        Samples.nominal(teleservice).ifPresent(defects::add);
        if (!defects.isEmpty()) {
            throw new InvalidTeleservice(folder.name(), defects);
        }
        return teleservice;
    }

    private @Nullable Definition definition() {
        var text = text("teleservice.yml");
        if (text == null) {
            return null;
        }
        try {
            var definition = YAML.readValue(text, Definition.class);
            if (!definition.id().equals(folder.name())) {
                defects.add("teleservice.yml says id \"%s\": rename the folder or the id, they must be the same"
                        .formatted(definition.id()));
            }
            if (definition.targets().isEmpty()) {
                defects.add("teleservice.yml names no target: nobody would receive the submissions");
            }
            version(definition);
            targets(definition);
            attachments(definition);
            return definition;
        } catch (JacksonException broken) {
            defects.add("teleservice.yml%s: %s".formatted(path(broken), said(broken)));
            return null;
        }
    }

    private void targets(Definition definition) {
        var before = new ArrayList<String>();
        for (var target : definition.targets()) {
            var at = "teleservice.yml, target " + target.system();
            var after = target.after();
            if (after != null && before.stream().filter(after.system()::equals).count() != 1) {
                defects.add(at
                        + " waits for \"%s\", which must be the system of one target listed before it"
                                .formatted(after.system()));
            }
            if (after != null && after.decision() != null && !after.decision().equals(definition.decidedBy())) {
                defects.add(at + " waits for a decision of %s: add \"decidedBy: %<s\"".formatted(after.decision()));
            }
            for (var path : new ContentFilter(target.receives()).unknown()) {
                defects.add(at + " receives \"" + path
                        + "\", which no dossier has: e.g. usager.identite, demarche.rib, demarche.contenu.motif");
            }
            before.add(target.system());
        }
        if (definition.decidedBy() != null
                && before.stream().filter(definition.decidedBy()::equals).count() != 1) {
            defects.add("teleservice.yml says decidedBy \"%s\", which must be the system of one target"
                    .formatted(definition.decidedBy()));
        }
        definition.wordings().keySet().stream()
                .filter(status -> !STATUSES.contains(status))
                .forEach(status -> defects.add(
                        "teleservice.yml, wordings: \"%s\" is no status; there are %s".formatted(status, STATUSES)));
    }

    /** What is asked for goes to somebody, and what somebody is given is asked for. */
    private void attachments(Definition definition) {
        var asked =
                definition.attachments().stream().map(Definition.Piece::type).toList();
        var given = definition.targets().stream()
                .flatMap(target -> target.attachments().stream())
                .toList();
        asked.stream()
                .filter(type -> !given.contains(type))
                .forEach(type -> defects.add(
                        "teleservice.yml asks for the attachment \"%s\", which no target is given: add it to a target's \"attachments\", or ask for less"
                                .formatted(type)));
        given.stream()
                .filter(type -> !asked.contains(type))
                .forEach(type -> defects.add(
                        "teleservice.yml gives a target the attachment \"%s\", which is not asked for: add it to \"attachments\""
                                .formatted(type)));
        if (asked.stream().distinct().count() < asked.size()) {
            defects.add("teleservice.yml asks for an attachment twice: leave one out");
        }
    }

    private void version(Definition definition) {
        if (formerVersion == null && definition.acceptedUntil() != null) {
            defects.add("teleservice.yml says acceptedUntil, which only a former version does: leave it out");
        }
        if (formerVersion != null && definition.acceptedUntil() == null) {
            defects.add(
                    "teleservice.yml must say until when this version is accepted: add \"acceptedUntil: 2026-12-31\"");
        }
        if (formerVersion != null && !formerVersion.equals(definition.version())) {
            defects.add("teleservice.yml says version \"%s\": the folder must be former/%s"
                    .formatted(definition.version(), definition.version()));
        }
    }

    private Map<String, Teleservice> former() {
        var former = new TreeMap<String, Teleservice>();
        if (formerVersion == null) {
            folder.former().forEach((version, inner) -> {
                try {
                    former.put(version, new TeleserviceReader(inner, hash, version).read());
                } catch (InvalidTeleservice invalid) {
                    invalid.defects().forEach(defect -> defects.add("former/" + version + "/" + defect));
                }
            });
        }
        return former;
    }

    private static String path(JacksonException broken) {
        var path = new StringBuilder();
        for (var step : broken.getPath()) {
            path.append(path.isEmpty() ? ", " : ".");
            path.append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
        }
        return path.toString();
    }

    /** Without the names of classes, which say nothing to who wrote the file. */
    private static String said(JacksonException broken) {
        var cause = broken.getCause();
        return broken instanceof ValueInstantiationException && cause != null
                ? String.valueOf(cause.getMessage())
                : broken.getOriginalMessage()
                        .replaceAll(" (of type )?`[\\w.$]+`|\\(class [\\w.$]+\\)|\\(java[\\w.]+\\)", "");
    }

    /** The form told in short: one of the two, or nobody knows which holds. */
    private @Nullable FormSchema told(Definition definition) {
        for (var file : List.of("form.schema.json", "mapping.jsonata")) {
            if (folder.files().containsKey(file)) {
                defects.add(file + " is there beside the fields of teleservice.yml: keep one of the two");
            }
        }
        var broken = ShortForm.defects(definition.fields());
        defects.addAll(broken);
        return broken.isEmpty()
                ? form(ShortForm.schema(definition, definition.fields()).toPrettyString())
                : null;
    }

    private @Nullable FormSchema form() {
        var text = text("form.schema.json");
        return text == null ? null : form(text);
    }

    private @Nullable FormSchema form(String text) {
        try {
            JsonNode schema = Json.MAPPING.readTree(text);
            var broken = FormRules.defects(schema);
            defects.addAll(broken);
            return broken.isEmpty() ? FormSchema.compile(text, schema) : null;
        } catch (RuntimeException broken) { // of Jackson or of the schema library, which has several
            defects.add("form.schema.json is no JSON Schema 2020-12: " + broken.getMessage());
            return null;
        }
    }

    private @Nullable Mapping mapping() {
        var text = text("mapping.jsonata");
        return text == null ? null : mapping(text);
    }

    private @Nullable Mapping mapping(String text) {
        try {
            return new Mapping(folder.name(), Expression.compile(text));
        } catch (IllegalArgumentException broken) {
            defects.add("mapping.jsonata: " + broken.getMessage());
            return null;
        }
    }

    private @Nullable String text(String file) {
        var text = folder.text(file);
        if (text == null) {
            defects.add(file + " is missing");
        }
        return text;
    }
}
