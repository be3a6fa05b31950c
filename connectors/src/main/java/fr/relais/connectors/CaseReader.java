package fr.relais.connectors;

import fr.relais.mappings.model.Identite;

/** A connector whose target can say, without changing anything, what it holds of a person. */
public interface CaseReader {

    /**
     * Looks for the person and reads the case, if it is certain whose it is.
     *
     * @throws UnfitDossier when the identity can't be put into the target's words: nothing was asked
     */
    Reading read(Identite identite);
}
