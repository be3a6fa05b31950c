package fr.relais.mappings.teleservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.relais.mappings.model.Assurance;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code teleservice.yml} states.
 *
 * @param version names the form's contract; portals may pin it
 * @param acceptedUntil of a former version: the last day, in Paris, it is accepted
 * @param minimumAssurance how surely the usager must be known
 * @param orderScope submissions of one person within one scope reach each back-office in order; by default the téléservice's id
 * @param weight how many of its requests a back-office is given for one of a téléservice that says nothing, when both wait: 1 to 100
 * @param deadline how long a delivery may stay open before an engineer must look at it
 * @param fields the form in short; without, it stands in {@code form.schema.json} and {@code mapping.jsonata}
 * @param retention how long after its receipt a submission is kept
 * @param attachments what may be joined
 * @param decidedBy the system whose decision is awaited, where one is
 * @param verify what an agent must see before anything is applied; the first that holds counts
 * @param prefill what is known elsewhere, and need not be asked
 * @param wordings what is said besides of a submission in a status, by the status
 */
public record Definition(
        String id,
        String version,
        @Nullable LocalDate acceptedUntil,
        Lifecycle lifecycle,
        Wording title,
        Set<Audience> audiences,
        String owner,
        Wording legalBasis,
        Wording purpose,
        Assurance minimumAssurance,
        String orderScope,
        Integer weight,
        Duration deadline,
        Period retention,
        List<Target> targets,
        List<Piece> attachments,
        @Nullable String decidedBy,
        List<Check> checks,
        List<Verification> verify,
        List<Prefill> prefill,
        Map<String, Wording> wordings,
        List<Field> fields) {

    private static final int MOST_WEIGHT = 100;

    /** How far a téléservice is on its way from an idea to the archive. */
    public enum Lifecycle {
        @JsonProperty("draft")
        DRAFT,
        /** Offered to portals, and carried out by simulators only. */
        @JsonProperty("trial")
        TRIAL,
        @JsonProperty("published")
        PUBLISHED,
        @JsonProperty("suspended")
        SUSPENDED,
        @JsonProperty("retired")
        RETIRED
    }

    /** The kinds of portal a téléservice may be offered on. */
    public enum Audience {
        @JsonProperty("general")
        GENERAL,
        @JsonProperty("college")
        COLLEGE,
        @JsonProperty("social")
        SOCIAL
    }

    /**
     * One operation on one back-office.
     *
     * @param ifUnknown what it means that the system does not know the person; a no by default
     * @param receives the parts of the dossier it is given, by path as in {@code usager.identite}; nothing else of it leaves the hub
     * @param attachments the types of what was joined that it is given
     * @param when a JSONata predicate as a check's: whether the system is concerned at all
     * @param after what must have happened before
     */
    public record Target(
            String system,
            String operation,
            IfUnknown ifUnknown,
            List<String> receives,
            List<String> attachments,
            @Nullable String when,
            @Nullable After after) {

        public Target {
            require("system", system);
            require("operation", operation);
            require("receives", receives);
            ifUnknown = ifUnknown == null ? IfUnknown.DECLINE : ifUnknown;
            receives = List.copyOf(receives);
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }
    }

    /**
     * Something a citizen may join: a pièce justificative.
     *
     * @param type its code, e.g. {@code justificatif-domicile}
     * @param label as the citizen reads it
     * @param purpose why it is asked
     * @param required whether nothing is accepted without; not by default
     */
    public record Piece(String type, Wording label, Wording purpose, Boolean required) {

        private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

        public Piece {
            require("type", type);
            require("label", label);
            require("purpose", purpose);
            required = required != null && required;
            if (!TYPE.matcher(type).matches()) {
                throw new IllegalArgumentException(
                        "type must be lower-case words joined by hyphens, 40 characters at most");
            }
        }
    }

    /**
     * What a target waits for: one of the two, of a target listed before it.
     *
     * @param delivery the system that must have received its own
     * @param decision the system that must have decided in favour
     */
    public record After(@Nullable String delivery, @Nullable String decision) {

        public After {
            if ((delivery == null) == (decision == null)) {
                throw new IllegalArgumentException("after waits for a delivery or for a decision: {delivery: social}");
            }
        }

        /** The system waited for. */
        public String system() {
            return delivery == null ? String.valueOf(decision) : delivery;
        }
    }

    /**
     * A case in which nothing is applied until an agent has looked at it.
     *
     * @param when a JSONata predicate as a check's
     * @param code tells agents why
     */
    public record Verification(String when, String code) {

        private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

        public Verification {
            require("when", when);
            require("code", code);
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException(
                        "code must be lower-case words joined by hyphens, 40 characters at most");
            }
        }
    }

    /** What it means that a back-office does not know the person. */
    public enum IfUnknown {
        @JsonProperty("not-concerned")
        NOT_CONCERNED,
        @JsonProperty("decline")
        DECLINE,
        @JsonProperty("create")
        CREATE
    }

    /**
     * One field of a form told in short.
     *
     * @param label as the citizen reads it
     * @param required whether it must be filled; not by default
     * @param purpose why it is asked
     * @param choices for a choice: what there is to choose from
     */
    public record Field(String name, String label, Type type, Boolean required, String purpose, List<String> choices) {

        /** The dictionary: what can be asked for. Money is in cents. */
        public enum Type {
            @JsonProperty("text")
            TEXT,
            @JsonProperty("story")
            STORY,
            @JsonProperty("yes-no")
            YES_NO,
            @JsonProperty("count")
            COUNT,
            @JsonProperty("money")
            MONEY,
            @JsonProperty("choice")
            CHOICE,
            @JsonProperty("choices")
            CHOICES,
            @JsonProperty("date")
            DATE,
            @JsonProperty("partial-date")
            PARTIAL_DATE,
            @JsonProperty("email")
            EMAIL,
            @JsonProperty("iban")
            IBAN,
            @JsonProperty("nir")
            NIR,
            @JsonProperty("siret")
            SIRET,
            @JsonProperty("insee-commune")
            INSEE_COMMUNE;

            boolean hasChoices() {
                return this == CHOICE || this == CHOICES;
            }
        }

        public Field {
            require("name", name);
            require("label", label);
            require("type", type);
            require("purpose", purpose);
            required = required != null && required;
            choices = choices == null ? List.of() : List.copyOf(choices);
        }
    }

    /**
     * A field that a national source may fill.
     *
     * @param pointer where in the body, e.g. {@code /form/ressources/parts}
     * @param source which source is asked
     * @param fact what of it
     * @param scopes those of our habilitation that it needs, and no other
     * @param of JSONata over the body: whose identity is asked about, where it is not the usager's
     * @param with JSONata over the body: what the source wants to be told besides, as texts by name
     * @param value JSONata over the answer
     * @param rule where the value is a decision: the version of the rule; of the answer nothing else is kept
     * @param confirm whether the citizen must say that it is still so; not by default
     * @param freshFor how old an answer may be
     * @param once whether its proof is good for one submission only; not by default
     * @param document what the citizen may join instead
     */
    public record Prefill(
            String pointer,
            String source,
            String fact,
            Set<String> scopes,
            @Nullable String of,
            @Nullable String with,
            String value,
            @Nullable String rule,
            Boolean confirm,
            @Nullable Period freshFor,
            Boolean once,
            Wording document) {

        public Prefill {
            require("pointer", pointer);
            require("source", source);
            require("fact", fact);
            require("scopes", scopes);
            require("value", value);
            require("document", document);
            scopes = Set.copyOf(scopes);
            confirm = confirm != null && confirm;
            once = once != null && once;
        }

        /** Whether it fills, or holds, what stands there. */
        public boolean fills(String at) {
            return at.equals(pointer) || at.startsWith(pointer + "/");
        }
    }

    /** A rule of the trade beyond what a schema can say: a JSONata predicate over the whole body and {@code deposeLe}, true when all is well. */
    public record Check(String pointer, String predicate, String code, Wording wording) {

        public Check {
            require("pointer", pointer);
            require("predicate", predicate);
            require("code", code);
            require("wording", wording);
        }
    }

    public Definition {
        require("id", id);
        require("version", version);
        require("lifecycle", lifecycle);
        require("title", title);
        require("audiences", audiences);
        require("owner", owner);
        require("legalBasis", legalBasis);
        require("purpose", purpose);
        require("targets", targets);
        audiences = Set.copyOf(audiences);
        targets = List.copyOf(targets);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        deadline = deadline == null ? Policies.INHERITED.deadline() : deadline;
        retention = retention == null ? Policies.INHERITED.retention() : retention;
        minimumAssurance = minimumAssurance == null ? Policies.INHERITED.minimumAssurance() : minimumAssurance;
        verify = verify == null ? List.of() : List.copyOf(verify);
        prefill = prefill == null ? List.of() : List.copyOf(prefill);
        wordings = wordings == null ? Map.of() : Map.copyOf(wordings);
        orderScope = orderScope == null ? id : orderScope;
        weight = weight == null ? 1 : weight;
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("weight goes from 1 to " + MOST_WEIGHT);
        }
        checks = checks == null ? List.of() : List.copyOf(checks);
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    static void require(String member, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
    }
}
