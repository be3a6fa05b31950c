package fr.relais.routes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.chaos.Checker.Effect;
import fr.relais.routes.chaos.Checker.Finding;
import fr.relais.routes.chaos.Checker.Kind;
import fr.relais.routes.chaos.Checker.Owed;
import fr.relais.routes.chaos.Checker.Post;
import fr.relais.routes.chaos.Checker.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of wrong is found, and what is right is not. */
class CheckerTest {

    private final List<Post> posts = new ArrayList<>(List.of(post("A1", 1, "R1"), post("A2", 2, "R2")));
    private final List<Effect> effects = new ArrayList<>(List.of(
            new Effect("social", "R1/1"),
            new Effect("finance", "R1/2"),
            new Effect("social", "R2/1"),
            new Effect("finance", "R2/2")));
    private final List<Standing> standings = new ArrayList<>(List.of(delivered("A1", "R1"), delivered("A2", "R2")));

    @Test
    void findsNothingWrongWithWhatIsRight() {
        assertThat(found()).isEmpty();
    }

    /** Nobody knows of one that was never answered: it may be there or not, but whole. */
    @Test
    void takesAnUnansweredPostEitherWay() {
        posts.add(post("A3", 3, null));
        assertThat(found()).isEmpty();
        standings.add(delivered("A3", "R3"));
        effects.add(new Effect("social", "R3/1"));
        effects.add(new Effect("finance", "R3/2"));
        assertThat(found()).isEmpty();
        effects.removeLast();
        assertThat(found()).containsExactly(Kind.LIED);
    }

    @Test
    void findsWhatIsLost() {
        posts.add(post("A3", 3, "R3"));
        assertThat(found()).containsExactly(Kind.LOST);
        standings.add(new Standing("A3", "R3", "CLOSED", List.of()));
        assertThat(found()).containsExactly(Kind.LOST);
    }

    @Test
    void findsPhantoms() {
        effects.add(new Effect("social", "R9/1"));
        assertThat(found()).containsExactly(Kind.PHANTOM);
        standings.add(new Standing("Z9", "R9", "PARTIAL", List.of(new Owed("social", "R9/1", "DELIVERED"))));
        assertThat(found()).containsOnly(Kind.PHANTOM);
    }

    @Test
    void findsWhatWasDoneTwice() {
        effects.add(new Effect("finance", "R1/2"));
        assertThat(found()).contains(Kind.DUPLICATE);
        effects.removeLast();
        posts.add(post("A3", 3, "R3"));
        standings.add(parked("A3", "R3"));
        standings.add(parked("A3", "R4"));
        assertThat(found()).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void findsWhatWasAppliedOutOfOrder() {
        effects.addLast(effects.removeFirst());
        assertThat(found()).containsExactly(Kind.REORDERED);
    }

    @Test
    void findsWhatIsStuckAndLeavesWhatIsParkedToItsEngineer() {
        posts.add(post("A3", 3, "R3"));
        standings.add(parked("A3", "R3"));
        assertThat(found()).isEmpty();
        for (var state : List.of("WAITING", "PENDING", "SENDING", "UNKNOWN")) {
            standings.set(2, new Standing("A3", "R3", "IN_PROGRESS", List.of(new Owed("social", "R3/1", state))));
            assertThat(found()).containsExactly(Kind.STUCK);
        }
    }

    @Test
    void findsLies() {
        effects.remove(new Effect("finance", "R2/2"));
        assertThat(found()).containsExactly(Kind.LIED);
        standings.set(
                1,
                new Standing(
                        "A2",
                        "R2",
                        "PARTIAL",
                        List.of(new Owed("social", "R2/1", "DECLINED"), new Owed("finance", "R2/2", "DECLINED"))));
        assertThat(found()).as("declined, and applied").containsExactly(Kind.LIED);
        standings.set(
                1,
                new Standing(
                        "A2",
                        "R2",
                        "DELIVERED",
                        List.of(new Owed("social", "R2/1", "DELIVERED"), new Owed("finance", "R2/2", "PARKED"))));
        assertThat(found()).as("delivered, and parked").containsExactly(Kind.LIED);
    }

    private List<Kind> found() {
        return Checker.check(posts, effects, standings).stream()
                .map(Finding::kind)
                .toList();
    }

    private static Post post(String name, int number, String receipt) {
        return new Post(name, "A", number, receipt);
    }

    private static Standing delivered(String post, String reference) {
        return new Standing(
                post,
                reference,
                "DELIVERED",
                List.of(
                        new Owed("social", reference + "/1", "DELIVERED"),
                        new Owed("finance", reference + "/2", "DELIVERED")));
    }

    private static Standing parked(String post, String reference) {
        return new Standing(
                post, reference, "NEEDS_ATTENTION", List.of(new Owed("social", reference + "/1", "PARKED")));
    }
}
