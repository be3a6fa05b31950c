package fr.relais.routes.postgres;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the programs that come with PostgreSQL, as the account of the server. */
record Tools(Binaries binaries, Account account) {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    record Result(int exit, String output) {

        boolean succeeded() {
            return exit == 0;
        }
    }

    Result run(String program, String... arguments) throws IOException {
        // A file rather than a pipe: nothing the program leaves behind can keep us reading.
        Path output = Files.createTempFile("relais-postgres", ".out", PrivateFiles.FILE);
        try {
            ProcessBuilder builder = new ProcessBuilder(account.command(binaries.program(program), List.of(arguments)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            if (!Wait.until(() -> !process.isAlive(), PATIENCE)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + PATIENCE);
            }
            return new Result(process.exitValue(), Files.readString(output).strip());
        } finally {
            Files.delete(output);
        }
    }

    boolean runs(String program, String... arguments) {
        try {
            return run(program, arguments).succeeded();
        } catch (IOException e) {
            return false; // the command that lends the account is not installed
        }
    }
}
