package fr.relais.connectors;

/** A dossier that can't be put into the target's words: a defect of a translator or téléservice. The message holds no value of it. */
public final class UnfitDossier extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnfitDossier(String message) {
        super(message);
    }
}
