package fr.relais.mappings.model;

import fr.relais.mappings.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one target may see of a dossier: the parts it declares, and nothing else.
 *
 * <p>A part is named by its path, e.g. {@code usager.identite}, {@code demarche.contenu.motif}; a path through a list holds for each
 * element. What is asked, since when, and how surely the person is known belong to every dossier.
 *
 * @param paths the parts
 */
public record ContentFilter(List<String> paths) {

    private static final List<String> ALWAYS = List.of(
            "deposeLe", "usager.assurance", "demarche.nature", "demarche.type", "demarche.titre", "demarche.dateEffet");

    public ContentFilter {
        paths = List.copyOf(paths);
    }

    /**
     * The dossier as the target sees it. What it declares may be less than the request is made of, where its operation needs no more.
     *
     * @throws IllegalArgumentException when a dossier can't do without what is filtered out; the message names no value
     */
    public Dossier apply(Dossier dossier) {
        return of(Json.LEDGER.valueToTree(dossier));
    }

    Dossier of(ObjectNode dossier) {
        var kept = kept(dossier);
        try {
            return Json.LEDGER.treeToValue(kept, Dossier.class);
        } catch (JacksonException incomplete) {
            throw new IllegalArgumentException("a dossier can't do without what stands at " + path(incomplete));
        }
    }

    private ObjectNode kept(ObjectNode dossier) {
        var kept = Json.LEDGER.createObjectNode();
        Stream.concat(ALWAYS.stream(), paths.stream())
                .forEach(path -> copy(dossier, kept, Arrays.asList(path.split("\\."))));
        if (dossier.path("demarche").has("contenu")) { // a request may show none of its answers, and is a request still
            kept.withObjectProperty("demarche").withObjectProperty("contenu");
        }
        return kept;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> path) {
        var name = path.getFirst();
        var value = from.path(name);
        if (value.isMissingNode()) {
            return;
        }
        var rest = path.subList(1, path.size());
        if (rest.isEmpty()) {
            to.set(name, value);
        } else if (value instanceof ArrayNode elements) {
            var copies = to.withArrayProperty(name);
            for (int i = 0; i < elements.size(); i++) {
                if (copies.size() <= i) {
                    copies.addObject();
                }
                copy(elements.get(i), (ObjectNode) copies.get(i), rest);
            }
        } else {
            copy(value, to.withObjectProperty(name), rest);
        }
    }

    /** The paths that no dossier has. */
    public List<String> unknown() {
        return paths.stream()
                .filter(path -> !exists(List.of(Dossier.class), Arrays.asList(path.split("\\."))))
                .toList();
    }

    private static boolean exists(List<Type> types, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        var next = new ArrayList<Type>();
        for (var type : types) {
            next.addAll(members(type, path.getFirst()));
        }
        return !next.isEmpty() && exists(next, path.subList(1, path.size()));
    }

    private static List<Type> members(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom((Class<?>) generic.getRawType())
                    ? List.of(arguments[1])
                    : members(arguments[0], name);
        }
        var plain = (Class<?>) type;
        if (plain.isSealed()) {
            return Arrays.stream(plain.getPermittedSubclasses())
                    .flatMap(kind -> members(kind, name).stream())
                    .toList();
        }
        return plain.isRecord()
                ? Arrays.stream(plain.getRecordComponents())
                        .filter(component -> component.getName().equals(name))
                        .map(RecordComponent::getGenericType)
                        .toList()
                : List.of();
    }

    private static String path(JacksonException exception) {
        var path = new StringBuilder();
        exception
                .getPath()
                .forEach(step -> path.append('/')
                        .append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()));
        return path.isEmpty() ? "/" : path.toString();
    }
}
