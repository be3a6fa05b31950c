package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/d, jdbc:postgresql://h/d?logServerErrorDetail=false",
        "jdbc:postgresql://h/d?ssl=true, jdbc:postgresql://h/d?ssl=true&logServerErrorDetail=false",
        "jdbc:postgresql://h/d?logServerErrorDetail=true, jdbc:postgresql://h/d?logServerErrorDetail=true"
    })
    void keepsDetailsOutOfExceptionsUnlessAskedFor(String given, String used) {
        assertThat(JdbcUrl.discreet(given)).isEqualTo(used);
    }
}
