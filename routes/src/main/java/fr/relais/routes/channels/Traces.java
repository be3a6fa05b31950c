package fr.relais.routes.channels;

import java.util.Arrays;
import java.util.stream.Collectors;

/** An exception for the log: its types and places without its messages, which may quote what a person wrote. */
public final class Traces {

    private static final int FRAMES = 12;

    public static String of(Throwable thrown) {
        var causes = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.append(causes.isEmpty() ? "" : "\n  caused by ")
                    .append(cause.getClass().getName())
                    .append(Arrays.stream(cause.getStackTrace())
                            .limit(FRAMES)
                            .map(frame -> "\n    at " + frame)
                            .collect(Collectors.joining()));
        }
        return causes.toString();
    }

    private Traces() {}
}
