package fr.relais.routes.postgres;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A hub in a JVM of its own: database, pool, and one lane that writes for as long as it runs.
 *
 * <p>No {@code @Configuration}: on the class path of whole hubs, which scan this package, its lane would write there too.
 */
@Import(DatabaseConfiguration.class)
@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
class ChildHub {

    static final String READY = "CHILD READY";
    static final String DRAINED = "CHILD DRAINED";
    static final String LOST = "CHILD LOST ITS DATABASE";

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(ChildHub.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
        report(READY);
    }

    @Bean
    Lane lane(DataSource pool) {
        return new Lane(JdbcClient.create(pool));
    }

    static final class Lane implements SmartLifecycle {

        private final JdbcClient database;
        private final AtomicBoolean open = new AtomicBoolean();
        private @Nullable Thread writer;

        Lane(JdbcClient database) {
            this.database = database;
        }

        @Override
        public void start() {
            database.sql("CREATE TABLE IF NOT EXISTS written (n bigint)").update();
            open.set(true);
            writer = Thread.ofPlatform().start(this::write);
        }

        private void write() {
            try {
                do {
                    database.sql("INSERT INTO written VALUES (1)").update();
                } while (open.get());
                database.sql("INSERT INTO written VALUES (2)").update();
                report(DRAINED);
            } catch (RuntimeException e) {
                report(LOST + ": " + e.getMessage());
            }
        }

        @Override
        public void stop() {
            open.set(false);
            Thread running = writer;
            if (running != null) {
                Wait.until(() -> !running.isAlive(), HubProcess.PATIENCE);
            }
        }

        @Override
        public boolean isRunning() {
            return open.get();
        }
    }

    private static void report(String line) {
        System.out.println(line);
    }
}
