package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationIT {

    @TempDir
    Path data;

    private final ApplicationContextRunner hub = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class);

    @Test
    void runsItsOwnDatabaseUnderTheDataFolder() {
        hub.withPropertyValues("relais.data=" + data).run(context -> {
            assertThat(context).hasNotFailed();
            JdbcClient client = JdbcClient.create(context.getBean(DataSource.class));
            assertThat(client.sql("SELECT current_database()")
                            .query(String.class)
                            .single())
                    .isEqualTo("relais");
            assertThat(data.resolve("postgres/data")).isDirectory();
        });
    }

    @Test
    void stopsTheDatabaseLast() throws IOException {
        TestPostgres.lendProgramsTo(data);
        List<String> heard = new ArrayList<>();
        hub.withPropertyValues("relais.data=" + data)
                .withUserConfiguration(Stages.class)
                .withBean("heard", Heard.class, () -> new Heard(heard))
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(heard).containsExactly("lane stopped: 1", "last bean gone: 1");
        assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void usesTheDatabaseItIsGiven() {
        try (TestDatabase given = TestPostgres.database()) {
            external(given).run(context -> {
                JdbcClient client = JdbcClient.create(context.getBean(DataSource.class));
                assertThat(client.sql("SELECT current_database()")
                                .query(String.class)
                                .single())
                        .startsWith("test_");
                assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
            });
        }
    }

    @Test
    void refusesAGivenDatabaseThatMayForgetACommit() throws Exception {
        try (TestDatabase given = TestPostgres.database()) {
            String name = given.url().replaceAll(".*/([a-z0-9_]+)\\?.*", "$1");
            JdbcClient.create(given.dataSource())
                    .sql("ALTER DATABASE " + name + " SET synchronous_commit = off")
                    .update();
            external(given)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(StartRefused.class)
                            .hasMessageContaining("synchronous_commit is off")
                            .hasMessageContaining("ALTER DATABASE"));
        }
    }

    @Test
    void refusesAnAddressWithoutAnAccount() {
        hub.withPropertyValues("relais.database.url=jdbc:postgresql://127.0.0.1/relais")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("relais.database.username and relais.database.password"));
    }

    @Test
    void refusesAnotherKindOfDatabase() {
        hub.withPropertyValues(
                        "relais.database.url=jdbc:h2:mem:relais",
                        "relais.database.username=relais",
                        "relais.database.password=secret")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must begin with jdbc:postgresql:")
                        .hasMessageNotContaining("secret"));
    }

    private ApplicationContextRunner external(TestDatabase given) {
        return hub.withPropertyValues(
                "relais.data=" + data,
                "relais.database.url=" + given.url(),
                "relais.database.username=" + given.username(),
                "relais.database.password=" + given.password());
    }

    record Heard(List<String> words) {}

    @Configuration(proxyBeanMethods = false)
    static class Stages {

        @Bean
        Lane lane(DataSource pool, Heard heard) {
            return new Lane(JdbcClient.create(pool), heard);
        }
    }

    /** Asks the database when it is stopped, and again when it is destroyed. */
    static final class Lane implements SmartLifecycle, AutoCloseable {

        private final JdbcClient database;
        private final Heard heard;
        private boolean running;

        Lane(JdbcClient database, Heard heard) {
            this.database = database;
            this.heard = heard;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            heard.words().add("lane stopped: " + ask());
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public void close() {
            heard.words().add("last bean gone: " + ask());
        }

        private int ask() {
            return database.sql("SELECT 1").query(Integer.class).single();
        }
    }
}
