package fr.relais.routes.channels;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

/** What traces say of requests to us. */
@Configuration(proxyBeanMethods = false)
class TracesConfiguration {

    /** The pattern of an address and never the address itself, which anybody may have put a name into. */
    @Bean
    ServerRequestObservationConvention requestsByTheirPattern() {
        return new DefaultServerRequestObservationConvention() {
            @Override
            public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext request) {
                return KeyValues.empty();
            }
        };
    }

    /** Of a request that failed, what kind of thing broke it: its words, and those of its causes, may quote what nobody may read. */
    @Bean
    PropagatingReceiverTracingObservationHandler<ReceiverContext<?>> requestsWithoutWords(
            Tracer tracer, Propagator propagator) {
        return new PropagatingReceiverTracingObservationHandler<>(tracer, propagator) {
            @Override
            public void onError(ReceiverContext<?> request) {
                getRequiredSpan(request).error(Wordless.of(request.getError()));
            }
        };
    }

    /** The same of whatever else is observed. */
    @Bean
    DefaultTracingObservationHandler othersWithoutWords(Tracer tracer) {
        return new DefaultTracingObservationHandler(tracer) {
            @Override
            public void onError(Observation.Context work) {
                getRequiredSpan(work).error(Wordless.of(work.getError()));
            }
        };
    }

    /** Stands for what was thrown, by the name of its kind. */
    private static final class Wordless extends Exception {

        private static final long serialVersionUID = 1L;

        private Wordless(String kind) {
            super(kind, null, false, false);
        }

        static Wordless of(@Nullable Throwable thrown) {
            return new Wordless(thrown == null ? "unknown" : thrown.getClass().getSimpleName());
        }
    }

    /** Whoever looks whether the hub is well, every few seconds, is part of no request. */
    @Bean
    SpanExportingPredicate butLooksAtItsHealth() {
        return hop -> hop.getName() == null || !hop.getName().startsWith("http get /actuator");
    }
}
