package fr.relais.simulators.admin;

import fr.relais.simulators.gate.FaultMode;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what is wrong with an admin request, without echoing it. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE) // before the general answers of Spring
final class Problems {

    private static final String FAULT =
            "A fault is {mode, delayMs?, count?}: delayMs 0 to 600000, count 1 or more, mode one of "
                    + Arrays.stream(FaultMode.values()).map(FaultMode::wire).collect(Collectors.joining(", "));

    @ExceptionHandler
    ProblemDetail on(NoSuchElementException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "No such system: GET /admin/systems lists them.");
    }

    /** A fault this kind of system can't have. */
    @ExceptionHandler
    ProblemDetail on(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(HttpMessageNotReadableException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, FAULT);
    }
}
