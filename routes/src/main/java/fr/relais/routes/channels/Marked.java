package fr.relais.routes.channels;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What log lines and traces say of a piece of work besides their words. Nothing here tells of a person.
 *
 * @param lane the back-office's
 * @param route what kind of work it is
 * @param traceparent the hop it goes on from (W3C Trace Context); one that is not to be read begins a trace
 */
public record Marked(
        UUID submission,
        String lane,
        String route,
        @Nullable String traceparent) {}
