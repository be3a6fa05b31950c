package fr.relais.simulators.admin;

import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what is wrong with an admin request, without echoing it. */
@RestControllerAdvice
final class Problems {

    @ExceptionHandler
    ProblemDetail on(NoSuchElementException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "No such system: GET /admin/systems lists them.");
    }

    @ExceptionHandler
    ProblemDetail on(HttpMessageNotReadableException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "A fault is {mode, delayMs?, count?}: a mode of the README, a delay of 0 to 600000, a count of 1 or more.");
    }
}
