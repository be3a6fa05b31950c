package fr.relais.simulators.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The ways a system can fail, named as in the admin API ({@code apply-then-hang}); {@link Conduct} says what each does. */
public enum FaultMode {
    NONE(Touches.EVERY_CALL, Duration.ZERO),
    CONNECTION_REFUSED(Touches.EVERY_CALL, Duration.ZERO),
    RESET(Touches.EVERY_CALL, Duration.ZERO),
    HANG(Touches.EVERY_CALL, Duration.ZERO),
    APPLY_THEN_HANG(Touches.CHANGES, Duration.ZERO),
    APPLY_LATE(Touches.CHANGES, Duration.ofSeconds(5)),
    HTTP_503(Touches.EVERY_CALL, Duration.ZERO),
    HTTP_500_HTML(Touches.EVERY_CALL, Duration.ZERO),
    HTTP_200_HTML(Touches.EVERY_CALL, Duration.ZERO),
    MAINTENANCE_PAGE(Touches.EVERY_CALL, Duration.ZERO),
    SOAP_FAULT(Touches.EVERY_CALL, Duration.ZERO),
    BUSINESS_REFUSAL(Touches.CHANGES, Duration.ZERO),
    SLOW(Touches.EVERY_CALL, Duration.ofSeconds(2)),
    HALF_BODY(Touches.EVERY_CALL, Duration.ZERO);

    private final Touches touches;
    private final Duration usualDelay;

    FaultMode(Touches touches, Duration usualDelay) {
        this.touches = touches;
        this.usualDelay = usualDelay;
    }

    @JsonCreator
    public static FaultMode of(String wire) {
        return Arrays.stream(values())
                .filter(mode -> mode.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fault mode"));
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean touches(Call call) {
        return touches == Touches.EVERY_CALL || call.stateChanging();
    }

    Duration usualDelay() {
        return usualDelay;
    }

    private enum Touches {
        EVERY_CALL,
        CHANGES
    }
}
