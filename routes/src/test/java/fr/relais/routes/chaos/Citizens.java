package fr.relais.routes.chaos;

import fr.relais.mappings.json.Json;
import fr.relais.routes.hub.Portal;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Portals that post as the guide tells them: one key for each act, fixed before it is first sent, and the same again until an answer
 * says what became of it. One in fifty gives up when it gets none.
 */
final class Citizens {

    private static final int PERSONS_EACH = 25;
    private static final int ONE_GIVES_UP_IN = 50;
    private static final long BETWEEN_TRIES_MILLIS = 200;

    private final Collection<Checker.Post> posts = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private final Supplier<Portal> anyHub;
    private final Log log;

    /**
     * Citizens not yet begun.
     *
     * @param anyHub a hub that may serve at this moment
     */
    Citizens(Supplier<Portal> anyHub, Log log) {
        this.anyHub = anyHub;
        this.log = log;
    }

    /**
     * Begins.
     *
     * @param pauseMillis how long each portal rests after an acceptance
     */
    void begin(int portals, long pauseMillis, long seed) {
        for (int portal = 0; portal < portals; portal++) {
            var letters = letters(portal);
            var random = new Random(seed * 31 + portal);
            threads.add(Thread.ofPlatform().name("portal " + letters).start(() -> {
                try {
                    post(letters, random, pauseMillis);
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    private void post(String portal, Random random, long pauseMillis) throws InterruptedException {
        var numbers = new int[PERSONS_EACH];
        while (!ended.get()) {
            int person = random.nextInt(PERSONS_EACH);
            int number = ++numbers[person];
            var name = "CHAOS-TEST-" + portal + "-" + letters(person);
            posts.add(sent(name, number, name + "-" + number, random));
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        }
    }

    private Checker.Post sent(String person, int number, String name, Random random) throws InterruptedException {
        var body = Portal.nominalOf(person).replace("FORM-12-34", name);
        boolean givesUp = random.nextInt(ONE_GIVES_UP_IN) == 0;
        for (int attempt = 1; ; attempt++) {
            log.write(Map.of("post", name, "attempt", attempt, "event", "sent"));
            var receipt = receipt(body, name);
            if (receipt != null || givesUp) {
                return new Checker.Post(name, person, number, receipt);
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        }
    }

    /** The reference, when it was accepted; any other answer, or none, means to send the same again. */
    private @Nullable String receipt(String body, String name) {
        try {
            var portal = anyHub.get();
            var answer = portal.post(body, "key-of-" + name);
            log.write(Map.of("post", name, "event", "answered", "status", answer.statusCode()));
            if (answer.statusCode() != 202) {
                if (answer.statusCode() == 401) {
                    portal.forgetTokens();
                } else if (answer.statusCode() < 500 && answer.statusCode() != 409 && answer.statusCode() != 429) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
                return null;
            }
            var reference = Json.EDGE.readTree(answer.body()).path("reference").asString();
            log.write(Map.of("post", name, "event", "accepted", "reference", reference));
            return reference;
        } catch (UncheckedIOException lost) {
            log.write(Map.of("post", name, "event", "unanswered"));
            return null;
        }
    }

    private static String letters(int number) {
        return "" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
    }

    int sent() {
        return posts.size();
    }

    List<Checker.Post> posts() {
        return List.copyOf(posts);
    }

    /** They finish what they are at, and begin nothing more. */
    void end() throws InterruptedException {
        ended.set(true);
        for (var thread : threads) {
            thread.join();
        }
    }
}
