package fr.relais.routes.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A téléservice as its page tells it: every text is ready to be read. */
record Sheet(
        String id,
        String version,
        String title,
        String state,
        String audiences,
        String owner,
        String purpose,
        String legalBasis,
        String assurance,
        String retention,
        String deadline,
        String rights,
        List<Field> fields,
        List<Piece> attachments,
        List<Recipient> recipients,
        List<String> sources,
        Figures figures,
        @Nullable String decidedBy,
        List<String> verified) {

    /**
     * What is asked of the citizen.
     *
     * @param depth how deep within others, 0 at the form's root
     * @param origin who says it
     */
    record Field(String title, int depth, boolean required, String purpose, String origin) {}

    /**
     * What national sources spare the citizen.
     *
     * @param spared documents
     * @param observed what came of asking them, so far
     */
    record Figures(int required, int prefilled, int asked, int decided, List<String> spared, List<Observed> observed) {}

    /** How often a source came to an outcome. */
    record Observed(String source, String outcome, long count) {}

    /** What the citizen may join. */
    record Piece(String title, boolean required, String purpose) {}

    /**
     * A back-office that receives something.
     *
     * @param parts what it receives
     * @param condition when it is concerned, where it is not always
     * @param after what it waits for, where it does
     */
    record Recipient(
            String name,
            String operation,
            List<String> parts,
            String ifUnknown,
            @Nullable String condition,
            @Nullable String after) {}
}
