package fr.relais.mappings.teleservice;

import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Identite;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A téléservice ready for use: compiled, checked, and safe to share between threads. */
public final class Teleservice {

    private final TeleserviceFolder folder;
    private final String hash;
    private final Definition definition;
    private final FormSchema form;
    private final Rules rules;
    private final Mapping mapping;
    private final List<Prefilling> prefillings;
    private final Map<String, Teleservice> former;

    /**
     * A téléservice made of its parts.
     *
     * @param hash of the bundle it stands in
     * @param former its former versions
     */
    Teleservice(
            TeleserviceFolder folder,
            String hash,
            Definition definition,
            FormSchema form,
            Rules rules,
            Mapping mapping,
            List<Prefilling> prefillings,
            Map<String, Teleservice> former) {
        this.folder = folder;
        this.hash = hash;
        this.former = Map.copyOf(former);
        this.definition = definition;
        this.form = form;
        this.rules = rules;
        this.mapping = mapping;
        this.prefillings = List.copyOf(prefillings);
    }

    /**
     * Compiles and checks a folder.
     *
     * @throws InvalidTeleservice naming the folder and every defect found
     */
    public static Teleservice read(TeleserviceFolder folder) {
        return TeleserviceReader.read(folder);
    }

    public Definition definition() {
        return definition;
    }

    /** The identity of the bundle: what was in force when a submission was accepted. */
    public String hash() {
        return hash;
    }

    /** The téléservice as it is under that version of its form: this one, or a former one that has not ended by that time. */
    public Optional<Teleservice> version(String version, Instant at) {
        return version.equals(definition.version())
                ? Optional.of(this)
                : Optional.ofNullable(former.get(version)).filter(known -> !known.hasEnded(at));
    }

    /** Its former versions, by their names, ended or not. */
    public Map<String, Teleservice> former() {
        return former;
    }

    private boolean hasEnded(Instant at) {
        var last = definition.acceptedUntil();
        return last != null && LocalDate.ofInstant(at, Deposit.PARIS).isAfter(last);
    }

    public TeleserviceFolder folder() {
        return folder;
    }

    /**
     * A field of the form.
     *
     * @param pointer from the form's root; {@code -} stands for any element of a list
     * @param purpose why it is asked
     * @param required whether it must be filled wherever what it belongs to is
     */
    public record Field(String pointer, String title, String purpose, boolean required) {}

    /** The form as JSON Schema 2020-12, for portals. */
    public String formSchema() {
        return form.text();
    }

    /** What the form asks, in its order. */
    public List<Field> fields() {
        return form.fields();
    }

    /** Who files, as far as the body says it; empty when it does not say enough. */
    public Optional<Identite> usager(JsonNode body) {
        return Envelope.person(body.path("usager").path("identite"));
    }

    /** What sources may fill of the form, in the order it is told. */
    public List<Prefilling> prefillings() {
        return prefillings;
    }

    /** How much of it a citizen need not type, where those of its sources are asked. */
    public Minimisation minimisation(Predicate<Definition.Prefill> asked) {
        return Minimisation.of(this, asked);
    }

    /**
     * Everything wrong with a body, the envelope's values first; empty when it may be translated.
     *
     * @throws TeleserviceDefect when a check can't be computed
     */
    public List<Problem> problems(JsonNode body, Instant receivedAt) {
        var problems = new ArrayList<>(Envelope.problems(body));
        form.problems(body.path("form")).forEach(problem -> problems.add(problem.under("/form")));
        if (problems.isEmpty()) { // a check may rely on what the schema promises
            problems.addAll(rules.problems(filed(body, receivedAt)));
        }
        return problems.size() > Problem.MOST ? problems.subList(0, Problem.MOST) : problems;
    }

    /**
     * Translates a body without problems.
     *
     * @throws TeleserviceDefect when its mapping fails or makes no dossier: the téléservice is wrong, not the applicant
     */
    public Dossier translate(JsonNode body, Instant receivedAt) {
        return mapping.translate(body, receivedAt);
    }

    /**
     * The targets a body without problems concerns, in the order they are listed.
     *
     * @throws TeleserviceDefect when there is none, or when that can't be computed
     */
    public List<Definition.Target> targets(JsonNode body, Instant receivedAt) {
        var concerned = rules.concerned(filed(body, receivedAt));
        if (concerned.isEmpty()) {
            throw new TeleserviceDefect(
                    "%s concerns nobody: none of its targets' conditions holds, and no check refuses that"
                            .formatted(definition.id()));
        }
        return concerned;
    }

    /** Why an agent must look at it before anything is applied, if one must. */
    public Optional<Definition.Verification> verification(JsonNode body, Instant receivedAt) {
        return rules.verification(filed(body, receivedAt));
    }

    private static JsonNode filed(JsonNode body, Instant receivedAt) {
        return ((ObjectNode) body)
                .deepCopy()
                .put("deposeLe", Deposit.day(body, receivedAt).toString());
    }
}
