package fr.relais.routes.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Joins what portals sent and were answered, what back-offices applied, and what the hub says of it. Each is told by another witness;
 * where they disagree, somebody was lied to.
 */
final class Checker {

    /** What can be wrong; none of it may be, ever. */
    enum Kind {
        /** Accepted, and not there; or there, and owed to nobody. */
        LOST,
        /** Applied, or there, though nobody sent it. */
        PHANTOM,
        /** Applied twice, or accepted twice. */
        DUPLICATE,
        /** Applied to one person out of the order it was accepted in. */
        REORDERED,
        /** Neither at its end nor before a human being. */
        STUCK,
        /** Said to be applied and is not, or the other way round. */
        LIED
    }

    /**
     * Sent by a portal.
     *
     * @param name the portal's own reference
     * @param number its place among those of its person, who sends one only when the former was accepted
     * @param receipt the reference in the 202; absent when none ever came
     */
    record Post(
            String name,
            String person,
            int number,
            @Nullable String receipt) {}

    /** Applied by a back-office under a delivery's key. */
    record Effect(String system, String key) {

        String reference() {
            return key.substring(0, key.indexOf('/'));
        }
    }

    /**
     * What the hub says of a submission.
     *
     * @param post the portal's own reference
     */
    record Standing(String post, String reference, String status, List<Owed> owed) {

        Standing {
            owed = List.copyOf(owed);
        }
    }

    /** What it says of a delivery. */
    record Owed(String system, String key, String state) {}

    /** Something that is wrong. */
    record Finding(Kind kind, String what) {}

    private static final Set<String> OPEN = Set.of("WAITING", "PENDING", "SENDING", "UNKNOWN");
    private static final Set<String> UNDONE = Set.of("DECLINED", "NOT_CONCERNED", "SKIPPED");

    private final List<Finding> findings = new ArrayList<>();

    /**
     * Everything that is wrong.
     *
     * @param effects of each system in the order it applied them
     */
    static List<Finding> check(Collection<Post> posts, List<Effect> effects, Collection<Standing> standings) {
        var checker = new Checker();
        checker.kept(posts, standings);
        checker.wanted(posts, effects, standings);
        checker.once(effects, standings);
        checker.inOrder(posts, effects);
        checker.truly(effects, standings);
        return checker.findings;
    }

    static Map<Kind, Long> counts(List<Finding> findings) {
        var counts = new EnumMap<Kind, Long>(Kind.class);
        for (var kind : Kind.values()) {
            counts.put(
                    kind,
                    findings.stream().filter(finding -> finding.kind() == kind).count());
        }
        return counts;
    }

    private void kept(Collection<Post> posts, Collection<Standing> standings) {
        var there = standings.stream().map(Standing::reference).collect(Collectors.toSet());
        posts.stream()
                .filter(post -> post.receipt() != null && !there.contains(post.receipt()))
                .forEach(post ->
                        add(Kind.LOST, post.name() + " was accepted as " + post.receipt() + " and is not there"));
        standings.stream()
                .filter(standing -> standing.owed().isEmpty())
                .forEach(standing -> add(Kind.LOST, standing.reference() + " is owed to nobody"));
    }

    private void wanted(Collection<Post> posts, List<Effect> effects, Collection<Standing> standings) {
        var sent = posts.stream().map(Post::name).collect(Collectors.toSet());
        var there = new HashSet<String>();
        for (var standing : standings) {
            if (sent.contains(standing.post())) {
                there.add(standing.reference());
            } else {
                add(Kind.PHANTOM, standing.reference() + " was sent by nobody");
            }
        }
        effects.stream()
                .filter(effect -> !there.contains(effect.reference()))
                .forEach(effect ->
                        add(Kind.PHANTOM, effect.key() + " was applied and belongs to nothing that was sent"));
    }

    private void once(List<Effect> effects, Collection<Standing> standings) {
        doubled(effects, effect -> effect.system() + " applied " + effect.key() + " twice");
        doubled(standings.stream().map(Standing::post).toList(), post -> post + " was made two submissions of");
    }

    private <T> void doubled(Collection<T> several, Function<T, String> said) {
        var seen = new HashSet<T>();
        several.stream().filter(one -> !seen.add(one)).forEach(one -> add(Kind.DUPLICATE, said.apply(one)));
    }

    private void inOrder(Collection<Post> posts, List<Effect> effects) {
        var sender = new HashMap<String, Post>();
        posts.stream()
                .filter(post ->
                        post.receipt() != null) // the others may be anywhere: their sender did not wait for them
                .forEach(post -> sender.put(post.receipt(), post));
        var last = new HashMap<String, Post>();
        for (var effect : effects) {
            var post = sender.get(effect.reference());
            if (post == null) {
                continue;
            }
            var before = last.put(effect.system() + " " + post.person(), post);
            if (before != null && before.number() > post.number()) {
                add(Kind.REORDERED, "%s applied %s after %s".formatted(effect.system(), post.name(), before.name()));
            }
        }
    }

    private void truly(List<Effect> effects, Collection<Standing> standings) {
        var applied = effects.stream()
                .map(effect -> effect.system() + " " + effect.key())
                .collect(Collectors.toSet());
        for (var standing : standings) {
            for (var owed : standing.owed()) {
                boolean done = applied.contains(owed.system() + " " + owed.key());
                if (OPEN.contains(owed.state())) {
                    add(Kind.STUCK, "%s is %s at %s".formatted(owed.key(), owed.state(), owed.system()));
                } else if (owed.state().equals("DELIVERED") && !done) {
                    add(Kind.LIED, owed.key() + " is said to be delivered to " + owed.system());
                } else if (UNDONE.contains(owed.state()) && done) {
                    add(
                            Kind.LIED,
                            "%s is said to be %s, and %s applied it"
                                    .formatted(owed.key(), owed.state(), owed.system()));
                }
            }
            boolean delivered =
                    standing.owed().stream().anyMatch(owed -> owed.state().equals("DELIVERED"));
            boolean missing = standing.owed().stream()
                    .anyMatch(owed ->
                            !owed.state().equals("DELIVERED") && !owed.state().equals("NOT_CONCERNED"));
            if (standing.status().equals("DELIVERED") && (missing || !delivered)) {
                add(Kind.LIED, standing.reference() + " is said to be DELIVERED, and " + standing.owed());
            }
        }
    }

    private void add(Kind kind, String what) {
        findings.add(new Finding(kind, what));
    }

    private Checker() {}
}
