package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;

/** A change in the usager's situation that every back-office knowing the person should learn of. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "nature")
@JsonSubTypes(@JsonSubTypes.Type(value = ChangementRib.class, name = "rib"))
public sealed interface Changement permits ChangementRib {

    /** The day the change takes effect. */
    LocalDate dateEffet();
}
