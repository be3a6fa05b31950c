package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.channels.Policy;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.dataformat.yaml.YAMLMapper;

class RouteConventionsIT extends HubTest {

    /** For people: told by their screens, not by the description of the API. */
    private static final List<String> PAGES = List.of("/console", "/catalogue", "/demandes/", "/error");

    @Test
    void everyRouteIsNamedAfterTheChannelItConsumes() {
        var routes = bean(CamelContext.class).getRoutes();
        assertThat(routes)
                .hasSizeGreaterThan(10)
                .allSatisfy(route -> assertThat(route.getEndpoint().getEndpointUri())
                        .containsPattern("://(queue:)?" + route.getRouteId().replace(".", "\\.") + "($|\\?)"));
    }

    /** One without wakes a hundred times a second, and there are dozens. */
    @Test
    void everyTimerHasAThreadThatStays() {
        var timers = bean(CamelContext.class).getExecutorServiceManager();
        var timer = timers.newScheduledThreadPool(this, "timer", 1);
        try {
            assertThat(timer)
                    .isInstanceOfSatisfying(
                            ScheduledThreadPoolExecutor.class,
                            made -> assertThat(made.getCorePoolSize()).isPositive());
        } finally {
            timers.shutdownNow(timer);
        }
    }

    /** Else it would be missing from the architecture page. */
    @Test
    void everyRouteSaysWhatItDoes() {
        assertThat(bean(CamelContext.class).getRoutes())
                .allSatisfy(route -> assertThat(route.getDescription()).isNotBlank());
    }

    /** A door nobody described is a door nobody guards. */
    @Test
    void everyAddressIsDescribedOrAPage() throws IOException {
        var described = YAMLMapper.shared()
                .readTree(getClass().getResourceAsStream("/static/api/openapi.yaml"))
                .path("paths");
        assertThat(context().getBeansOfType(RequestMappingHandlerMapping.class).values())
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet())
                .filteredOn(
                        handler -> handler.getValue().getBeanType().getName().startsWith("fr.relais"))
                .hasSizeGreaterThan(10)
                .allSatisfy(handler -> assertThat(handler.getKey().getPatternValues())
                        .allSatisfy(path -> {
                            if (PAGES.stream().noneMatch(path::startsWith)) {
                                assertThat(described.has(path)).as(path).isTrue();
                                assertThat(handler.getKey()
                                                .getMethodsCondition()
                                                .getMethods())
                                        .as(path)
                                        .isNotEmpty()
                                        .allSatisfy(method -> assertThat(described
                                                        .path(path)
                                                        .has(method.name().toLowerCase(Locale.ROOT)))
                                                .as(method + " " + path)
                                                .isTrue());
                                assertThat(described.path(path).findValuesAsString("name"))
                                        .as(path)
                                        .containsAll(namesOfParameters(handler.getValue()));
                            }
                        }));
    }

    private static List<String> namesOfParameters(HandlerMethod handler) {
        return Arrays.stream(handler.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .filter(parameter -> !Map.class.isAssignableFrom(parameter.getType()))
                .map(Parameter::getName)
                .toList();
    }

    @Test
    void everyRouteHasOneOfTheNamedPolicies() {
        var policies = Arrays.stream(Policy.values()).map(Policy::id).toList();
        assertThat(bean(ModelCamelContext.class).getRouteDefinitions())
                .allSatisfy(route ->
                        assertThat(route.getRouteConfigurationId()).isNotNull().isIn(policies));
    }
}
