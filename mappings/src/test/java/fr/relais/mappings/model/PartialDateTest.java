package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialDateTest {

    @ParameterizedTest
    @ValueSource(strings = {"1980-05-17", "1980-05-00", "1980-00-00", "0000-00-00", "2024-02-29"})
    void acceptsWhatCivilRecordsHold(String date) {
        assertThat(PartialDate.accepts(date)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1980-13-01", "1980-00-17", "2023-02-29", "1980-5-17", "", "1980-05-17T00:00", "1980-13-00"})
    void rejectsWhatNoCalendarHolds(String date) {
        assertThat(PartialDate.accepts(date)).isFalse();
    }
}
