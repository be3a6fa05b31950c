package fr.relais.mappings.model;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the foyer lives on, as the tax notice says it.
 *
 * @param annee the year the income is of
 * @param revenuFiscalReference in cents; below zero where a deficit was declared
 * @param parts of the quotient familial, in quarters
 */
public record Ressources(
        @Min(2000) @Max(2100) int annee,
        @Min(-10_000_000_00L) @Max(100_000_000_00L) long revenuFiscalReference,
        @Nullable @DecimalMin("1") @DecimalMax("50") BigDecimal parts) {

    @Override
    public String toString() {
        return "Ressources[" + annee + ", …]";
    }
}
