package fr.relais.routes.operations;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be done about one delivery by hand, whoever asks for it; one that comes too late is a conflict. */
@Component
public final class Repairs {

    /** What a back-office says became of a delivery. */
    public enum Verdict {
        DELIVERED,
        DECLINED
    }

    private static final Pattern REFERENCE = Pattern.compile("[\\w./-]{1,40}");

    private final Acts acts;

    Repairs(Acts acts) {
        this.acts = acts;
    }

    /**
     * Sends it again.
     *
     * @param notApplied that its system itself says it has not applied it
     * @param force that its system has lost it, though it was delivered
     * @throws Refusal when it can't be
     */
    public void replay(Operations.Row row, boolean notApplied, boolean force, Acts.Because because) {
        if (row.state() == DeliveryState.DELIVERED && !force) {
            throw new Refusal(
                    ProblemCode.CONFLICT,
                    new Wording(
                            "Elle est transmise. Si le système l'a perdue depuis, ajoutez « force ».",
                            "It was delivered. If its system has lost it since, add \"force\"."));
        }
        done(force ? acts.force(row, because) : acts.replay(row, notApplied, because));
    }

    /**
     * Gives it up.
     *
     * @throws Refusal when it can't be
     */
    public void skip(Operations.Row row, Acts.Because because) {
        done(acts.skip(row, because));
    }

    /**
     * Writes down what its system says.
     *
     * @throws Refusal when it can't be
     */
    public void resolve(Operations.Row row, Verdict verdict, @Nullable String targetReference, Acts.Because because) {
        if (targetReference != null && !REFERENCE.matcher(targetReference).matches()) {
            throw Order.invalid(
                    "« targetReference » est la référence chez le service : 40 caractères au plus, sans blanc.",
                    "\"targetReference\" is the service's own: at most 40 characters, without blanks.");
        }
        if (row.decides() && verdict == Verdict.DELIVERED && targetReference == null) {
            throw Order.invalid(
                    "Le téléservice attend la décision de ce système : donnez « targetReference », sans quoi elle ne peut lui être demandée.",
                    "The téléservice awaits this system's decision: give \"targetReference\", without which it can't be asked for.");
        }
        done(acts.resolve(row, verdict == Verdict.DELIVERED, targetReference, because));
    }

    private static void done(boolean done) {
        if (!done) {
            throw new Refusal(
                    ProblemCode.CONFLICT,
                    new Wording(
                            "Dans son état présent, cela ne se peut ; ou quelqu'un a été plus rapide. Relisez-la.",
                            "In its present state this can't be done, or somebody was quicker. Read it again."));
        }
    }
}
