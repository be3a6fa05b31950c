package fr.relais.mappings.teleservice;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.teleservice.Definition.Prefill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a source may fill of a form, ready to be asked: whom it is about, what it is told, and what is made of its answer. */
public final class Prefilling {

    private final Prefill declared;
    private final @Nullable Expression of;
    private final @Nullable Expression with;
    private final Expression value;
    private final FormSchema form;

    private Prefilling(
            Prefill declared, @Nullable Expression of, @Nullable Expression with, Expression value, FormSchema form) {
        this.declared = declared;
        this.of = of;
        this.with = with;
        this.value = value;
        this.form = form;
    }

    /** Compiles them, and adds to the defects what can't be. */
    static List<Prefilling> compile(Definition definition, FormSchema form, List<String> defects) {
        var fields = form.fields().stream().map(Teleservice.Field::pointer).toList();
        var pointers = definition.prefill().stream().map(Prefill::pointer).toList();
        return definition.prefill().stream()
                .flatMap(prefill -> {
                    var at = "teleservice.yml, prefill of " + prefill.pointer();
                    if (!prefill.pointer().startsWith("/form/")
                            || !fields.contains(prefill.pointer().substring("/form".length()))) {
                        defects.add(at + ": the form has no such field; there are " + fields);
                        return Optional.<Prefilling>empty().stream();
                    }
                    if (pointers.stream().filter(prefill.pointer()::equals).count() > 1) {
                        defects.add(at + " is told twice: leave one out");
                    }
                    if (prefill.scopes().isEmpty()) {
                        defects.add(at + " names no scope: nothing would be answered");
                    }
                    return compiled(prefill, form, at, defects).stream();
                })
                .toList();
    }

    private static Optional<Prefilling> compiled(Prefill prefill, FormSchema form, String at, List<String> defects) {
        try {
            return Optional.of(new Prefilling(
                    prefill,
                    prefill.of() == null ? null : Expression.compile(prefill.of()),
                    prefill.with() == null ? null : Expression.compile(prefill.with()),
                    Expression.compile(prefill.value()),
                    form));
        } catch (IllegalArgumentException broken) {
            defects.add(at + ": " + broken.getMessage());
            return Optional.empty();
        }
    }

    public Prefill declared() {
        return declared;
    }

    /**
     * Whom it is about, as far as the body says it; empty when it does not say enough.
     *
     * @throws TeleserviceDefect when that can't be computed
     */
    public Optional<Identite> person(JsonNode body) {
        return of == null
                ? Envelope.person(body.path("usager").path("identite"))
                : Envelope.canonical(tree(evaluate(of, body)));
    }

    /**
     * What the source is told besides; what the body does not say yet is left out.
     *
     * @throws TeleserviceDefect when that can't be computed
     */
    public Map<String, String> parameters(JsonNode body) {
        var parameters = new LinkedHashMap<String, String>();
        if (with != null) {
            tree(evaluate(with, body)).properties().forEach(parameter -> {
                if (parameter.getValue().isValueNode() && !parameter.getValue().isNull()) {
                    parameters.put(parameter.getKey(), parameter.getValue().asString());
                }
            });
        }
        return parameters;
    }

    /**
     * What an answer makes of the field; empty when it makes nothing.
     *
     * @throws TeleserviceDefect when that can't be computed
     */
    public Optional<JsonNode> value(ObjectNode answer) {
        var made = evaluate(value, answer);
        return made == null
                ? Optional.empty()
                : Optional.of(tree(made)).filter(node -> !node.isNull() && !isEmpty(node));
    }

    private static boolean isEmpty(JsonNode node) {
        return (node.isContainer() && node.isEmpty())
                || (node.isString() && node.asString().isBlank());
    }

    /** Whether the form would take that value there; a source's word does not make a bad value good. */
    public boolean accepts(JsonNode made) {
        var pointer = declared.pointer().substring("/form".length());
        var whole = Json.MAPPING.createObjectNode();
        place(whole, pointer, made);
        return form.problems(whole).stream()
                .noneMatch(problem ->
                        problem.pointer().equals(pointer) || problem.pointer().startsWith(pointer + "/"));
    }

    /** Puts a value where a pointer says, making the objects on the way; where something else is in it, that stays for the form's checks. */
    public static void place(ObjectNode into, String pointer, JsonNode value) {
        var steps = pointer.substring(1).split("/", -1);
        var parent = into;
        for (int i = 0; i < steps.length - 1; i++) {
            var step = unescaped(steps[i]);
            var there = parent.has(step) ? parent.get(step) : parent.putObject(step);
            if (!(there instanceof ObjectNode object)) {
                return;
            }
            parent = object;
        }
        parent.set(unescaped(steps[steps.length - 1]), value);
    }

    private static String unescaped(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private @Nullable Object evaluate(Expression expression, JsonNode input) {
        try {
            return expression.evaluate(input);
        } catch (Expression.EvaluationFailed failed) {
            throw new TeleserviceDefect("prefill of %s fails: %s".formatted(declared.pointer(), failed.getMessage()));
        }
    }

    private static JsonNode tree(@Nullable Object made) {
        return Json.MAPPING.valueToTree(made);
    }
}
