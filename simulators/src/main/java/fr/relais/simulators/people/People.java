package fr.relais.simulators.people;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Everyone is known to every system, under a number drawn from their identity, unless their name says otherwise.
 *
 * <p>A number carries the quirk of its holder and a check, so it is understood without remembering anybody.
 */
public final class People {

    private final String system;
    private final Duration slowness;

    public People(String system, Duration slowness) {
        this.system = system;
        this.slowness = slowness;
    }

    public List<String> numbersOf(Person person) {
        return switch (Quirk.of(person, system)) {
            case INCONNU -> List.of();
            case HOMONYME -> List.of(number(person, "1"), number(person, "2"));
            case NONE, REFUS, LENT -> List.of(numberOf(person));
        };
    }

    /** The number of somebody about to be created, whom no search need find. */
    public String numberOf(Person person) {
        return number(person, "0");
    }

    public boolean knows(String number) {
        int check = number.length() - 4;
        return check > 1 && sealed(number.substring(0, check)).equals(number);
    }

    /** Lets a change by identity through, late if need be. */
    public void admit(Person person) throws Refusal {
        admit(Quirk.of(person, system));
    }

    /** Lets a change by number through, late if need be. */
    public void admit(String number) throws Refusal {
        if (!knows(number)) {
            throw new Refusal(Refusal.Kind.USAGER_INCONNU, "INCONNU", "Ce numéro n'est attribué à personne.");
        }
        Quirk quirk = Quirk.of(number.charAt(1));
        // A number found by a search tells namesakes apart.
        admit(quirk == Quirk.REFUS || quirk == Quirk.LENT ? quirk : Quirk.NONE);
    }

    /** Lets a creation through: neither an unknown person nor a namesake is in its way. */
    public void admitNew(Person person) throws Refusal {
        admit(numberOf(person));
    }

    private void admit(Quirk quirk) throws Refusal {
        switch (quirk) {
            case NONE -> {}
            case LENT -> pause();
            case REFUS ->
                throw new Refusal(Refusal.Kind.DONNEES_INVALIDES, "REFUS_TEST", "Refus demandé par le nom de test.");
            case INCONNU -> throw new Refusal(Refusal.Kind.USAGER_INCONNU, "INCONNU", "Personne sous cette identité.");
            case HOMONYME ->
                throw new Refusal(Refusal.Kind.HOMONYMES, "HOMONYMES", "Plusieurs personnes sous cette identité.");
        }
    }

    private void pause() {
        try {
            Thread.sleep(slowness);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before anything was applied", e);
        }
    }

    private String number(Person person, String rank) {
        String digest = person.digest().substring(0, 9);
        return sealed("" + system.toUpperCase(Locale.ROOT).charAt(0)
                + Quirk.of(person, system).initial()
                + digest
                + rank);
    }

    private String sealed(String number) {
        return number + Digest.of(system, number).substring(0, 4);
    }
}
