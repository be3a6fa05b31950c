package fr.relais.routes.ledger;

import fr.relais.routes.DataFolder;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    @Bean
    Vault vault(DataFolder folder) {
        return Vault.open(folder.ofKeys());
    }

    @Bean
    VaultCheck vaultCheck(JdbcClient jdbc, Vault vault) {
        return new VaultCheck(jdbc, vault);
    }

    @Bean
    RestoreCheck restoreCheck(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            DataFolder folder,
            LedgerSettings settings,
            Clock clock) {
        return new RestoreCheck(jdbc, new TransactionTemplate(transactions), folder.path(), settings.restored(), clock);
    }

    @Bean
    WorkSignal workSignal() {
        return new WorkSignal();
    }

    @Bean
    RoundTrips roundTrips(JdbcOperations jdbc) {
        return new RoundTrips(jdbc);
    }

    @Bean
    Settlement settlement(
            JdbcClient jdbc,
            RoundTrips trips,
            PlatformTransactionManager transactions,
            Vault vault,
            WorkSignal signal,
            Clock clock,
            ObjectProvider<BuildProperties> build) {
        return new Settlement(jdbc, trips, new TransactionTemplate(transactions), vault, signal, clock, version(build));
    }

    @Bean
    Ledger ledger(
            JdbcClient jdbc,
            RoundTrips trips,
            PlatformTransactionManager transactions,
            Vault vault,
            WorkSignal signal,
            Settlement settlement,
            Clock clock,
            ObjectProvider<BuildProperties> build) {
        return new Ledger(
                jdbc, trips, new TransactionTemplate(transactions), vault, signal, settlement, clock, version(build));
    }

    private static String version(ObjectProvider<BuildProperties> build) {
        return build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
    }

    @Bean
    Lanes lanes(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Lanes(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Outbox(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    Unsettled unsettled(JdbcClient jdbc) {
        return new Unsettled(jdbc);
    }

    @Bean
    Undecided undecided(JdbcClient jdbc) {
        return new Undecided(jdbc);
    }

    @Bean
    Notices notices(JdbcClient jdbc, RoundTrips trips, PlatformTransactionManager transactions) {
        return new Notices(jdbc, trips, new TransactionTemplate(transactions));
    }

    @Bean
    Sequencer sequencer(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Sequencer(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    Standings standings(JdbcClient jdbc, Vault vault, PlatformTransactionManager transactions) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new Standings(jdbc, vault, snapshot);
    }

    @Bean
    Operations operations(JdbcClient jdbc, Vault vault) {
        return new Operations(jdbc, vault);
    }

    @Bean
    Figures figures(JdbcClient jdbc) {
        return new Figures(jdbc);
    }

    @Bean
    Stumbles stumbles(JdbcClient jdbc) {
        return new Stumbles(jdbc);
    }

    @Bean
    Inquiries inquiries(JdbcClient jdbc, Vault vault) {
        return new Inquiries(jdbc, vault);
    }

    @Bean
    Arrears arrears(JdbcClient jdbc) {
        return new Arrears(jdbc);
    }

    @Bean
    Outages outages(JdbcClient jdbc) {
        return new Outages(jdbc);
    }

    @Bean
    Traffic traffic(JdbcClient jdbc) {
        return new Traffic(jdbc);
    }

    @Bean
    Acts acts(
            JdbcClient jdbc,
            RoundTrips trips,
            PlatformTransactionManager transactions,
            Vault vault,
            Settlement settlement,
            Lanes lanes,
            WorkSignal signal) {
        return new Acts(
                jdbc,
                trips,
                new TransactionTemplate(transactions),
                settlement,
                lanes,
                new SealedRows(jdbc, vault),
                signal);
    }

    @Bean
    ClaimChecks claimChecks(JdbcClient jdbc, PlatformTransactionManager transactions, Settlement settlement) {
        return new ClaimChecks(jdbc, new TransactionTemplate(transactions), settlement);
    }

    @Bean
    Box box(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            RoundTrips trips,
            ClaimChecks checks,
            Acts acts,
            Settlement settlement) {
        return new Box(jdbc, new TransactionTemplate(transactions), trips, checks, acts, settlement);
    }

    @Bean
    Complements complements(
            JdbcClient jdbc, PlatformTransactionManager transactions, RoundTrips trips, Attachments attachments) {
        return new Complements(jdbc, new TransactionTemplate(transactions), trips, attachments);
    }

    @Bean
    Drafts drafts(JdbcClient jdbc) {
        return new Drafts(jdbc);
    }

    @Bean
    Purge purge(JdbcClient jdbc, RoundTrips trips, PlatformTransactionManager transactions) {
        return new Purge(jdbc, trips, new TransactionTemplate(transactions));
    }

    @Bean
    Attachments attachments(JdbcClient jdbc, PlatformTransactionManager transactions, Vault vault) {
        return new Attachments(jdbc, new TransactionTemplate(transactions), vault);
    }

    @Bean
    SourcePaces sourcePaces(JdbcClient jdbc) {
        return new SourcePaces(jdbc);
    }

    @Bean
    PrefillTally prefillTally(JdbcClient jdbc) {
        return new PrefillTally(jdbc);
    }

    @Bean
    ProofKeys proofKeys(JdbcClient jdbc, Vault vault) {
        return new ProofKeys(jdbc, vault);
    }

    @Bean
    Bundles bundles(JdbcClient jdbc) {
        return new Bundles(jdbc);
    }
}
