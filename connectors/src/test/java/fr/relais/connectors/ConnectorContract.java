package fr.relais.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Iban;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.model.Rib;
import fr.relais.mappings.model.Usager;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every connector to a system that can be asked must do, on the real wire. */
public abstract class ConnectorContract {

    private static final DeliveryKey KEY = new DeliveryKey("R26-7KQ4-9M2X/1");

    @TempDir
    private Path folder;

    private Simulators simulators;
    private RunningSystem system;
    private Connector connector;

    /** The connector, calling that address with short time-outs. */
    protected abstract Connector connector(URI url);

    protected abstract String systemName();

    /** What is known when the first request of a send breaks: of a read before the change, that nothing was applied. */
    protected abstract boolean readsBeforeItChanges();

    @BeforeEach
    void start() {
        simulators = Simulators.start(folder, 0);
        system = simulators.system(systemName());
        connector = connector(system.url());
    }

    @AfterEach
    void stop() {
        simulators.close();
    }

    @Test
    void deliversWithTheTargetsReferenceAndTheExchangeAsEvidence() {
        var outcome = send("NOMINAL-TEST", 1);
        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(((Delivered) outcome).reference())
                .isEqualTo(system.records(KEY.value()).getFirst().reference());
        assertThat(outcome.evidence().request()).contains("cleRelais", KEY.value());
        assertThat(outcome.evidence().response()).contains("reference");
        assertThat(outcome.evidence().httpStatus()).isEqualTo(200);
    }

    @Test
    void declinesWhatTheSystemRefuses() {
        assertThat(send("REFUS-TEST", 1)).isInstanceOf(Declined.class);
        assertThat(send("HOMONYME-TEST", 1)).isInstanceOf(Declined.class);
        assertThat(send("INCONNU-TEST", 1))
                .asInstanceOf(InstanceOfAssertFactories.type(Declined.class))
                .extracting(Declined::code)
                .isEqualTo(Declined.UNKNOWN_PERSON);
        assertThat(system.records()).isEmpty();
    }

    @Test
    void retriesLaterWhatCertainlyDidNotArrive() {
        system.fail(FaultMode.CONNECTION_REFUSED);
        assertThat(send("PANNE-TEST", 1))
                .isInstanceOf(Failed.class)
                .extracting(this::again)
                .isEqualTo(Failed.Again.LATER);
        connector = connector(URI.create("http://no-such-host.invalid/" + systemName()));
        assertThat(send("PANNE-TEST", 1)).extracting(this::again).isEqualTo(Failed.Again.LATER);
    }

    @Test
    void retriesWhenTheTargetAsksForIt() {
        system.fail(FaultMode.HTTP_503);
        assertThat(send("PANNE-TEST", 1))
                .asInstanceOf(InstanceOfAssertFactories.type(Failed.class))
                .isEqualTo(Failed.later(
                        "http-503", Duration.ofSeconds(5), send("PANNE-TEST", 1).evidence()));
        system.fail(FaultMode.MAINTENANCE_PAGE);
        assertThat(send("PANNE-TEST", 1)).extracting(this::again).isEqualTo(Failed.Again.LATER);
    }

    /** None of these is a success, and none proves a failure. */
    @ParameterizedTest
    @EnumSource(names = {"RESET", "HTTP_500_HTML", "HTTP_200_HTML", "SOAP_FAULT", "HANG", "HALF_BODY"})
    void takesNoBrokenAnswerForAProof(FaultMode mode) {
        system.fail(mode);
        var outcome = send("DOUTE-TEST", 1);
        if (readsBeforeItChanges()) {
            assertThat(outcome).extracting(this::again).isEqualTo(Failed.Again.LATER);
            assertThat(system.records()).isEmpty();
        } else {
            assertThat(outcome).isInstanceOf(Unknown.class);
            assertThat(system.records()).hasSize(mode == FaultMode.HALF_BODY ? 1 : 0);
        }
    }

