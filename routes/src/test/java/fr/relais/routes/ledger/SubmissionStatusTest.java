package fr.relais.routes.ledger;

import static fr.relais.routes.ledger.DeliveryState.DECLINED;
import static fr.relais.routes.ledger.DeliveryState.DELIVERED;
import static fr.relais.routes.ledger.DeliveryState.NOT_CONCERNED;
import static fr.relais.routes.ledger.DeliveryState.PARKED;
import static fr.relais.routes.ledger.DeliveryState.PENDING;
import static fr.relais.routes.ledger.DeliveryState.SENDING;
import static fr.relais.routes.ledger.DeliveryState.SKIPPED;
import static fr.relais.routes.ledger.DeliveryState.UNKNOWN;
import static fr.relais.routes.ledger.DeliveryState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.ledger.SubmissionStatus.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmissionStatusTest {

    @Test
    void needsAttentionAsSoonAsOneIsParked() {
        assertThat(of(tried(DELIVERED), tried(PARKED))).isEqualTo(SubmissionStatus.NEEDS_ATTENTION);
    }

    @Test
    void isReceivedUntilSomethingIsAttempted() {
        assertThat(of(untried(PENDING), untried(WAITING))).isEqualTo(SubmissionStatus.RECEIVED);
        assertThat(of(tried(SENDING), untried(PENDING))).isEqualTo(SubmissionStatus.IN_PROGRESS);
    }

    @Test
    void isPartialWhenOneHasItAndAnotherIsInDoubt() {
        assertThat(of(tried(DELIVERED), tried(DECLINED))).isEqualTo(SubmissionStatus.PARTIAL);
        assertThat(of(tried(DELIVERED), failed(UNKNOWN))).isEqualTo(SubmissionStatus.PARTIAL);
        assertThat(of(tried(DELIVERED), failed(PENDING))).isEqualTo(SubmissionStatus.PARTIAL);
        assertThat(of(tried(DELIVERED), held(PENDING))).isEqualTo(SubmissionStatus.PARTIAL);
        assertThat(of(tried(DELIVERED), untried(PENDING))).isEqualTo(SubmissionStatus.IN_PROGRESS);
    }

    @Test
    void isDeliveredWhenAllConcernedHaveIt() {
        assertThat(of(tried(DELIVERED), tried(NOT_CONCERNED))).isEqualTo(SubmissionStatus.DELIVERED);
        assertThat(of(tried(DELIVERED), untried(SKIPPED))).isEqualTo(SubmissionStatus.DELIVERED);
    }

    @Test
    void isDeclinedOrClosedWhenNobodyHasIt() {
        assertThat(of(tried(DECLINED), tried(NOT_CONCERNED))).isEqualTo(SubmissionStatus.DECLINED);
        assertThat(of(tried(NOT_CONCERNED), untried(SKIPPED))).isEqualTo(SubmissionStatus.CLOSED);
    }

    private static SubmissionStatus of(Part... parts) {
        return SubmissionStatus.of(List.of(parts));
    }

    private static Part untried(DeliveryState state) {
        return new Part(state, 0, 0, false);
    }

    private static Part tried(DeliveryState state) {
        return new Part(state, 1, 0, false);
    }

    private static Part failed(DeliveryState state) {
        return new Part(state, 1, 1, false);
    }

    private static Part held(DeliveryState state) {
        return new Part(state, 0, 0, true);
    }
}
