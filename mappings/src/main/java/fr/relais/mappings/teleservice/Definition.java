package fr.relais.mappings.teleservice;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.relais.mappings.model.Assurance;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code teleservice.yml} states.
 *
 * @param version names the form's contract; portals may pin it
 * @param acceptedUntil of a former version: the last day, in Paris, it is accepted
 * @param minimumAssurance how surely the usager must be known; a declaration by default
 * @param orderScope submissions of one person within one scope reach each back-office in order; by default the téléservice's id
 * @param deadline how long a delivery may stay open before an engineer must look at it
 * @param fields the form in short; without, it stands in {@code form.schema.json} and {@code mapping.jsonata}
 * @param retention how long after its receipt a submission is kept
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
        Duration deadline,
        Period retention,
        List<Target> targets,
        List<Check> checks,
        List<Field> fields) {

    /** How far a téléservice is on its way from an idea to the archive. */
    public enum Lifecycle {
        @JsonProperty("draft")
        DRAFT,
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

    /** One operation on one back-office. */
    public record Target(String system, String operation, IfUnknown ifUnknown) {}

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

    /** A rule of the trade beyond what a schema can say: a JSONata predicate over the whole body and {@code deposeLe}, true when all is well. */
    public record Check(String pointer, String predicate, String code, Wording wording) {}

    public Definition {
        require("id", id);
        require("version", version);
        require("lifecycle", lifecycle);
        require("title", title);
        require("audiences", audiences);
        require("owner", owner);
        require("legalBasis", legalBasis);
        require("purpose", purpose);
        require("deadline", deadline);
        require("retention", retention);
        require("targets", targets);
        audiences = Set.copyOf(audiences);
        targets = List.copyOf(targets);
        minimumAssurance = minimumAssurance == null ? Assurance.DECLARE : minimumAssurance;
        orderScope = orderScope == null ? id : orderScope;
        checks = checks == null ? List.of() : List.copyOf(checks);
        fields = fields == null ? List.of() : List.copyOf(fields);
    }

    private static void require(String member, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
    }
}
