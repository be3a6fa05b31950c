package fr.relais.routes.channels;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes each step of a route that a bean does a hop of the trace it is part of. */
@Component
final class TracedSteps implements InterceptStrategy {

    private final Hops hops;

    TracedSteps(Hops hops) {
        this.hops = hops;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, @Nullable Processor nextTarget) {
        return definition instanceof BeanDefinition bean ? new Step(bean.getMethod(), target) : target;
    }

    /** Its steps are beans, which are done when they return. */
    private final class Step extends AsyncProcessorSupport {

        private final String name;
        private final Processor target;

        Step(String name, Processor target) {
            this.name = name;
            this.target = target;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            hops.step(name, () -> processed(exchange));
            callback.done(true);
            return true;
        }

        private Exchange processed(Exchange exchange) {
            try {
                target.process(exchange);
            } catch (Exception broken) {
                exchange.setException(broken);
            }
            if (exchange.getException() != null) {
                Hops.broke(exchange.getException());
            }
            return exchange;
        }
    }
}
