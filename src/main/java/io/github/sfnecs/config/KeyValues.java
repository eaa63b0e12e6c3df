package io.github.sfnecs.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map given as one text with {@code -D}: {@code key=value,key=value}. In the POM each key is an element. */
public final class KeyValues {
    private String text;

    /** Takes the text; called by Maven. */
    public void set(String keysAndValues) {
        this.text = keysAndValues;
    }

    /** The map; empty where nothing was given with {@code -D}. An entry without {@code =} has an empty value. */
    public Optional<Map<String, String>> toMap() {
        return Optional.ofNullable(text).map(given -> {
            Map<String, String> map = new LinkedHashMap<>();
            for (String entry : given.split(",", -1)) {
                int equals = entry.indexOf('=');
                map.put(
                        (equals < 0 ? entry : entry.substring(0, equals)).strip(),
                        equals < 0 ? "" : entry.substring(equals + 1).strip());
            }
            return map;
        });
    }
}
