package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** A civil date of which month or day may be unknown, e.g. {@code 1980-00-00}; not a {@link LocalDate} on purpose. */
public record PartialDate(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    @JsonCreator
    public PartialDate {
        if (!accepts(value)) {
            throw new IllegalArgumentException("not a civil date YYYY-MM-DD, 00 for what is unknown");
        }
    }

    public static boolean accepts(String written) {
        if (!SHAPE.matcher(written).matches()) {
            return false;
        }
        int month = Integer.parseInt(written.substring(5, 7));
        int day = Integer.parseInt(written.substring(8, 10));
        if (day == 0) {
            return month <= 12;
        }
        if (month == 0) {
            return false; // a day of an unknown month says nothing
        }
        try {
            LocalDate.parse(written);
            return true;
        } catch (DateTimeException impossible) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
