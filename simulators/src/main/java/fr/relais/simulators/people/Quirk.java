package fr.relais.simulators.people;

import java.util.Arrays;
import java.util.Locale;

/** What a birth name like {@code REFUS-TEST}, or {@code REFUS-TEST-FINANCE} in one system only, makes happen. */
enum Quirk {
    NONE,
    REFUS,
    LENT,
    INCONNU,
    HOMONYME;

    static Quirk of(Person person, String system) {
        return Arrays.stream(values())
                .filter(quirk -> quirk != NONE)
                .filter(quirk -> person.nomNaissance().equals(quirk + "-TEST")
                        || person.nomNaissance().equals(quirk + "-TEST-" + system.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(NONE);
    }

    static Quirk of(char initial) {
        return Arrays.stream(values())
                .filter(quirk -> quirk.initial() == initial)
                .findFirst()
                .orElse(NONE);
    }

    char initial() {
        return name().charAt(0);
    }
}
