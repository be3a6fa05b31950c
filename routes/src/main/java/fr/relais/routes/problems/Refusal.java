package fr.relais.routes.problems;

import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Wording;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is not carried out; becomes a problem document. Its message is the code: no value of the request is in it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient Wording detail;
    private final transient List<Problem> errors;
    private final @Nullable Duration retryAfter;

    public Refusal(ProblemCode code, Wording detail) {
        this(code, detail, List.of(), null);
    }

    public Refusal(ProblemCode code, Wording detail, List<Problem> errors) {
        this(code, detail, errors, null);
    }

    public Refusal(ProblemCode code, Wording detail, Duration retryAfter) {
        this(code, detail, List.of(), retryAfter);
    }

    private Refusal(ProblemCode code, Wording detail, List<Problem> errors, @Nullable Duration retryAfter) {
        super(code.code());
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public ProblemCode code() {
        return code;
    }

    public Wording detail() {
        return detail;
    }

    public List<Problem> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
