package fr.relais.routes.catalogue;

import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Minimisation;
import fr.relais.routes.ledger.PrefillTally;
import java.util.List;
import java.util.Locale;

/**
 * How little of a téléservice a citizen must type, and what became of asking sources so far. Nothing in it is of a person.
 *
 * @param values of the nominal sample
 */
record MinimisationDocument(
        String teleservice, String version, Values values, Documents documents, List<Observed> observed) {

    /**
     * Leaf values.
     *
     * @param required those the schema requires of the nominal sample
     * @param prefilled those of them that sources fill, or offer
     * @param asked those of them that only the citizen can give
     * @param dropped those of which only a decision is kept
     */
    record Values(int required, int prefilled, int asked, int dropped) {}

    /**
     * Papers.
     *
     * @param required types of attachments nothing is accepted without
     * @param notAskedFor those a source stands in for
     */
    record Documents(List<String> required, List<String> notAskedFor) {}

    /** How many fields a source was asked for came to an outcome, since the first pre-fill. */
    record Observed(String source, String outcome, long count) {}

    static MinimisationDocument of(
            Definition definition, Minimisation figures, List<PrefillTally.Count> counts, Locale language) {
        return new MinimisationDocument(
                definition.id(),
                definition.version(),
                new Values(figures.required(), figures.prefilled(), figures.asked(), figures.decided()),
                new Documents(
                        figures.documents(),
                        figures.spared().stream()
                                .map(document -> document.in(language))
                                .toList()),
                counts.stream()
                        .map(count -> new Observed(count.source(), count.outcome(), count.count()))
                        .toList());
    }
}
