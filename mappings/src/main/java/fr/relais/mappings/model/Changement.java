package fr.relais.mappings.model;

import java.time.LocalDate;

/** A change in the usager's situation that every back-office knowing the person should learn of. */
public sealed interface Changement extends Demarche
        permits ChangementRib, ChangementAdresse, ChangementSituationFamiliale {

    /** The day the change takes effect. */
    LocalDate dateEffet();
}
