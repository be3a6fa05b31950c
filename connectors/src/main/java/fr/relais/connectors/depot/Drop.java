package fr.relais.connectors.depot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What is put into the folder for one delivery: a folder of its own, and the files in it. */
record Drop(String name, List<Entry> files) {

    Drop {
        files = List.copyOf(files);
    }

    /** A file, by its path within the delivery's folder. */
    record Entry(String path, Source source) {

        static Entry of(String path, byte[] content) {
            return new Entry(path, () -> new ByteArrayInputStream(content));
        }

        @Override
        public String toString() {
            return "Entry[" + path + "]";
        }
    }

    /** Opens a file's content anew. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    @Override
    public String toString() {
        return "Drop[" + name + "]";
    }
}
