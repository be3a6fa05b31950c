package fr.relais.routes.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.teleservice.Definition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A téléservice as the API shows it.
 *
 * @param notice what the person must be told before filling the form; left out of lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TeleserviceDocument(
        String id,
        String version,
        String title,
        Definition.Lifecycle lifecycle,
        List<Definition.Audience> audiences,
        Assurance minimumAssurance,
        @Nullable Notice notice,
        Map<String, Link> links) {

    /**
     * What data protection law has a person be told.
     *
     * @param retention how long the submission is kept, an ISO 8601 period
     * @param recipients the services that receive it
     * @param sources who else is asked about the person
     * @param fields why each field is asked
     * @param attachments why each attachment is asked
     */
    record Notice(
            String purpose,
            String legalBasis,
            List<String> recipients,
            List<String> sources,
            String retention,
            String rights,
            List<Field> fields,
            List<Piece> attachments) {}

    /**
     * A field of the form, by its pointer from the body's root.
     *
     * @param source who may fill it besides the citizen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Field(
            String pointer,
            String title,
            String purpose,
            boolean required,
            @Nullable String source) {}

    /** What may be joined, by its type. */
    record Piece(String type, String title, String purpose, boolean required) {}

    record Link(String href) {}

    /** A page of them; there is never a second one. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Page(List<TeleserviceDocument> items, @Nullable String next) {}
}
