package fr.relais.routes.proofs;

import fr.relais.mappings.teleservice.Definition.Prefill;
import fr.relais.routes.clients.Caller;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is vouched for.
 *
 * @param usager keyed hash of who files
 * @param person keyed hash of whom the field is about
 * @param asked what the source was told besides
 * @param requestId the source's own
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Claim(
        Caller caller,
        String teleservice,
        Prefill field,
        byte[] usager,
        byte[] person,
        Map<String, String> asked,
        JsonNode value,
        LocalDate asOf,
        @Nullable String requestId) {

    @Override
    public String toString() {
        return "Claim[" + field.pointer() + "]";
    }
}
