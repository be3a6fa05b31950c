package fr.relais.routes.ledger;

import fr.relais.mappings.teleservice.Teleservice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps every téléservice bundle that submissions are accepted under. */
public final class Bundles {

    private final JdbcClient jdbc;

    Bundles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void keep(Authority authority, Teleservice teleservice, Instant now) {
        jdbc.sql("""
                        insert into teleservice_bundle (authority_id, hash, teleservice, version, files, recorded_at)
                        values (:authority, :hash, :teleservice, :version, :files, :now)
                        on conflict do nothing
                        """)
                .param("authority", authority.id())
                .param("hash", teleservice.hash())
                .param("teleservice", teleservice.definition().id())
                .param("version", teleservice.definition().version())
                .param("files", zip(teleservice))
                .param("now", Sql.at(now))
                .update();
    }

    private static byte[] zip(Teleservice teleservice) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : teleservice.folder().files().entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
