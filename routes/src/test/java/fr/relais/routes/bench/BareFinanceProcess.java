package fr.relais.routes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link BareFinance}, started and told what to do. */
final class BareFinanceProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private BareFinanceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static BareFinanceProcess start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareFinance.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        return new BareFinanceProcess(process, Integer.parseInt(said.readLine()));
    }

    /** Of the contract's port, or of another place below this server. */
    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    void answerAfter(Duration delay) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url("/delay")))
                .PUT(BodyPublishers.ofString(String.valueOf(delay.toMillis()))));
    }

    /** What came since this was last asked, in order. */
    List<Call> calls() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url("/calls"))))
                .lines()
                .map(line -> line.split(" "))
                .map(words -> new Call(Long.parseLong(words[0]), words[1].equals("first")))
                .sorted(Comparator.comparingLong(Call::at))
                .toList();
    }

    /**
     * A call that came.
     *
     * @param at in microseconds since 1970
     * @param isFirst whether it asks whose payee it is, which every delivery begins with
     */
    record Call(long at, boolean isFirst) {}

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the bare back-office answers " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
