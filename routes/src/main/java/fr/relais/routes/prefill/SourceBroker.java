package fr.relais.routes.prefill;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.ConnectorId;
import fr.relais.routes.channels.Hops;
import fr.relais.routes.channels.Traces;
import fr.relais.routes.ledger.SourcePaces;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Asks sources side by side until a deadline; what has not come by then is unavailable, and holds nothing up.
 *
 * <p>Each source keeps its pace over all hubs and is left alone when it says so; one that breaks down again and again is not asked for
 * a while. The same question under way is not asked twice, and none is asked again but once, where that may help.
 */
@Component
public final class SourceBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceBroker.class);

    private static final Duration BACK_OFF = Duration.ofMillis(200);
    private static final Duration LEAST_TRY = Duration.ofMillis(300);

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(60)
            .waitDurationInOpenState(Duration.ofSeconds(15))
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();

    private final SourcePaces paces;
    private final Hops hops;
    private final MeterRegistry meters;
    private final ExecutorService threads = Context.taskWrapping(Executors.newVirtualThreadPerTaskExecutor());
    private final Map<Asking, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();
    private final Map<Provider, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    /** Behind one source there may be many: one that ails does not stand for the others. */
    private record Provider(ConnectorId source, String fact) {}

    SourceBroker(SourcePaces paces, Hops hops, MeterRegistry meters) {
        this.paces = paces;
        this.hops = hops;
        this.meters = meters;
    }

    /** Begins to ask; each answer can be waited for, until the deadline. */
    Answers ask(Collection<Asking> askings, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        var coming = new HashMap<Asking, CompletableFuture<Answer>>();
        askings.forEach(asking -> coming.computeIfAbsent(asking, one -> flight(one, deadline)));
        return new Answers(coming, deadline);
    }

    /** Answers to come. */
    record Answers(Map<Asking, CompletableFuture<Answer>> coming, long deadline) {

        /** What that one comes to, once it does; unavailable when that is not in time. */
        Answer to(Asking asking) {
            return await(coming.getOrDefault(asking, new CompletableFuture<>()), deadline);
        }
    }

    /** Which facts of a source this hub leaves alone for now, since it broke down or asked for it. */
    public List<String> leftAlone(ConnectorId source) {
        return breakers.entrySet().stream()
                .filter(breaker -> breaker.getKey().source().equals(source)
                        && breaker.getValue().getState() == CircuitBreaker.State.OPEN)
                .map(breaker -> breaker.getKey().fact())
                .sorted()
                .toList();
    }

    private CompletableFuture<Answer> flight(Asking asking, long deadline) {
        var flight = new CompletableFuture<Answer>();
        var other = underWay.putIfAbsent(asking, flight);
        if (other != null) {
            return other;
        }
        threads.execute(() -> {
            try {
                var answer = told(asking, deadline);
                underWay.remove(asking, flight); // whoever asks from now on is not told what was said before
                flight.complete(answer);
            } catch (RuntimeException defect) {
                underWay.remove(asking, flight);
                flight.completeExceptionally(defect);
            }
        });
        return flight;
    }

    private static Answer await(CompletableFuture<Answer> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Unavailable.because("deadline");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Unavailable.because("deadline");
        } catch (ExecutionException defect) { // a source must not throw
            LOG.error("a source threw: {}", Traces.of(defect));
            return Unavailable.because("source-defect");
        }
    }

    private Answer told(Asking asking, long deadline) {
        var first = once(asking, deadline);
        if (first instanceof Unavailable broken
                && broken.again()
                && left(deadline).compareTo(LEAST_TRY) > 0) {
            LockSupport.parkNanos(BACK_OFF.toNanos());
            return once(asking, deadline);
        }
        return first;
    }

    private Answer once(Asking asking, long deadline) {
        var source = asking.source();
        var provider = new Provider(source.id(), asking.question().fact());
        var breaker = breakers.computeIfAbsent(provider, one -> CircuitBreaker.of(one.toString(), BREAKER));
        if (!breaker.tryAcquirePermission()) {
            return counted(asking, Unavailable.because("breaker"));
        }
        var slot = slot(asking, deadline);
        if (slot == null) {
            breaker.releasePermission();
            return counted(asking, Unavailable.because("paced"));
        }
        LockSupport.parkNanos(slot.toNanos());
        var patience = left(deadline).compareTo(source.source().callTimeout()) < 0
                ? left(deadline)
                : source.source().callTimeout();
        long started = System.nanoTime();
        Answer answer;
        try {
            answer = hops.call(
                    source.id() + " " + asking.question().fact(),
                    () -> source.ask(asking.question().within(patience)));
        } catch (RuntimeException defect) {
            breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, defect);
            throw defect;
        }
        long took = System.nanoTime() - started;
        if (answer instanceof Unavailable broken && broken.isBreakdown()) {
            breaker.onError(took, TimeUnit.NANOSECONDS, new IllegalStateException(broken.cause()));
            leaveAlone(asking, breaker, broken);
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
        report(asking, answer);
        meters.timer("relais.prefill.calls", "source", source.id().value(), "result", result(answer))
                .record(took, TimeUnit.NANOSECONDS);
        return answer;
    }

    /** In how long it may be asked; null when not in time. */
    private @Nullable Duration slot(Asking asking, long deadline) {
        var longest = left(deadline).minus(LEAST_TRY);
        var source = asking.source();
        try {
            return longest.isNegative()
                    ? null
                    : paces.slot(
                                    asking.authority(),
                                    source.id(),
                                    source.source().perSecond(),
                                    longest)
                            .orElse(null);
        } catch (DataAccessException away) { // a source asked without a pace might shut us out for half a day
            LOG.warn("the ledger is away, so {} is not asked", source.id());
            return null;
        }
    }

    /** What somebody here must act upon; a person who is not found, or whose session has ended, is none of it. */
    private static void report(Asking asking, Answer answer) {
        if (answer instanceof Answer.NotEntitled(var cause)) {
            LOG.warn("{} does not entitle us: {}", asking, cause);
        } else if (answer instanceof Unavailable broken && !broken.cause().equals(Unavailable.FRANCE_CONNECT)) {
            LOG.warn("{} did not answer: {} (request {})", asking, broken.cause(), broken.requestId());
        }
    }

    /** A limit is on our credential, wherever it is used; any other pause is what one provider asks for. */
    private void leaveAlone(Asking asking, CircuitBreaker breaker, Unavailable broken) {
        var pause = broken.retryAfter();
        if (pause != null && !broken.cause().equals(Unavailable.RATE_LIMITED)) {
            if (!pause.isZero()) {
                breaker.transitionToOpenStateFor(pause);
            }
        } else if (pause != null) {
            try {
                paces.pause(asking.authority(), asking.source().id(), pause);
            } catch (DataAccessException away) {
                LOG.warn(
                        "the ledger is away, and does not hear that {} wants to be left alone",
                        asking.source().id());
            }
        }
    }

    private Answer counted(Asking asking, Answer answer) {
        meters.timer("relais.prefill.calls", "source", asking.source().id().value(), "result", result(answer))
                .record(Duration.ZERO);
        return answer;
    }

    private static String result(Answer answer) {
        return switch (answer) {
            case Answer.Told told -> "told";
            case Answer.NotFound none -> "not-found";
            case Answer.NotEntitled refused -> "not-entitled";
            case Unavailable broken -> broken.cause().matches("[a-z-]+") ? broken.cause() : "error";
        };
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
