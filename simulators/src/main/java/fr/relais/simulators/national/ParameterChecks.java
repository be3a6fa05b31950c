package fr.relais.simulators.national;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What API Particulier checks of its parameters before it looks anybody up ({@code siade/app/interactors}). */
final class ParameterChecks {

    private static final Pattern NAME = Pattern.compile("[\\p{IsLatin}' ’-]+");
    private static final Pattern COMMUNE = Pattern.compile("[0-9][0-9AB][0-9]{3}");

    static void checkIdentity(Asked asked, LocalDate today) throws Refused {
        check(asked.has("nomNaissance") && isName(asked.value("nomNaissance")), "00361", "Nom de naissance invalide");
        var names = asked.values("prenoms");
        check(
                !names.isEmpty() && names.size() <= 3 && names.stream().allMatch(ParameterChecks::isName),
                "00367",
                "Prénoms invalides");
        check(asked.has("sexeEtatCivil") && asked.value("sexeEtatCivil").matches("[MF]"), "00364", "Sexe invalide");
        for (var part : List.of("anneeDateNaissance", "moisDateNaissance", "jourDateNaissance")) {
            check(!asked.has(part) || asked.value(part).matches("[0-9]{1,4}"), "00363", "Date de naissance invalide");
        }
        if (asked.has("jourDateNaissance") && asked.has("moisDateNaissance") && asked.has("anneeDateNaissance")) {
            var date = date(asked);
            check(
                    date.isPresent()
                            && !date.get().isBefore(LocalDate.of(1900, 1, 1))
                            && date.get().isBefore(today),
                    "00363",
                    "Date de naissance invalide");
        }
    }

    private static Optional<LocalDate> date(Asked asked) {
        try {
            return asked.has("anneeDateNaissance") && asked.has("moisDateNaissance") && asked.has("jourDateNaissance")
                    ? Optional.of(LocalDate.of(
                            Integer.parseInt(asked.value("anneeDateNaissance")),
                            Integer.parseInt(asked.value("moisDateNaissance")),
                            Integer.parseInt(asked.value("jourDateNaissance"))))
                    : Optional.empty();
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    static void checkWholeDate(Asked asked) throws Refused {
        check(date(asked).isPresent(), "00363", "Date de naissance incomplète");
    }

    static void checkBirthplace(Asked asked) throws Refused {
        var country = asked.value("codeCogInseePaysNaissance");
        check(country.matches("[0-9]{5}"), "00400", "Pays de naissance invalide");
        var commune = asked.value("codeCogInseeCommuneNaissance");
        boolean byName = asked.has("nomCommuneNaissance")
                && asked.has("codeCogInseeDepartementNaissance")
                && asked.has("anneeDateNaissance");
        check(
                commune.isEmpty()
                        || COMMUNE.matcher(commune.toUpperCase(Locale.ROOT)).matches(),
                "00365",
                "Lieu de naissance invalide");
        check(!country.equals("99100") || !commune.isEmpty() || byName, "00365", "Lieu de naissance manquant");
    }

    static void checkMonth(Asked asked, LocalDate today) throws Refused {
        if (asked.has("mois") || asked.has("annee")) {
            check(asked.has("annee") && asked.value("annee").matches("[0-9]{4}"), "00356", "Année invalide");
            check(asked.has("mois") && asked.value("mois").matches("0?[1-9]|1[0-2]"), "00354", "Mois invalide");
            var month = LocalDate.of(Integer.parseInt(asked.value("annee")), Integer.parseInt(asked.value("mois")), 1);
            check(!month.isAfter(today), "00354", "Mois à venir");
        }
    }

    static void checkSchool(Asked asked) throws Refused {
        check(
                asked.has("anneeScolaire") && asked.value("anneeScolaire").matches("[0-9]{4}(-[0-9]{4})?"),
                "00410",
                "Année scolaire invalide");
        int ways = (asked.has("codeEtablissement") ? 1 : 0)
                + (asked.has("codesBcnDepartements") ? 1 : 0)
                + (asked.has("codesBcnRegions") ? 1 : 0);
        check(ways == 1, "00419", "Un seul périmètre est attendu");
        check(
                !asked.has("codeEtablissement")
                        || asked.value("codeEtablissement").matches("[0-9]{7}[A-Za-z]"),
                "00411",
                "Code établissement invalide");
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static void check(boolean holds, String code, String title) throws Refused {
        if (!holds) {
            throw new Refused(422, code, title);
        }
    }

    private ParameterChecks() {}
}
