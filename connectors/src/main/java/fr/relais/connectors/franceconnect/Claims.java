package fr.relais.connectors.franceconnect;

import fr.relais.connectors.rest.Personne;
import fr.relais.mappings.model.PartialDate;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What FranceConnect says of a person (france-connect/sources, scopes and claims). A claim whose scope was not granted is absent.
 *
 * @param family_name the name of birth; empty for those who have none
 * @param preferred_username the name of usage
 * @param birthdate parts that are not known are zeros
 * @param birthplace INSEE code of the commune, empty for those born abroad
 * @param birthcountry INSEE code of the country
 */
record Claims(
        @Nullable @Size(max = 200) String given_name,
        @Nullable @Size(max = 20) List<@Size(max = 100) String> given_name_array,
        @Nullable @Size(max = 200) String family_name,
        @Nullable @Size(max = 200) String preferred_username,
        @Nullable PartialDate birthdate,
        @Nullable Gender gender,
        @Nullable @Pattern(regexp = "|[0-9][0-9AB][0-9]{3}") String birthplace,
        @Nullable @Pattern(regexp = "[0-9]{5}") String birthcountry,
        @Nullable @Size(max = 254) String email,
        @Nullable @Size(max = 30) String phone_number) {

    enum Gender {
        male,
        female
    }

    Personne person() {
        return new Personne(
                family_name == null || family_name.isBlank() ? null : family_name, preferred_username, birthdate);
    }

    @Override
    public String toString() {
        return "Claims[…]";
    }
}