    @Test
    void declinesWhenTheChangeItselfIsRefused() {
        system.fail(FaultMode.BUSINESS_REFUSAL);
        assertThat(send("METIER-TEST", 1)).isInstanceOf(Declined.class);
        assertThat(system.records()).isEmpty();
    }

    @Test
    void asksFirstAfterATimeOutAndLeavesOneRecord() {
        system.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        assertThat(send("MUET-TEST", 1))
                .asInstanceOf(InstanceOfAssertFactories.type(Unknown.class))
                .extracting(Unknown::cause)
                .isEqualTo("read-timeout");
        var reference = system.records(KEY.value()).getFirst().reference();
        assertThat(send("MUET-TEST", 2))
                .asInstanceOf(InstanceOfAssertFactories.type(Delivered.class))
                .extracting(Delivered::reference)
                .isEqualTo(reference);
        assertThat(system.records(KEY.value())).hasSize(1);
    }

    @Test
    void sendsNothingWhenItCannotAskFirst() {
        system.fail(FaultMode.HTTP_500_HTML);
        assertThat(send("AVEUGLE-TEST", 2)).extracting(this::again).isEqualTo(Failed.Again.LATER);
        assertThat(system.calls()).noneMatch(call -> call.stateChanging());
    }

    @Test
    void startsNoChangeThatItsLeaseMightNotCover() {
        var delivery = new Delivery(KEY, "changement-rib", dossier("BAIL-TEST"), 1, () -> Duration.ofMillis(100));
        assertThat(connector.send(connector.prepare(delivery)))
                .extracting(this::again)
                .isEqualTo(Failed.Again.LATER);
        assertThat(system.calls()).noneMatch(call -> call.stateChanging());
    }

    @Test
    void findsWhatWasDoneUnderAKey() {
        var reconciler = (Reconciler) connector;
        assertThat(reconciler.find(KEY)).isInstanceOf(Finding.Nothing.class);
        send("UNE-TEST", 1);
        assertThat(reconciler.find(KEY)).isInstanceOf(Finding.Applied.class);
        send("UNE-TEST", 1);
        assertThat(reconciler.find(KEY)).isInstanceOf(Finding.Duplicated.class);
        system.fail(FaultMode.HANG);
        assertThat(reconciler.find(KEY)).isInstanceOf(Finding.NoAnswer.class);
    }

    @Test
    void refusesADossierTheContractCannotHoldWithoutQuotingIt() {
        var delivery = delivery("X".repeat(201), 1);
        assertThat(catchThrowable(() -> connector.prepare(delivery)))
                .isInstanceOf(UnfitDossier.class)
                .hasMessageNotContaining("XXX");
    }

    @Test
    void carriesTextToTheTargetAsItIs() {
        var name = "]]><admin>1</admin> &lt; O'É";
        assertThat(send(name, 1)).isInstanceOf(Delivered.class);
    }

    private Object again(Outcome outcome) {
        return outcome instanceof Failed failed ? failed.again() : outcome;
    }

    private Outcome send(String nomNaissance, int attempt) {
        return connector.send(connector.prepare(delivery(nomNaissance, attempt)));
    }

    private static Delivery delivery(String nomNaissance, int attempt) {
        return new Delivery(KEY, "changement-rib", dossier(nomNaissance), attempt, () -> Duration.ofSeconds(45));
    }

    private static Dossier dossier(String nomNaissance) {
        var identite = new Identite(
                nomNaissance,
                null,
                List.of("Camille"),
                new PartialDate("1980-05-17"),
                Identite.Sexe.F,
                "75107",
                "99100");
        var rib = new Rib("Camille DUPONT-TEST", Iban.of("FR7630006000011234567890189"), null);
        var day = LocalDate.parse("2026-01-15");
        return new Dossier(new Usager(identite, null, Assurance.FRANCECONNECT), null, day, new ChangementRib(day, rib));
    }
}
