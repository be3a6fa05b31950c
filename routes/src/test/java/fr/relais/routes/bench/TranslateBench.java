package fr.relais.routes.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What translating one submission costs, and how much of that its JSONata; JMH in processes of its own. */
final class TranslateBench implements Callable<Boolean> {

    private static final int WARM_UPS = 5;

    private final int seconds;

    private TranslateBench(int seconds) {
        this.seconds = seconds;
    }

    static TranslateBench of(List<String> words) {
        return new TranslateBench(Bench.option(words, "--seconds", 2));
    }

    @Override
    public Boolean call() throws RunnerException, IOException {
        var time = TimeValue.seconds(seconds);
        var results = new Runner(new OptionsBuilder()
                        .include("TranslationBench")
                        .forks(2)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(time)
                        .measurementIterations(WARM_UPS)
                        .measurementTime(time)
                        .jvmArgsAppend("-Drelais.bench.teleservices=" + BenchTeleservices.SHIPPED)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        var report = new Report("translate");
        var shares = new LinkedHashMap<String, Double>();
        results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.getParams().getParam("id"), LinkedHashMap::new, Collectors.toList()))
                .forEach((id, both) -> shares.put(id, share(report, id, both)));
        report.say(
                "JSONata's share",
                "%.0f %% (median of %d téléservices)"
                        .formatted(
                                100
                                        * Figures.of(shares.values().stream()
                                                        .mapToDouble(Double::doubleValue)
                                                        .toArray())
                                                .median(),
                                shares.size()));
        report.write(Bench.FIGURES);
        return true;
    }

    private static double share(Report report, String id, List<RunResult> both) {
        Map<String, Double> micros = both.stream()
                .collect(Collectors.toMap(
                        result -> result.getParams().getBenchmark().replaceFirst(".*\\.", ""),
                        result -> result.getPrimaryResult().getScore()));
        double whole = micros.get("whole");
        double share = micros.get("jsonata") / whole;
        report.say(
                id, "%.0f µs, of which JSONata %.0f µs (%.0f %%)".formatted(whole, micros.get("jsonata"), 100 * share));
        return share;
    }
}
