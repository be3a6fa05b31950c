package fr.relais.routes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Posts changes of bank details to a hub, each of another person, and counts what was answered. */
final class HubLoad implements Load {

    private static final int ACCEPTED = 202;
    private static final int NO_ANSWER = 0;

    private final BenchedHub hub;
    private final String sample = sample();
    private final AtomicLong persons = new AtomicLong();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    HubLoad(BenchedHub hub) {
        this.hub = hub;
    }

    @Override
    public Client client() throws IOException, InterruptedException {
        return new Poster("""
                POST /api/v1/teleservices/changement-rib/submissions HTTP/1.1
                Host: 127.0.0.1
                Authorization: Bearer %s
                Content-Type: application/json
                Idempotency-Key:\s""".formatted(hub.token("portail-demo")).replace("\n", "\r\n"));
    }

    /** How often each status came; 0 stands for none. */
    Map<Integer, Long> answers() {
        var counted = new TreeMap<Integer, Long>();
        answers.forEach((status, times) -> counted.put(status, times.sum()));
        return counted;
    }

    long accepted() {
        return answers().getOrDefault(ACCEPTED, 0L);
    }

    private int count(int status) {
        answers.computeIfAbsent(status, first -> new LongAdder()).increment();
        return status;
    }

    private byte[] bodyOfNextPerson() {
        var name = "BANC-TEST-" + letters(persons.incrementAndGet());
        return sample.replace("DUPONT-TEST", name).getBytes(StandardCharsets.UTF_8);
    }

    /** Persons are told apart by the letters of their name. */
    private static String letters(long number) {
        var letters = new StringBuilder();
        for (long rest = number; rest > 0; rest /= 26) {
            letters.append((char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    private static String sample() {
        try (var sample = HubLoad.class.getResourceAsStream("/teleservices/changement-rib/samples/nominal.json")) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private final class Poster implements Client {

        private final KeptConnection connection = new KeptConnection(hub.port());
        private final String head;

        Poster(String head) {
            this.head = head;
        }

        @Override
        public boolean once() throws IOException {
            try {
                return count(connection.exchange(head + UUID.randomUUID() + "\r\n", bodyOfNextPerson())) == ACCEPTED;
            } catch (IOException lost) {
                connection.close();
                count(NO_ANSWER);
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
