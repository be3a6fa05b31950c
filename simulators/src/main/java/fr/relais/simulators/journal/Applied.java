package fr.relais.simulators.journal;

import java.time.Instant;

/**
 * One application of a state-changing call; a duplicate is two of these.
 *
 * @param businessKey tells person and change apart without saying who or what
 * @param summary for a reader, masked
 */
public record Applied(
        String system,
        String operation,
        String cleRelais,
        String reference,
        String businessKey,
        Instant appliedAt,
        String summary) {}
