package fr.relais.mappings.model;

/** How the usager lives, as social back-offices tell it. */
public enum SituationFamiliale {
    CELIBATAIRE,
    MARIE,
    PACSE,
    CONCUBIN,
    SEPARE,
    DIVORCE,
    VEUF
}
