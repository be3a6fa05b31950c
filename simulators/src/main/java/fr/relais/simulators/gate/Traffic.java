package fr.relais.simulators.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The calls a system received, newest last, in memory and bounded; bodies are kept for few, since they hold people. */
final class Traffic {

    private static final int MOST_CALLS = 200_000;
    private static final int MOST_BODIES = 200;

    private final Deque<Call> calls = new ArrayDeque<>();
    private final Deque<Body> bodies = new ArrayDeque<>();

    synchronized void add(Call call, byte[] body) {
        calls.add(call);
        if (calls.size() > MOST_CALLS) {
            calls.remove();
        }
        if (call.stateChanging()) {
            bodies.add(new Body(call.cleRelais(), body));
        }
        if (bodies.size() > MOST_BODIES) {
            bodies.remove();
        }
    }

    synchronized List<Call> calls() {
        return new ArrayList<>(calls);
    }

    synchronized List<byte[]> bodies(String cleRelais) {
        return bodies.stream()
                .filter(body -> Objects.equals(body.cleRelais(), cleRelais))
                .map(Body::bytes)
                .toList();
    }

    synchronized void forget() {
        calls.clear();
        bodies.clear();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Body(@Nullable String cleRelais, byte[] bytes) {}
}
