package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.channels.Policy;
import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.Test;

class RouteConventionsIT extends HubTest {

    @Test
    void everyRouteIsNamedAfterTheChannelItConsumes() {
        var routes = bean(CamelContext.class).getRoutes();
        assertThat(routes)
                .hasSizeGreaterThan(10)
                .allSatisfy(route -> assertThat(route.getEndpoint().getEndpointUri())
                        .containsPattern("://(queue:)?" + route.getRouteId().replace(".", "\\.") + "($|\\?)"));
    }

    @Test
    void everyRouteHasOneOfTheNamedPolicies() {
        var policies = Arrays.stream(Policy.values()).map(Policy::id).toList();
        assertThat(bean(ModelCamelContext.class).getRouteDefinitions())
                .allSatisfy(route ->
                        assertThat(route.getRouteConfigurationId()).isNotNull().isIn(policies));
    }
}
