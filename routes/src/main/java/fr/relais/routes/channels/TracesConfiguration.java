package fr.relais.routes.channels;

import io.micrometer.common.KeyValues;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
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

    /** Whoever looks whether the hub is well, every few seconds, is part of no request. */
    @Bean
    SpanExportingPredicate butLooksAtItsHealth() {
        return hop -> hop.getName() == null || !hop.getName().startsWith("http get /actuator");
    }
}
