package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to be registered and examined, e.g. for an aid.
 *
 * @param type what is asked for, in the words of the back-office
 * @param titre the same in the citizen's words
 * @param contenu the answers given, by name, in the order of the form
 */
public record Demande(
        @NotBlank @Size(max = 40) String type,
        @Nullable @Size(min = 1, max = 200) String titre,
        @NotNull Map<@NotBlank @Size(max = 40) String, @NotNull @Valid Reponse> contenu)
        implements Demarche {

    public Demande {
        contenu = Collections.unmodifiableMap(new LinkedHashMap<>(contenu)); // Map.copyOf forgets the order
    }

    @Override
    public String toString() {
        return "Demande[" + type + ", …]";
    }
}
