package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Civil identity, as FranceConnect's pivot identity gives it.
 *
 * @param nomNaissance birth name
 * @param nomUsage name in use, when another
 * @param prenoms given names in the order of the birth record
 * @param communeNaissance INSEE code, absent for a birth abroad
 * @param paysNaissance INSEE country code, 99100 for France
 */
public record Identite(
        @NotBlank @Size(max = 200) String nomNaissance,
        @Nullable @Size(min = 1, max = 200) String nomUsage,
        @NotNull @Size(min = 1, max = 20) List<@NotBlank @Size(max = 100) String> prenoms,
        @NotNull @Valid PartialDate dateNaissance,
        @Nullable Sexe sexe,
        @Nullable @Pattern(regexp = "[0-9][0-9AB][0-9]{3}") String communeNaissance,
        @Nullable @Pattern(regexp = "[0-9]{5}") String paysNaissance) {

    private static final java.util.regex.Pattern NOT_A_LETTER = java.util.regex.Pattern.compile("[^A-Z]+");

    /** Civil sex as on the birth record. */
    public enum Sexe {
        F,
        M
    }

    public Identite {
        prenoms = List.copyOf(prenoms);
    }

    /** A name without accents, case, blanks and signs: however it is typed, it is the same. */
    public static String folded(String name) {
        var upper = Normalizer.normalize(name, Normalizer.Form.NFD).toUpperCase(Locale.ROOT);
        return NOT_A_LETTER.matcher(upper).replaceAll("");
    }

    /** The name letters are addressed to: given name, then the name in use. */
    public String nomComplet() {
        return prenoms.getFirst() + " " + (nomUsage == null ? nomNaissance : nomUsage);
    }

    @Override
    public String toString() {
        return "Identite[…]";
    }
}
