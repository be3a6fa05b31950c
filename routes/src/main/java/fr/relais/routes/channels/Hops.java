package fr.relais.routes.channels;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * The hops of a trace, from a portal's call to a back-office's answer, hours and hubs apart.
 *
 * <p>Their names and attributes are of the configuration, ids and words of ours; what a broken one threw is told by its type only.
 */
@Component
public final class Hops {

    private static final String TRACEPARENT = "traceparent";

    private static final TextMapGetter<String> OF_ONE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(TRACEPARENT) ? traceparent : null;
        }
    };

    private final Tracer tracer;

    public Hops(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("fr.relais");
    }

    /** The hop this thread is in, as W3C Trace Context writes it; null when nothing is traced. What portals add to it is left behind. */
    public static @Nullable String current() {
        var written = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), written, (same, name, value) -> written.put(name, value));
        return written.get(TRACEPARENT);
    }

    /** Says more of the hop this thread is in. */
    public static void say(String attribute, @Nullable String value) {
        if (value != null) {
            Span.current().setAttribute("relais." + attribute, value);
        }
    }

    /** Does work that was left for later, as a hop of its trace; what this thread logs meanwhile is marked so. */
    public <T> T later(Marked marked, Supplier<T> work) {
        var marks =
                Map.of("submission", marked.submission().toString(), "lane", marked.lane(), "route", marked.route());
        var hop = tracer.spanBuilder(marked.route() + " " + marked.lane())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(
                        W3CTraceContextPropagator.getInstance().extract(Context.root(), marked.traceparent(), OF_ONE));
        marks.forEach((name, value) -> hop.setAttribute("relais." + name, value));
        marks.forEach(MDC::put);
        try {
            return within(hop, work);
        } finally {
            marks.keySet().forEach(MDC::remove);
        }
    }

    /** Calls another system. */
    public <T> T call(String name, Supplier<T> work) {
        return within(tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT), work);
    }

    /** Does a step of what is traced; of nothing else. */
    public <T> T step(String name, Supplier<T> work) {
        return Span.current().getSpanContext().isValid() ? within(tracer.spanBuilder(name), work) : work.get();
    }

    /** Says that what was done in this thread's hop came to nothing. */
    static void broke(Throwable by) {
        broke(Span.current(), by);
    }

    private static void broke(Span hop, Throwable by) {
        hop.setStatus(StatusCode.ERROR, by.getClass().getSimpleName());
    }

    private static <T> T within(SpanBuilder builder, Supplier<T> work) {
        var hop = builder.startSpan();
        try {
            return Context.current().with(hop).wrapSupplier(work).get();
        } catch (RuntimeException | Error broken) {
            broke(hop, broken);
            throw broken;
        } finally {
            hop.end();
        }
    }
}
