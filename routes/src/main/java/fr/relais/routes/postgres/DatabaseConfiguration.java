package fr.relais.routes.postgres;

import fr.relais.routes.DataFolder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells pool and migrations where the database is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseSettings.class, DataFolder.class})
class DatabaseConfiguration {

    /**
     * The pool is made from this bean, so nothing can reach a database that was not found durable, and the embedded server is
     * closed (Spring infers that) once the pool is.
     */
    @Bean
    JdbcConnectionDetails database(DatabaseSettings settings, DataFolder folder) {
        return settings.isExternal() ? ExternalPostgres.at(settings) : EmbeddedPostgres.start(folder.ofPostgres());
    }
}
