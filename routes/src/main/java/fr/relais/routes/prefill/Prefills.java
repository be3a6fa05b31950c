package fr.relais.routes.prefill;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Fact;
import fr.relais.connectors.FactSource;
import fr.relais.connectors.Question;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.teleservice.Prefilling;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.ledger.PrefillTally;
import fr.relais.routes.proofs.Claim;
import fr.relais.routes.proofs.Proofs;
import fr.relais.routes.translation.PersonKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Fills what it can of a form: asks each source once for all the fields it knows, and tells the truth about each of them. */
@Component
final class Prefills {

    private static final Logger LOG = LoggerFactory.getLogger(Prefills.class);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Sources sources;
    private final SourceBroker broker;
    private final Proofs proofs;
    private final PersonKeys persons;
    private final PrefillTally tally;
    private final MeterRegistry meters;
    private final PrefillSettings settings;
    private final Clock clock;

    Prefills(
            Sources sources,
            SourceBroker broker,
            Proofs proofs,
            PersonKeys persons,
            PrefillTally tally,
            MeterRegistry meters,
            PrefillSettings settings,
            Clock clock) {
        this.sources = sources;
        this.broker = broker;
        this.proofs = proofs;
        this.persons = persons;
        this.tally = tally;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Who asks, for which form.
     *
     * @param body with whom it is for, and as much of the form as is filled
     * @param franceConnectToken the citizen's own, if the portal has one
     */
    record Request(
            Caller caller,
            Teleservice teleservice,
            JsonNode body,
            Identite usager,
            @Nullable String franceConnectToken,
            Locale language) {

        @Override
        public String toString() {
            return "Request[" + teleservice.definition().id() + "]";
        }
    }

    /** A field, and the question whose answer fills it; or why there is none. */
    private record Wanted(
            Prefilling field,
            @Nullable FactSource source,
            @Nullable Identite person,
            @Nullable Asking asking,
            @Nullable Answer instead) {}

    PrefillDocument fill(Request request) {
        var today = LocalDate.ofInstant(clock.instant(), PARIS);
        var wanted = wanted(request, today);
        var answers = broker.ask(
                wanted.stream()
                        .flatMap(one -> Optional.ofNullable(one.asking()).stream())
                        .toList(),
                settings.deadline());
        var fields = sideBySide(wanted, one -> field(request, one, answers, today));
        count(request, fields, today);
        return new PrefillDocument(fields, ask(request.teleservice(), fields));
    }

    /** What the quick sources say is judged and signed while the slow ones are waited for. */
    private static <T> List<T> sideBySide(List<Wanted> wanted, Function<Wanted, T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return wanted.stream()
                    .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), threads))
                    .toList() // all begin before the first is waited for
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Fields of the same fact about the same person share a question, which then asks for the scopes of all of them. */
    private List<Wanted> wanted(Request request, LocalDate today) {
        var scopes = new HashMap<Question, Set<String>>();
        var drafts = new ArrayList<Wanted>();
        for (var field : request.teleservice().prefillings()) {
            var draft = draft(request, field, today);
            drafts.add(draft);
            if (draft.asking() != null) {
                scopes.computeIfAbsent(draft.asking().question(), any -> new HashSet<>())
                        .addAll(field.declared().scopes());
            }
        }
        return drafts.stream()
                .map(draft -> draft.asking() == null
                        ? draft
                        : new Wanted(
                                draft.field(),
                                draft.source(),
                                draft.person(),
                                new Asking(
                                        draft.asking().authority(),
                                        draft.asking().source(),
                                        draft.asking()
                                                .question()
                                                .of(scopes.getOrDefault(
                                                        draft.asking().question(), Set.of()))),
                                null))
                .toList();
    }

    private Wanted draft(Request request, Prefilling field, LocalDate today) {
        var declared = field.declared();
        var source = sources.asked(declared).orElse(null);
        var fact = source == null ? null : source.facts().get(declared.fact());
        var person = field.person(request.body()).orElse(null);
        if (source == null || fact == null) {
            return new Wanted(field, null, person, null, new Answer.NotEntitled("no-source"));
        }
        var parameters = field.parameters(request.body());
        if (person == null || !parameters.keySet().containsAll(fact.parameters())) {
            return new Wanted(field, source, person, null, new Answer.NotFound("incomplete"));
        }
        var question = new Question(
                declared.fact(), Set.of(), person, parameters, token(request, person, fact), today, Duration.ZERO);
        return new Wanted(field, source, person, new Asking(request.caller().authority(), source, question), null);
    }

    /** The citizen's own token speaks of the citizen alone. */
    private static @Nullable String token(Request request, Identite person, Fact fact) {
        return fact.byFranceConnect() && person.equals(request.usager()) ? request.franceConnectToken() : null;
    }

    private PrefillDocument.Field field(Request request, Wanted one, SourceBroker.Answers answers, LocalDate today) {
        var declared = one.field().declared();
        var answer = one.asking() == null ? one.instead() : answers.to(one.asking());
        var judged = one.source() == null || answer == null
                ? new Judged(Outcome.NOT_ENTITLED, null, null, null, null, "no-source")
                : Judged.of(one.field(), one.source(), answer, today);
        var name = sources.name(declared.source(), request.language());
        return new PrefillDocument.Field(
                declared.pointer(),
                judged.outcome(),
                judged.value(),
                judged.score(),
                declared.source(),
                judged.asOf() == null ? null : judged.asOf().toString(),
                judged.outcome() == Outcome.KNOWN ? proof(request, one, judged) : null,
                Sayings.of(judged, name).in(request.language()),
                judged.outcome() == Outcome.KNOWN ? null : declared.document().in(request.language()));
    }

    private @Nullable String proof(Request request, Wanted one, Judged judged) {
        var value = judged.value();
        var asOf = judged.asOf();
        var person = one.person();
        var asking = one.asking();
        return value == null || asOf == null || person == null || asking == null
                ? null
                : proofs.of(new Claim(
                        request.caller(),
                        request.teleservice().definition().id(),
                        one.field().declared(),
                        persons.person(request.usager()),
                        persons.person(person),
                        asking.question().parameters(),
                        value,
                        asOf,
                        judged.requestId()));
    }

    /** Every leaf of the form that no source fills. */
    private static List<String> ask(Teleservice teleservice, List<PrefillDocument.Field> fields) {
        var filled = fields.stream()
                .filter(field -> field.value() != null)
                .map(PrefillDocument.Field::pointer)
                .toList();
        var pointers = teleservice.fields().stream()
                .map(field -> "/form" + field.pointer())
                .toList();
        return pointers.stream()
                .filter(pointer -> pointers.stream().noneMatch(other -> other.startsWith(pointer + "/")))
                .filter(pointer ->
                        filled.stream().noneMatch(known -> pointer.equals(known) || pointer.startsWith(known + "/")))
                .toList();
    }

    /** All that is kept; a ledger that is away costs a count, not an answer. */
    private void count(Request request, List<PrefillDocument.Field> fields, LocalDate today) {
        fields.forEach(field -> meters.counter(
                        "relais.prefill.fields",
                        "teleservice",
                        request.teleservice().definition().id(),
                        "source",
                        field.source(),
                        "outcome",
                        field.outcome().name())
                .increment());
        var counts = fields.stream()
                .collect(Collectors.groupingBy(
                        field -> new PrefillTally.Kind(
                                field.source(), field.outcome().name()),
                        Collectors.counting()));
        try {
            tally.add(
                    request.caller().authority(),
                    request.teleservice().definition().id(),
                    today,
                    counts);
        } catch (DataAccessException away) {
            LOG.warn("a pre-fill was not counted: {}", away.getClass().getSimpleName());
        }
    }
}
