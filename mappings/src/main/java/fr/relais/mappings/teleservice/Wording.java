package fr.relais.mappings.teleservice;

import java.util.Locale;

/** A sentence in both languages Relais speaks; French is the first. */
public record Wording(String fr, String en) {

    public Wording {
        Definition.require("fr", fr);
        Definition.require("en", en);
    }

    public String in(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : fr;
    }
}
