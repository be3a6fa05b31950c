package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the usager asks for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "nature")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChangementRib.class, name = "rib"),
    @JsonSubTypes.Type(value = ChangementAdresse.class, name = "adresse"),
    @JsonSubTypes.Type(value = ChangementSituationFamiliale.class, name = "situation-familiale"),
    @JsonSubTypes.Type(value = Demande.class, name = "demande")
})
public sealed interface Demarche permits Changement, Demande {}
