package fr.relais.routes.channels;

import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** What the log lines of a piece of work say besides their words: which submission, lane and route. Nothing here tells of a person. */
public record Marked(UUID submission, String lane, String route) {

    private static final String SUBMISSION = "submission";
    private static final String LANE = "lane";
    private static final String ROUTE = "route";

    /** Does it, with what this thread logs meanwhile marked so. */
    public <T> T call(Supplier<T> work) {
        MDC.put(SUBMISSION, submission.toString());
        MDC.put(LANE, lane);
        MDC.put(ROUTE, route);
        try {
            return work.get();
        } finally {
            MDC.remove(SUBMISSION);
            MDC.remove(LANE);
            MDC.remove(ROUTE);
        }
    }

    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
