package fr.relais.connectors;

import fr.relais.mappings.model.Adresse;
import fr.relais.mappings.model.SituationFamiliale;
import org.jspecify.annotations.Nullable;

/** What reading a person's case tells. Bank details are not read: nobody needs them shown. */
public sealed interface Reading {

    /**
     * The only case of that identity.
     *
     * @param number the target's own
     */
    record Found(
            String number,
            @Nullable Adresse adresse,
            @Nullable SituationFamiliale situation) implements Reading {

        @Override
        public String toString() {
            return "Found[…]";
        }
    }

    /** No case of that identity; it may be held under another spelling, so this proves nothing. */
    record NotFound() implements Reading {}

    /** Several people of that identity: it is not for us to choose. */
    record Namesakes() implements Reading {}

    /** The reading itself broke down. */
    record NoAnswer(String cause) implements Reading {}
}
