package fr.relais.connectors.particulier;

import fr.relais.connectors.Question;
import fr.relais.connectors.rest.Query;
import fr.relais.mappings.model.Identite;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an endpoint wants to be told, in its own names; the checks are the API's own, made before it is bothered. */
final class Parameters {

    private static final int MOST_GIVEN_NAMES = 3;
    private static final String FRANCE = "99100";
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final Pattern GIVEN_NAME = Pattern.compile("[\\p{IsLatin}' ’-]+");

    /** Months and years of the quotient familial; whatever else an endpoint takes. */
    private static final Set<String> OPTIONAL = Set.of("annee", "mois", "degreEtablissement");

    /** The query; empty when what is known does not make one. */
    static Optional<Query> of(Endpoint endpoint, Question question, boolean byFranceConnect, String recipient) {
        var query = new Query().add("recipient", recipient);
        var given = question.parameters();
        if (!given.keySet().containsAll(endpoint.declared().parameters())) {
            return Optional.empty();
        }
        given.forEach((name, value) -> {
            if (endpoint.declared().parameters().contains(name) || OPTIONAL.contains(name)) {
                query.add(name, value);
            }
        });
        return byFranceConnect || endpoint.asked() == Endpoint.Asked.IDENTIFIER
                ? Optional.of(query)
                : identity(query, endpoint, question.person(), question.today());
    }

    private static Optional<Query> identity(Query query, Endpoint endpoint, Identite person, LocalDate today) {
        var names = person.prenoms().stream().limit(MOST_GIVEN_NAMES).toList();
        boolean socialSecurity = endpoint.asked() == Endpoint.Asked.SOCIAL_SECURITY;
        var birth = Birth.of(person.dateNaissance().value());
        boolean whole = birth.day() != null;
        if (person.sexe() == null
                || person.nomNaissance().isBlank()
                || !areGivenNames(names)
                || (!socialSecurity && !whole)
                || (whole && !birth.isBetween(FIRST, today))) {
            return Optional.empty();
        }
        query.add("nomNaissance", person.nomNaissance())
                .addAll("prenoms", names)
                .add("anneeDateNaissance", birth.year())
                .add("moisDateNaissance", birth.month())
                .add("jourDateNaissance", birth.day())
                .add("sexeEtatCivil", person.sexe().name());
        return socialSecurity ? birthplace(query.add("nomUsage", person.nomUsage()), person) : Optional.of(query);
    }

    /** Born in France, the commune is needed; born abroad, none may be said. */
    private static Optional<Query> birthplace(Query query, Identite person) {
        var country = person.paysNaissance();
        var commune = person.communeNaissance();
        if (country == null || (country.equals(FRANCE) && commune == null)) {
            return Optional.empty();
        }
        return Optional.of(query.add("codeCogInseePaysNaissance", country)
                .add("codeCogInseeCommuneNaissance", country.equals(FRANCE) ? commune : null));
    }

    private static boolean areGivenNames(List<String> names) {
        return !names.isEmpty()
                && names.stream().allMatch(name -> GIVEN_NAME.matcher(name).matches());
    }

    /** The parts of a birth date that are known: no month without its year, no day without its month. */
    private record Birth(
            @Nullable Integer year,
            @Nullable Integer month,
            @Nullable Integer day) {

        static Birth of(String partial) {
            var year = known(partial.substring(0, 4));
            var month = year == null ? null : known(partial.substring(5, 7));
            return new Birth(year, month, month == null ? null : known(partial.substring(8, 10)));
        }

        private static @Nullable Integer known(String digits) {
            int value = Integer.parseInt(digits);
            return value == 0 ? null : value;
        }

        boolean isBetween(LocalDate first, LocalDate today) {
            if (year == null || month == null || day == null) {
                return false;
            }
            var date = LocalDate.of(year, month, day);
            return !date.isBefore(first) && date.isBefore(today);
        }
    }

    private Parameters() {}
}
