package fr.relais.routes.hub;

import fr.relais.connectors.FactSource;
import fr.relais.routes.RelaisApplication;
import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import fr.relais.routes.testing.TickingClock;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole hub with a real database and broker, its back-offices simulated in this process; one a test class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HubTest {

    private Path folder;
    private Simulators simulators;
    private TestDatabase database;
    private ConfigurableApplicationContext context;

    protected Portal portal;
    protected RunningSystem social;
    protected RunningSystem finance;
    protected RunningSystem depot;
    protected TickingClock clock;

    @BeforeAll
    void start() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "hubs")), "hub");
        simulators = Simulators.start(folder.resolve("simulators"), 0);
        social = simulators.system("social");
        finance = simulators.system("finance");
        depot = simulators.system("depot");
        database = TestPostgres.database();
        var application = new SpringApplication(RelaisApplication.class, Ticking.class, variation());
        var arguments = Stream.concat(
                Stream.of(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--relais.data=" + folder.resolve("data"),
                        "--relais.database.url=" + database.url(),
                        "--relais.database.username=" + database.username(),
                        "--relais.database.password=" + database.password(),
                        "--relais.connectors.social.soap.url=" + social.url(),
                        "--relais.connectors.finance.soap.url=" + finance.url(),
                        "--relais.connectors.depot.sftp.host=127.0.0.1",
                        "--relais.connectors.depot.sftp.port=" + depot.port(),
                        "--relais.connectors.depot.sftp.password=relais",
                        "--relais.connectors.depot.sftp.transfer-timeout=5s",
                        "--relais.connectors.social.soap.connect-timeout=2s",
                        "--relais.connectors.finance.soap.connect-timeout=2s",
                        "--relais.connectors.social.soap.read-timeout=2s",
                        "--relais.connectors.finance.soap.read-timeout=2s",
                        "--spring.main.allow-bean-definition-overriding=true"),
                Stream.concat(HubOnItsOwn.national(simulators), Stream.of(settings())));
        context = application.run(arguments.toArray(String[]::new));
        clock = context.getBean(TickingClock.class);
        portal = new Portal(
                Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0")),
                Files.exists(folder.resolve("data/demo-secret"))
                        ? Files.readString(folder.resolve("data/demo-secret"))
                        : "");
    }

    /** The sources of this hub. */
    protected List<FactSource> sources() {
        return List.copyOf(context.getBeansOfType(FactSource.class).values());
    }

    /** What this class changes in the hub; nothing by default. */
    Class<?> variation() {
        return Ticking.class;
    }

    /** Settings of this class's hub besides. */
    String[] settings() {
        return new String[0];
    }

    protected int port(String name) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty(name));
    }

    @BeforeEach
    void allIsWell() {
        simulators.reset();
        jdbc().sql("update lane set state = 'RUNNING', recent = '', trips = 0, probe_at = null")
                .update();
    }

    @AfterAll
    void stop() {
        context.close();
        simulators.close();
        database.close();
    }

    protected RunningSystem system(String id) {
        return simulators.system(id);
    }

    protected JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    protected ConfigurableApplicationContext context() {
        return context;
    }

    protected <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    protected Path data() {
        return folder.resolve("data");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Ticking {

        @Bean
        @Primary
        Clock clock() {
            return new TickingClock();
        }
    }
}
