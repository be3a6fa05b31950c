package fr.relais.routes.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Figures;
import fr.relais.routes.ledger.Stumbles;
import fr.relais.routes.teleservices.Teleservices;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.dataformat.csv.CsvMapper;

/** A month in figures, téléservice by téléservice, for those who decide; none of them is of a person. */
@Controller
class DirectionPage {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<String> CANALS = List.of("portail", "guichet", "telephone", "papier");
    private static final YearMonth FIRST = YearMonth.of(2000, 1);
    private static final YearMonth LAST = YearMonth.of(2100, 1);
    private static final int MONTHS = 12;
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** What happened to fewer would point at them. */
    private static final int ENOUGH = 5;

    private static final CsvMapper CSV = new CsvMapper();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Figures figures;
    private final Stumbles stumbles;
    private final Teleservices teleservices;
    private final Clock clock;

    private final LoadingCache<YearMonth, Month> months;

    DirectionPage(Figures figures, Stumbles stumbles, Teleservices teleservices, Clock clock) {
        this.figures = figures;
        this.stumbles = stumbles;
        this.teleservices = teleservices;
        this.clock = clock;
        this.months = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .maximumSize(MONTHS)
                .expireAfterWrite(FRESH)
                .build(this::month);
    }

    /**
     * A month.
     *
     * @param notAskedFor fields that sources filled, by téléservice
     */
    record Month(List<Figures.Line> lines, Map<String, Long> notAskedFor, List<Stumbles.Count> stumbles) {

        /** What the longest bar stands for. */
        public long most() {
            return lines.stream().mapToLong(Figures.Line::received).max().orElse(1);
        }
    }

    private Month month(YearMonth month) {
        var first = month.atDay(1);
        var after = month.plusMonths(1).atDay(1);
        return new Month(
                figures.between(
                        Authority.DEFAULT,
                        first.atStartOfDay(PARIS).toInstant(),
                        after.atStartOfDay(PARIS).toInstant()),
                figures.notAskedFor(Authority.DEFAULT, first, after),
                stumbles.between(Authority.DEFAULT, first, after, ENOUGH));
    }

    @GetMapping("/console/direction")
    String page(@RequestParam(required = false) @Nullable String mois, Model model, Locale language) {
        var asked = asked(mois);
        var now = YearMonth.now(clock.withZone(PARIS));
        model.addAttribute("mois", asked);
        model.addAttribute(
                "choices",
                Stream.iterate(now, month -> month.minusMonths(1)).limit(MONTHS).toList());
        model.addAttribute("month", months.get(asked));
        model.addAttribute("canals", CANALS);
        model.addAttribute("names", new Names(language));
        return "console/direction";
    }

    /** What téléservices and their fields are called. */
    final class Names {

        private final Locale language;

        private Names(Locale language) {
            this.language = language;
        }

        public String of(String id) {
            return teleservices.title(id, language);
        }

        /** As the form asks it. */
        public String field(String id, String pointer) {
            return teleservices.find(id).stream()
                    .map(Teleservice::fields)
                    .flatMap(List::stream)
                    .filter(field -> field.pointer().equals(pointer))
                    .map(Teleservice.Field::title)
                    .findFirst()
                    .orElse(pointer);
        }
    }

    /** As the columns of a spreadsheet are called; seconds where it says so. */
    @JsonPropertyOrder({
        "teleservice",
        "portail",
        "guichet",
        "telephone",
        "papier",
        "recues",
        "terminees",
        "sans_intervention",
        "refusees",
        "mediane_vers_service_s",
        "mediane_vers_decision_s",
        "champs_preremplis"
    })
    record Row(
            String teleservice,
            long portail,
            long guichet,
            long telephone,
            long papier,
            @JsonProperty("recues") long received,
            @JsonProperty("terminees") long ended,
            @JsonProperty("sans_intervention") long untouched,
            @JsonProperty("refusees") long refused,

            @JsonProperty("mediane_vers_service_s") @Nullable Long toBackOffice,

            @JsonProperty("mediane_vers_decision_s") @Nullable Long toDecision,

            @JsonProperty("champs_preremplis") long notAskedFor) {

        static Row of(Figures.Line line, long notAskedFor) {
            return new Row(
                    line.teleservice(),
                    line.byCanal().getOrDefault("portail", 0L),
                    line.byCanal().getOrDefault("guichet", 0L),
                    line.byCanal().getOrDefault("telephone", 0L),
                    line.byCanal().getOrDefault("papier", 0L),
                    line.received(),
                    line.ended(),
                    line.untouched(),
                    line.refused(),
                    seconds(line.toBackOffice()),
                    seconds(line.toDecision()),
                    notAskedFor);
        }

        private static @Nullable Long seconds(@Nullable Duration span) {
            return span == null ? null : span.toSeconds();
        }
    }

    @GetMapping(path = "/console/direction.csv", produces = "text/csv")
    ResponseEntity<byte[]> csv(@RequestParam(required = false) @Nullable String mois) {
        var asked = asked(mois);
        var month = months.get(asked);
        var schema =
                CSV.schemaFor(Row.class).withHeader().withColumnSeparator(';').withLineSeparator("\r\n");
        var text = BYTE_ORDER_MARK
                + CSV.writer(schema)
                        .writeValueAsString(month.lines().stream()
                                .map(line -> Row.of(line, month.notAskedFor().getOrDefault(line.teleservice(), 0L)))
                                .toList());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("relais-" + asked + ".csv")
                                .build()
                                .toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The month of that name; this one, where it is none. */
    private YearMonth asked(@Nullable String mois) {
        try {
            var month = mois == null ? YearMonth.now(clock.withZone(PARIS)) : YearMonth.parse(mois);
            if (FIRST.isBefore(month) && month.isBefore(LAST)) {
                return month;
            }
        } catch (DateTimeException none) {
            // said below
        }
        throw Frame.absent();
    }
}
