package fr.relais.mappings.teleservice;

import fr.relais.mappings.model.Dossier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A téléservice ready for use: compiled, checked, and safe to share between threads. */
public final class Teleservice {

    private final TeleserviceFolder folder;
    private final String hash;
    private final Definition definition;
    private final FormSchema form;
    private final List<CompiledCheck> checks;
    private final Mapping mapping;
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
            List<CompiledCheck> checks,
            Mapping mapping,
            Map<String, Teleservice> former) {
        this.folder = folder;
        this.hash = hash;
        this.former = Map.copyOf(former);
        this.definition = definition;
        this.form = form;
        this.checks = List.copyOf(checks);
        this.mapping = mapping;
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
     */
    public record Field(String pointer, String title, String purpose) {}

    /** The form as JSON Schema 2020-12, for portals. */
    public String formSchema() {
        return form.text();
    }

    /** What the form asks, in its order. */
    public List<Field> fields() {
        return form.fields();
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
            var filed = ((ObjectNode) body)
                    .deepCopy()
                    .put("deposeLe", Deposit.day(body, receivedAt).toString());
            checks.forEach(check -> check.problem(filed).ifPresent(problems::add));
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
}
