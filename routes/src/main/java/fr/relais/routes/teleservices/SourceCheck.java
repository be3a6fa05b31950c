package fr.relais.routes.teleservices;

import fr.relais.connectors.FactSource;
import fr.relais.mappings.teleservice.Definition.Prefill;
import fr.relais.mappings.teleservice.Teleservice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Whether the sources a téléservice asks are there, know what it asks, and have the scopes it names. */
public final class SourceCheck {

    public static List<String> defects(Teleservice teleservice, Collection<? extends FactSource> sources) {
        var defects = new ArrayList<String>();
        for (var prefill : teleservice.definition().prefill()) {
            var source = sources.stream()
                    .filter(known -> known.id().value().equals(prefill.source()))
                    .findFirst();
            if (source.isEmpty()) {
                defects.add("it pre-fills %s from \"%s\", which is no source; there are %s: correct teleservice.yml"
                        .formatted(
                                prefill.pointer(),
                                prefill.source(),
                                new TreeSet<>(sources.stream()
                                        .map(known -> known.id().value())
                                        .toList())));
            } else {
                check(prefill, source.get(), defects);
            }
        }
        return defects;
    }

    private static void check(Prefill prefill, FactSource source, List<String> defects) {
        var fact = source.facts().get(prefill.fact());
        if (fact == null) {
            defects.add("it pre-fills %s by \"%s\", which %s can't be asked; it can: %s"
                    .formatted(
                            prefill.pointer(),
                            prefill.fact(),
                            prefill.source(),
                            new TreeSet<>(source.facts().keySet())));
            return;
        }
        prefill.scopes().stream()
                .filter(scope -> !fact.opens().containsKey(scope))
                .forEach(scope ->
                        defects.add("it pre-fills %s with the scope \"%s\", which opens nothing of %s; these do: %s"
                                .formatted(
                                        prefill.pointer(),
                                        scope,
                                        prefill.fact(),
                                        new TreeSet<>(fact.opens().keySet()))));
    }

    private SourceCheck() {}
}
