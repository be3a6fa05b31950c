package fr.relais.routes.hub;

import fr.relais.connectors.Connector;
import fr.relais.connectors.UnfitDossier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Wraps finance's connector, so that its translator can have a defect, and be corrected. */
@Configuration(proxyBeanMethods = false)
class FaultyTranslator {

    private static final AtomicBoolean BROKEN = new AtomicBoolean();
    private static final Set<String> TRANSLATING = Set.of("prepare", "preview");

    static void breaks(boolean broken) {
        BROKEN.set(broken);
    }

    @Bean
    static BeanPostProcessor defect() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Connector connector
                                && connector.id().value().equals("finance")
                        ? translatingBadly(bean)
                        : bean;
            }
        };
    }

    private static Object translatingBadly(Object connector) {
        return Proxy.newProxyInstance(
                connector.getClass().getClassLoader(),
                ClassUtils.getAllInterfaces(connector),
                (proxy, method, arguments) -> {
                    if (BROKEN.get() && TRANSLATING.contains(method.getName())) {
                        throw new UnfitDossier("CoordonneesBancaires breaks the contract: cvc-pattern-valid at iban");
                    }
                    try {
                        return method.invoke(connector, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
