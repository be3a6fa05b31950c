package fr.relais.routes.ledger;

import static fr.relais.routes.ledger.DeliveryState.DECLINED;
import static fr.relais.routes.ledger.DeliveryState.DELIVERED;
import static fr.relais.routes.ledger.DeliveryState.NOT_CONCERNED;
import static fr.relais.routes.ledger.DeliveryState.PARKED;
import static fr.relais.routes.ledger.DeliveryState.PENDING;
import static fr.relais.routes.ledger.DeliveryState.SENDING;
import static fr.relais.routes.ledger.DeliveryState.SKIPPED;
import static fr.relais.routes.ledger.DeliveryState.UNKNOWN;
import static fr.relais.routes.ledger.DeliveryState.WAITING;

import java.util.List;
import java.util.stream.Collectors;

/** Every legal move of a delivery. What is not listed does not happen; the README's drawing is made from this. */
public final class Moves {

    /** One legal move and what causes it. */
    public record Move(DeliveryState from, String because, DeliveryState to) {}

    public static final List<Move> ALL = List.of(
            new Move(WAITING, "its turn comes", PENDING),
            new Move(WAITING, "past its deadline", PARKED),
            new Move(WAITING, "given up, or what it waited for can't come", SKIPPED),
            new Move(PENDING, "claimed", SENDING),
            new Move(PENDING, "past its deadline", PARKED),
            new Move(PENDING, "given up", SKIPPED),
            new Move(PENDING, "proof came late", DELIVERED),
            new Move(SENDING, "proof", DELIVERED),
            new Move(SENDING, "the system says no", DECLINED),
            new Move(SENDING, "person unknown there", NOT_CONCERNED),
            new Move(SENDING, "not now", PENDING),
            new Move(SENDING, "can't work", PARKED),
            new Move(SENDING, "no proof, or lease over", UNKNOWN),
            new Move(UNKNOWN, "found, or proof came late", DELIVERED),
            new Move(UNKNOWN, "found refused, or a no came late", DECLINED),
            new Move(UNKNOWN, "a late answer", NOT_CONCERNED),
            new Move(UNKNOWN, "surely not applied", PENDING),
            new Move(UNKNOWN, "can't be settled", PARKED),
            new Move(UNKNOWN, "given up", SKIPPED),
            new Move(PARKED, "replayed", PENDING),
            new Move(PARKED, "replayed, behind an older one", WAITING),
            new Move(PARKED, "replayed, still in doubt", UNKNOWN),
            new Move(PARKED, "proof came late", DELIVERED),
            new Move(PARKED, "resolved by an engineer", DELIVERED),
            new Move(PARKED, "resolved by an engineer", DECLINED),
            new Move(PARKED, "given up", SKIPPED),
            new Move(DELIVERED, "forced: the system has lost it", PENDING),
            new Move(DELIVERED, "forced, behind an older one", WAITING));

    static void check(DeliveryState from, DeliveryState to) {
        if (ALL.stream().noneMatch(move -> move.from() == from && move.to() == to)) {
            throw new IllegalStateException("a delivery does not go from " + from + " to " + to);
        }
    }

    /** The table as a Mermaid state diagram. */
    public static String drawing() {
        var moves = ALL.stream()
                .map(move -> "    %s --> %s: %s".formatted(move.from(), move.to(), move.because()))
                .collect(Collectors.joining("\n"));
        return "stateDiagram-v2\n    [*] --> PENDING\n    [*] --> WAITING\n    [*] --> PARKED: to be verified first\n"
                + moves
                + "\n    DELIVERED --> [*]\n    DECLINED --> [*]\n    NOT_CONCERNED --> [*]\n    SKIPPED --> [*]\n";
    }

    private Moves() {}
}
