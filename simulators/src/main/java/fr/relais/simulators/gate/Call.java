package fr.relais.simulators.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call that reached a system, whatever became of it. */
public record Call(
        String system, String operation, @Nullable String cleRelais, Instant at, boolean stateChanging) {}
