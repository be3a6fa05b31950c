package fr.relais.simulators.people;

import java.util.Locale;

/** Who somebody is to the simulators: what a back-office searches by. */
public record Person(String nomNaissance, String prenoms, String dateNaissance) {

    public Person {
        nomNaissance = nomNaissance.strip().toUpperCase(Locale.ROOT);
        prenoms = prenoms.strip().toUpperCase(Locale.ROOT);
    }

    String digest() {
        return Digest.of(nomNaissance, prenoms, dateNaissance);
    }
}
