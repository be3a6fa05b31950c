package fr.relais.routes.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The server process of a data directory, as its {@code postmaster.pid} tells. */
record Postmaster(Path data, Tools tools) {

    private static final Duration FAST = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);

    enum Shutdown {
        /** Ends sessions, writes everything down. */
        FAST("INT"),
        /** Ends at once; the next start recovers, and no commit is lost. */
        IMMEDIATE("QUIT");

        private final String signal;

        Shutdown(String signal) {
            this.signal = signal;
        }
    }

    /**
     * Clears what a killed hub left: its server is stopped, and a pid that now belongs to somebody else is forgotten (PostgreSQL
     * would take that process for its own). Only the holder of the folder's lock may do this.
     */
    void settle() throws IOException {
        OptionalLong pid = recordedPid();
        if (pid.isPresent() && ProcessHandle.of(pid.getAsLong()).isEmpty()) {
            return; // PostgreSQL itself sees to the file of a process that is gone
        }
        if (server().isPresent()) {
            stop();
        } else {
            Files.deleteIfExists(pidFile());
        }
    }

    /** Starts the server in a session of its own (pg_ctl sees to that): a Ctrl-C meant for the hub does not reach it. */
    Tools.Result start(int port, Path log) throws IOException {
        return tools.run(
                "pg_ctl",
                "start",
                "--wait",
                "--timeout=300",
                "--silent",
                "--pgdata=" + data,
                "--log=" + log,
                "-o",
                "-p " + port);
    }

    /** Stops the server, gently if it lets itself be. */
    void stop() {
        if (!stop(Shutdown.FAST, FAST) && !stop(Shutdown.IMMEDIATE, IMMEDIATE)) {
            throw new IllegalStateException("PostgreSQL does not stop: " + data);
        }
    }

    boolean stop(Shutdown shutdown) {
        return stop(shutdown, FAST);
    }

    private boolean stop(Shutdown shutdown, Duration patience) {
        Optional<ProcessHandle> server = server();
        if (server.isEmpty()) {
            return true;
        }
        try {
            // Not `pg_ctl stop`: a second Ctrl-C would end that, and nobody would wait for the server any more.
            tools.run(
                    "pg_ctl",
                    "kill",
                    shutdown.signal,
                    Long.toString(server.get().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Wait.until(() -> !isServer(server.get()), patience);
    }

    Optional<ProcessHandle> server() {
        OptionalLong pid = recordedPid();
        return pid.isPresent() ? ProcessHandle.of(pid.getAsLong()).filter(this::isServer) : Optional.empty();
    }

    /** Nothing where the file is missing, or a full disk left it without a number. */
    private OptionalLong recordedPid() {
        try (Stream<String> lines = Files.lines(pidFile())) {
            return lines.limit(1).map(String::strip).mapToLong(Long::parseLong).findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A zombie has no program any more; another folder's server may have got the number of ours. */
    private boolean isServer(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command()
                .map(command -> command.replace(" (deleted)", ""))
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
        return process.isAlive()
                && postgres
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElse(true);
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }
}
