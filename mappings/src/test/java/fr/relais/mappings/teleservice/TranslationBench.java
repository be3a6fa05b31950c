package fr.relais.mappings.teleservice;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Dossiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a submission costs between its bytes and its dossier's, and how much of that its JSONata. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TranslationBench {

    @Param({"changement-rib", "changement-adresse", "demande-apa", "bourse-college", "aide-facultative"})
    private String id;

    private Teleservice teleservice;
    private byte[] posted;
    private Expression mapping;
    private JsonNode mapped;
    private List<Expression> predicates;
    private JsonNode asked;

    @Setup(Level.Trial)
    public void read() throws IOException {
        teleservice =
                Teleservice.read(TeleserviceFolder.read(Path.of(System.getProperty("relais.bench.teleservices"), id)));
        var definition = teleservice.definition();
        posted = teleservice.folder().samples().get("nominal.json");
        mapping = Expression.compile(
                definition.fields().isEmpty()
                        ? teleservice.folder().text("mapping.jsonata")
                        : ShortForm.mapping(definition, definition.fields()));
        predicates = new ArrayList<>();
        Stream.of(
                        definition.checks().stream().map(Definition.Check::predicate),
                        definition.verify().stream().map(Definition.Verification::when),
                        definition.targets().stream().map(Definition.Target::when))
                .flatMap(sources -> sources)
                .filter(source -> source != null)
                .forEach(source -> predicates.add(Expression.compile(source)));

        var body = (ObjectNode) Json.EDGE.readTree(posted);
        var day = Deposit.day(body, Samples.RECEIVED).toString();
        asked = body.deepCopy().put("deposeLe", day);
        mapped = Json.MAPPING
                .createObjectNode()
                .put("deposeLe", day)
                .<ObjectNode>set("usager", Envelope.usager(body.path("usager")))
                .set("form", body.path("form"));
    }

    /** All that is done of a body while it is accepted, but for the ledger. */
    @Benchmark
    public byte[] whole() {
        var body = Json.EDGE.readTree(posted);
        if (!teleservice.problems(body, Samples.RECEIVED).isEmpty()) {
            throw new IllegalStateException("the nominal sample is refused");
        }
        var dossier = teleservice.translate(body, Samples.RECEIVED);
        if (teleservice.targets(body, Samples.RECEIVED).isEmpty()
                || teleservice.verification(body, Samples.RECEIVED).isPresent()) {
            throw new IllegalStateException("the nominal sample goes nowhere");
        }
        return Dossiers.written(dossier);
    }

    /** The expressions that are evaluated meanwhile. */
    @Benchmark
    public void jsonata(Blackhole blackhole) {
        blackhole.consume(mapping.evaluate(mapped));
        predicates.forEach(predicate -> blackhole.consume(predicate.evaluate(asked)));
    }
}
