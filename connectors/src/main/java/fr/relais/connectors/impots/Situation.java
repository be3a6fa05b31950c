package fr.relais.connectors.impots;

import fr.relais.connectors.rest.Personne;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A household's situation (betagouv/api.gouv.fr, {@code api-impot-particulier.json}). Amounts in euros.
 *
 * @param rfr revenu fiscal de référence
 * @param sitFam M married, C single, D divorced, V widowed, O PACS
 * @param annRevenu the year of the income
 */
record Situation(
        @Nullable @Min(-100_000_000) @Max(1_000_000_000) Integer rfr,
        @Nullable @DecimalMin("0.25") @DecimalMax("50") BigDecimal nbPart,
        @Nullable SitFam sitFam,
        @Nullable @Valid Pac pac,
        @Nullable @Size(max = 300) String aft,
        @Nullable @Min(2000) @Max(2100) Integer annRevenu,
        @Nullable @Size(max = 200) String nmNaiDec1,
        @Nullable @Size(max = 200) String nmUsaDec1,
        @Nullable @Valid Day dateNaisDec1,
        @Nullable @Size(max = 200) String nmNaiDec2,
        @Nullable @Size(max = 200) String nmUsaDec2,
        @Nullable @Valid Day dateNaisDec2) {

    enum SitFam {
        M,
        C,
        D,
        V,
        O
    }

    record Pac(@Nullable @Min(0) @Max(30) Integer nbPac) {}

    record Day(
            @Nullable @Size(max = 2) String jour,
            @Nullable @Size(max = 2) String mois,
            @Nullable @Size(max = 4) String annee) {

        @Nullable PartialDate date() {
            var written = "%4s-%2s-%2s".formatted(annee, mois, jour).replace(' ', '0');
            return PartialDate.accepts(written) ? new PartialDate(written) : null;
        }
    }

    /** Whether none of the declarants it names may be the person asked about: neither a token nor a tax number says who that is. */
    boolean isPerhapsOfSomebodyElse(Identite asked) {
        return people().noneMatch(person -> person.mayBe(asked));
    }

    private Stream<Personne> people() {
        return Stream.of(
                new Personne(nmNaiDec1, nmUsaDec1, dateNaisDec1 == null ? null : dateNaisDec1.date()),
                new Personne(nmNaiDec2, nmUsaDec2, dateNaisDec2 == null ? null : dateNaisDec2.date()));
    }

    /** The last day of the year the income was earned in. */
    LocalDate asOf(LocalDate today) {
        return annRevenu == null ? today : LocalDate.of(annRevenu, 12, 31);
    }

    @Override
    public String toString() {
        return "Situation[…]";
    }
}
